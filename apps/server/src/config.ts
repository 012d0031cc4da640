import { z } from 'zod'
import { parsePlace } from './documents/place.ts'

const Role = z.enum(['http', 'worker'])

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** The address consumers reach, as printed in codes and mails. */
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL: z.coerce.number().int().min(4).max(200).default(20),
  MASHANG_DATA: z.string().min(1),
  /** Where documents are archived; in MASHANG_DATA by default. */
  DOCUMENTS: z
    .string()
    .transform((text, context) => {
      const place = parsePlace(text)
      if (!('wrong' in place)) return place
      context.addIssue(place.wrong)
      return z.NEVER
    })
    .optional(),
  /** 32 random bytes in base64: seals addresses and signs links. Losing it makes sealed data unreadable. */
  MASHANG_SECRET: z.base64().refine((text) => Buffer.from(text, 'base64').length >= 32, 'at least 32 bytes in base64'),
  /** Parts this process plays: many servers and many workers can share one database. */
  MASHANG_ROLES: z
    .string()
    .default('http,worker')
    .transform((text) => text.split(',').map((role) => role.trim()))
    .pipe(z.array(Role).min(1)),
  MASHANG_DEMO: z.stringbool().default(false),
  /** The simulated tax bureau of this installation, if it runs one. */
  TAX_SANDBOX_URL: z.url().optional(),
  /** The demo without it has a development mailbox, which anybody may read; anything else cannot start without it. */
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('码上开票 <invoice@mashang.example>'),
  /** Requests a minute from one address; 0 switches the limit off. */
  RATE_LIMIT: z.coerce.number().int().min(0).default(600),
  /** Reverse proxies in front whose X-Forwarded-For is believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  /** Lets `Authorization: Bearer …` read /metrics; without it only this machine may, and behind a proxy nobody. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

const Config = Variables.refine(({ SMTP_URL, MASHANG_DEMO }) => SMTP_URL !== undefined || MASHANG_DEMO, {
  path: ['SMTP_URL'],
  message: 'must be set: invoices are mailed through it (only the demo, MASHANG_DEMO=1, does without)',
})

export type Config = z.output<typeof Config>

/** The only reader of the environment. Throws one sentence that names every variable at fault. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Config.safeParse(env)
  if (parsed.success) return parsed.data
  throw new Error(
    `Configuration: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
  )
}
