import * as z from 'zod'

/** App keys and their secrets: `key:secret,key:secret`. */
const Apps = z
  .string()
  .regex(/^[\w-]+:[^,:]+(,[\w-]+:[^,:]+)*$/, 'expected key:secret,key:secret')
  .transform((text) => new Map(text.split(',').map((pair) => pair.split(':') as [string, string])))

/** Long enough for any name of a host; a QR code of 20 mm with more in it is too fine for a phone. */
const LONGEST_ADDRESS = 150

const PageAddress = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text))
  .refine(({ search, hash }) => search === '' && hash === '', 'expected an address without ? and #')
  .transform(({ href }) => href)
  .refine((href) => href.length <= LONGEST_ADDRESS, `expected at most ${LONGEST_ADDRESS} characters`)

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_DATA: z.string().min(1).default('data/tax-sandbox'),
  SANDBOX_APPS: Apps.prefault('mashang-demo:mashang-demo-secret'),
  // Nowhere: who has not said where phones reach us cannot be led to a page.
  VERIFY_AT: PageAddress.prefault('https://sample.invalid/verify'),
})

export type Config = {
  port: number
  host: string
  dataDirectory: string
  apps: ReadonlyMap<string, string>
  /** The page that QR codes of samples lead to. */
  verifyAt: string
}

/** Throws with every wrong variable named. Port 0 is any free port, the one of the last run when it is still free. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Environment.safeParse(environment)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  const { PORT, HOST, SANDBOX_DATA, SANDBOX_APPS, VERIFY_AT } = read.data
  return { port: PORT, host: HOST, dataDirectory: SANDBOX_DATA, apps: SANDBOX_APPS, verifyAt: VERIFY_AT }
}
