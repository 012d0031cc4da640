import type { Client } from 'pg'

type Column = {
  relation: string
  name: string
  type: string
  array: boolean
  nullable: boolean
  default: boolean
  generated: boolean
  labels: string[] | null
  checks: string[]
}

/** What `connect.ts` makes of each type. A type that is missing here is a decision to take, not `unknown`. */
const typescript: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float8: 'number',
  numeric: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  uuid: 'string',
  inet: 'string',
  cidr: 'string',
  date: 'string',
  time: 'string',
  interval: 'string',
  timestamptz: 'Date',
  bytea: 'Buffer',
}

/** A domain counts as the type below it, with its checks. Partitions are reached through their parent. */
const COLUMNS = `
  select relname as relation, attname as name, base.typname as type, attndims > 0 or t.typcategory = 'A' as array,
    not (attnotnull or t.typnotnull) as nullable,
    (atthasdef or attidentity <> '' or t.typdefault is not null) as default,
    attgenerated <> '' or attidentity = 'a' as generated,
    (select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = base.oid) as labels,
    array(select pg_get_constraintdef(oid) from pg_constraint
      where contype = 'c' and (conrelid = c.oid and conkey = array[attnum] or contypid = t.oid) order by conname) as checks
  from pg_class c
  join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped
  join pg_type t on t.oid = atttypid
  join pg_type base on base.oid = case when t.typtype = 'd' then t.typbasetype when t.typcategory = 'A' then t.typelem else t.oid end
  where relkind in ('r', 'p', 'v') and not relispartition and relname <> 'schema_migration'
    and relnamespace = 'public'::regnamespace
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
  order by relname, attnum`

/** Kysely's types of all tables and views, as the text of a module. */
export async function describeRowTypes(client: Client): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS)
  const relations = [...Map.groupBy(rows, (column) => column.relation)]
  const types = relations.map(([relation, columns]) => {
    const fields = columns.map((column) => `  ${column.name}: ${columnType(column)}\n`)
    return `\nexport type ${typeName(relation)} = {\n${fields.join('')}}\n`
  })
  const index = relations.map(([relation]) => `  ${relation}: ${typeName(relation)}\n`)
  const body = `${types.join('')}\nexport type Tables = ${index.length ? `{\n${index.join('')}}` : 'Record<never, never>'}\n`

  const used = ['ColumnType', 'Generated', 'GeneratedAlways'].filter((name) => body.includes(`${name}<`))
  const imports = used.length ? `\nimport type { ${used.join(', ')} } from 'kysely'\n` : ''
  return `// Written by generate-types.ts from the migrated database: change a migration instead.\n// biome-ignore-all format: a union of many words stays on its line\n${imports}${body}`
}

function columnType(column: Column): string {
  // Written as text: the driver would send an object as JSON but an array as a PostgreSQL array.
  if (['json', 'jsonb'].includes(column.type))
    return `ColumnType<unknown, string${column.default ? ' | undefined' : ''}, string>${column.nullable ? ' | null' : ''}`
  const element = literals(column) ?? typescript[column.type]
  if (!element) throw new Error(`row-types.ts has no type for ${column.type} (${column.relation}.${column.name})`)
  const list = element.includes(' ') ? `(${element})[]` : `${element}[]`
  const type = (column.array ? list : element) + (column.nullable ? ' | null' : '')
  if (column.generated) return `GeneratedAlways<${type}>`
  return column.default ? `Generated<${type}>` : type
}

function literals({ labels, checks }: Column): string | undefined {
  const words = labels ?? checks.map(wordsOf).find((found) => found !== undefined)
  return words?.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`).join(' | ')
}

/** The words of `check (column in ('a', 'b'))`, with or without `column is null or`, as PostgreSQL prints it back. */
export function wordsOf(check: string): string[] | undefined {
  const word = `'(?:[^']|'')*'::text`
  const list = `ANY \\(ARRAY\\[(?<many>${word}(?:, ${word})*)\\]\\)|(?<one>${word})`
  const { many, one } =
    new RegExp(`^CHECK \\(+(?:\\S+ IS NULL\\) OR \\()?\\S+ = (?:${list})\\)+$`).exec(check)?.groups ?? {}
  const words = (many ?? one)?.matchAll(/'((?:[^']|'')*)'::text/g)
  return words && Array.from(words, ([, text = '']) => text.replaceAll("''", "'"))
}

function typeName(relation: string): string {
  return `${relation.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Table`
}
