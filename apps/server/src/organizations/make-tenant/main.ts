/* `npm run make-tenant`: a real tenant, connected to Nuonuo. Ends with 0, or with 1 when it cannot and nothing was written. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { kyselyOn, openPool } from '@mashang/db/connect'
import { Cannot } from '../../command/cannot.ts'
import { databaseUrlOf, explainDatabaseError } from '../../command/database.ts'
import { sealer as openSealer } from '../../seal.ts'
import { openAuth } from '../../staff/auth.ts'
import { makeTenant } from './make-tenant.ts'
import { type Options, parseOptions, usage } from './options.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..', '..')

const refusals = {
  'another-secret': [
    '这不是服务端的密钥：它打不开数据库里已封存的内容。请换成服务端的 MASHANG_SECRET 或 MASHANG_DATA。',
    "This is not the server's key: it does not open what the database holds. Use the server's MASHANG_SECRET or MASHANG_DATA.",
  ],
  'credit-code-taken': ['这个统一社会信用代码已经有租户了。', 'There is a tenant with this credit code already.'],
  'name-taken': ['这个名称已经有租户了。', 'There is a tenant of this name already.'],
  'email-taken': [
    '这个邮箱已经是别人的登录邮箱，请换一个。',
    'Somebody signs in with this address already: use another.',
  ],
} as const

async function run(options: Options): Promise<void> {
  const sealer = openSealer(await secretOf(process.env))
  const pool = openPool(await databaseUrlOf(process.env, root), { max: 2 })
  const db = kyselyOn(pool)
  try {
    // Of sign-in only its way to hash a password is used here, so its address does not matter.
    const auth = openAuth({ pool, secret: sealer.derive('auth'), publicUrl: 'http://localhost' })
    const made = await makeTenant({ db, sealer, auth }, options)
    if (!made.ok) throw cannot(refusals[made.problem])
    process.stdout.write(summary(options, made))
  } catch (error) {
    throw explainDatabaseError(error as Error)
  } finally {
    await db.destroy()
  }
}

const cannot = ([zh, en]: readonly [string, string]) => new Cannot(zh, en)

/** The secret of the server, which must be able to open what is sealed here. It is never made here. */
async function secretOf(env: NodeJS.ProcessEnv): Promise<string> {
  const file = resolve(root, env.MASHANG_DATA || 'data', 'secret')
  const secret = env.MASHANG_SECRET || (await readFile(file, 'utf8').catch(() => '')).trim()
  if (Buffer.from(secret, 'base64').length >= 32) return secret
  throw new Cannot(
    `没有服务端的密钥。请设置 MASHANG_SECRET，或用 MASHANG_DATA 指定它的数据目录（${file}）。`,
    `The server's key is missing. Set MASHANG_SECRET, or name its data directory with MASHANG_DATA (${file}).`,
  )
}

function summary({ seller, admin }: Options, { password, apiKey }: { password: string; apiKey: string }): string {
  return `
  租户已建好 · The tenant is ready

  销方 Seller     ${seller.name} · ${seller.taxpayerId}
  登录 Sign in    ${admin.email} · ${password}
  密钥 API key    ${apiKey}

  密码和密钥只显示这一次 · The password and the key are shown this once

`
}

try {
  const args = process.argv.slice(2)
  if (args.includes('--help')) process.stdout.write(`${usage}\n`)
  else await run(parseOptions(args, process.env))
} catch (reason) {
  process.stderr.write(`\n✗ ${reason instanceof Cannot ? reason.message : (reason as Error).stack}\n\n`)
  process.exitCode = 1
}
