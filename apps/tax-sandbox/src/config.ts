import * as z from 'zod'

/** App keys and their secrets: `key:secret,key:secret`. */
const Apps = z
  .string()
  .regex(/^[\w-]+:[^,:]+(,[\w-]+:[^,:]+)*$/, 'expected key:secret,key:secret')
  .transform((text) => new Map(text.split(',').map((pair) => pair.split(':') as [string, string])))

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  HOST: z.string().default('127.0.0.1'),
  SANDBOX_DATA: z.string().min(1).default('data/tax-sandbox'),
  SANDBOX_APPS: Apps.prefault('mashang-demo:mashang-demo-secret'),
})

export type Config = { port: number; host: string; dataDirectory: string; apps: ReadonlyMap<string, string> }

/** Throws with every wrong variable named. Port 0 is any free port, the one of the last run when it is still free. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const read = Environment.safeParse(environment)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  const { PORT, HOST, SANDBOX_DATA, SANDBOX_APPS } = read.data
  return { port: PORT, host: HOST, dataDirectory: SANDBOX_DATA, apps: SANDBOX_APPS }
}
