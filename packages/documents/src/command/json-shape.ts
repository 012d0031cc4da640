/**
 * Reading JSON that a person wrote: every field is named, an unknown one is a mistake, and all mistakes are told at once,
 * each with the path of its field.
 */
export type JsonProblem = { path: string; zh: string; en: string }

/** Gives the value, or tells what is wrong with it; what it gives then is not used. */
export type Reader<T> = { read: (value: unknown, at: Place) => T; optional?: true }

/** Where a value stands, and all that was found wrong so far. `tell` adds to it and leaves the field. */
export type Place = { path: string; problems: JsonProblem[]; tell: (problem: Omit<JsonProblem, 'path'>) => never }

type Fields = Record<string, Reader<unknown>>
type RecordOf<F extends Fields> = { [K in keyof F]: F[K] extends Reader<infer T> ? T : never }

/** Thrown to leave one field, caught by the record or list that goes on with the next. */
class Wrong extends Error {}

/** Reads a whole value: it, or everything that is wrong with it. */
export function readJson<T>(
  value: unknown,
  reader: Reader<T>,
): { ok: true; value: T } | { ok: false; problems: JsonProblem[] } {
  const problems: JsonProblem[] = []
  const result = readAt(reader, value, '', problems)
  return problems.length === 0 && result.read ? { ok: true, value: result.value } : { ok: false, problems }
}

function readAt<T>(
  reader: Reader<T>,
  value: unknown,
  path: string,
  problems: JsonProblem[],
): { read: true; value: T } | { read: false } {
  const tell = (problem: Omit<JsonProblem, 'path'>): never => {
    problems.push({ path, ...problem })
    throw new Wrong()
  }
  const inner = { path, tell, problems }
  try {
    return { read: true, value: reader.read(value, inner) }
  } catch (reason) {
    if (reason instanceof Wrong) return { read: false }
    throw reason
  }
}

export function record<F extends Fields>(fields: F): Reader<RecordOf<F>> {
  return {
    read: (value, at) => {
      const { problems } = at
      const before = problems.length
      if (!isRecord(value)) return at.tell({ zh: '应当是一个对象 {…}', en: 'must be an object {…}' })
      const prefix = at.path === '' ? '' : `${at.path}.`
      for (const name of Object.keys(value)) {
        if (Object.hasOwn(fields, name)) continue
        const known = Object.keys(fields).join(', ')
        problems.push({
          path: prefix + name,
          zh: `没有这个字段；有的是：${known}`,
          en: `no such field; there are: ${known}`,
        })
      }
      const result: Record<string, unknown> = {}
      for (const [name, reader] of Object.entries(fields)) {
        const present = Object.hasOwn(value, name)
        if (!present && reader.optional) continue
        if (!present) {
          problems.push({ path: prefix + name, zh: '缺少这个字段', en: 'is missing' })
          continue
        }
        const read = readAt(reader, value[name], prefix + name, problems)
        if (read.read) result[name] = read.value
      }
      if (problems.length > before) throw new Wrong()
      return result as RecordOf<F>
    },
  }
}

export function list<T>(reader: Reader<T>, { least = 0, most }: { least?: number; most: number }): Reader<T[]> {
  return {
    read: (value, at) => {
      const { problems } = at
      const before = problems.length
      if (!Array.isArray(value)) return at.tell({ zh: '应当是一个列表 […]', en: 'must be a list […]' })
      if (value.length < least || value.length > most)
        return at.tell({ zh: `应当有 ${least} 到 ${most} 项`, en: `must have ${least} to ${most} items` })
      const results = value.map((item, index) => readAt(reader, item, `${at.path}[${index}]`, problems))
      if (problems.length > before) throw new Wrong()
      return results.flatMap((result) => (result.read ? [result.value] : []))
    },
  }
}

/** Text that a function understands; undefined from it means that it does not, and `zh` and `en` say what would do. */
export function parsed<T>(parse: (text: string) => T | undefined, zh: string, en: string): Reader<T> {
  return {
    read: (value, at) => {
      if (typeof value !== 'string') return at.tell({ zh: `应当是文字：${zh}`, en: `must be text: ${en}` })
      const result = parse(value)
      return result === undefined ? at.tell({ zh: `应当是${zh}`, en: `must be ${en}` }) : result
    },
  }
}

/** Text of 1 to `most` characters without blanks around. */
export function text(most: number): Reader<string> {
  const fits = (value: string) => value !== '' && value.trim() === value && [...value].length <= most
  return parsed(
    (value) => (fits(value) ? value : undefined),
    `1 到 ${most} 个字，首尾没有空格`,
    `1 to ${most} characters, no blanks around them`,
  )
}

export function matching(shape: RegExp, zh: string, en: string): Reader<string> {
  return parsed((value) => (shape.test(value) ? value : undefined), zh, en)
}

export function oneOf<const T extends string>(...choices: T[]): Reader<T> {
  const all = choices.join(' | ')
  return parsed((value) => choices.find((choice) => choice === value), all, all)
}

export const truth: Reader<boolean> = {
  read: (value, at) =>
    typeof value === 'boolean' ? value : at.tell({ zh: '应当是 true 或 false', en: 'must be true or false' }),
}

export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  return { read: reader.read, optional: true }
}

/** By the field `kind`, which every record of the choice has. */
export function byKind<R extends Record<string, Reader<unknown>>>(
  readers: R,
): Reader<{ [K in keyof R]: R[K] extends Reader<infer T> ? T : never }[keyof R]> {
  return {
    read: (value, at) => {
      const kind = isRecord(value) ? value.kind : undefined
      const reader = typeof kind === 'string' && Object.hasOwn(readers, kind) ? readers[kind] : undefined
      const kinds = Object.keys(readers).join(' | ')
      if (!reader)
        return at.tell({ zh: `应当是一个对象，其 kind 是 ${kinds}`, en: `must be an object whose kind is ${kinds}` })
      return reader.read(value, at) as never
    },
  }
}

/** A value that must be right as a whole, once its fields are. */
export function checked<T>(reader: Reader<T>, wrong: (value: T) => Omit<JsonProblem, 'path'> | undefined): Reader<T> {
  return {
    read: (value, at) => {
      const result = reader.read(value, at)
      const problem = wrong(result)
      return problem ? at.tell(problem) : result
    },
  }
}

/** A field that is fixed once its record was chosen by it. */
export function literal<const T extends string>(value: T): Reader<T> {
  return oneOf(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
