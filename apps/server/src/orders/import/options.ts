import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parseTaxation, type Taxation } from '@mashang/invoice'
import { Cannot } from '../../command/cannot.ts'
import { type Role, roles } from './columns.ts'
import { type Encoding, encodings } from './encoding.ts'
import { type DayOrder, dayOrders } from './paid-at.ts'

export type Options = {
  /** Absolute, as is `report`. */
  file: string
  organizationCode: string
  /** Absent in a database of one tenant. */
  tenant?: string | undefined
  itemCode?: string | undefined
  tax?: { taxCode: string; taxation: Taxation } | undefined
  map: Partial<Record<Role, string>>
  encoding?: Encoding | undefined
  dayOrder?: DayOrder | undefined
  dryRun: boolean
  report?: string | undefined
}

export const usage = `npm run import-orders -- FILE.csv --organization CODE [...]

  --organization SZ-001       门店的组织编码 organization code of the store
  --tenant NAME               有几个租户时 when there are several tenants
  --item CODE                 货号不认识的行用这个开票项目 item for lines whose code is none of yours
  --tax-code N --taxation 13% 或直接给税收分类编码和税率、免税、3%简易… or tax classification code and taxation
  --map number=单号,date=时间   指定列 name columns: ${roles.join(' ')}
  --encoding auto             ${encodings.join(' ')}
  --date-format d/m/y         1/12/2010 里日和月谁在前 which comes first: d/m/y m/d/y
  --dry-run                   只检查，不写入 check everything, write nothing
  --report FILE.csv           把没导入的和有改动的逐条写到文件 list what was not imported or was changed`

const config = {
  organization: { type: 'string' },
  tenant: { type: 'string' },
  item: { type: 'string' },
  'tax-code': { type: 'string' },
  taxation: { type: 'string' },
  map: { type: 'string', multiple: true },
  encoding: { type: 'string', default: 'auto' },
  'date-format': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  report: { type: 'string' },
} as const

/** Reads the command line; paths are relative to `directory`. Throws Cannot with a sentence and the usage. */
export function parseOptions(args: readonly string[], directory: string): Options {
  const { values, positionals } = read(args)
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.organization)
    throw wrong('请给出一个 CSV 文件和 --organization。', 'Name one CSV file and --organization.')
  return {
    file: resolve(directory, file),
    organizationCode: values.organization,
    tenant: values.tenant,
    itemCode: values.item,
    tax: taxOf(values['tax-code'], values.taxation),
    map: Object.fromEntries((values.map ?? []).flatMap((pairs) => pairs.split(',').map(mapping))),
    encoding: values.encoding === 'auto' ? undefined : oneOf('encoding', encodings, values.encoding.toLowerCase()),
    dayOrder: values['date-format'] ? oneOf('date-format', dayOrders, values['date-format']) : undefined,
    dryRun: values['dry-run'],
    report: values.report && resolve(directory, values.report),
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true })
  } catch (error) {
    throw wrong('看不懂这个命令。', (error as Error).message)
  }
}

function taxOf(taxCode: string | undefined, taxationText: string | undefined): Options['tax'] {
  if (taxCode === undefined && taxationText === undefined) return undefined
  const taxation = parseTaxation(taxationText ?? '')
  if (/^\d{19}$/.test(taxCode ?? '') && taxation) return { taxCode: taxCode as string, taxation }
  throw wrong(
    '--tax-code 是 19 位税收分类编码，--taxation 是 13%、3%简易、1.5%减按、免税、零税率、不征税这样的税率或计税方式，两个要一起给。',
    '--tax-code has 19 digits and --taxation is like 13%, 3% simplified, 1.5% reduced, exempt, zero-rated or outside-scope; give both.',
  )
}

function mapping(pair: string): [Role, string] {
  const [role = '', ...name] = pair.split('=')
  return [oneOf('map', roles, role.trim()), name.join('=').trim()]
}

function oneOf<T extends string>(option: string, choices: readonly T[], text: string): T {
  const choice = choices.find((each) => each === text)
  if (choice !== undefined) return choice
  const list = choices.join(' ')
  throw wrong(`--${option} 不能是“${text}”，可用：${list}`, `--${option} cannot be “${text}”. There are: ${list}`)
}

function wrong(zh: string, en: string): Cannot {
  return new Cannot(zh, `${en}\n\n${usage}`)
}
