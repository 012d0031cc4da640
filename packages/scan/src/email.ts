import { toHalfWidth } from '@mashang/invoice'

/** The contract's rule, which is loose: the mail server is the judge. A test compares the two; Safari 16 has no look-behind. */
const ADDRESS = /^(?!\.|.*(\.[.@]|@[.-]|@.*(-\.|\.-)|-$))[^\s@<>,;"']+@[^\s@<>,;"']+\.[^\s@<>,;"'.]{2,}$/
const LONGEST = 254

/** The mail hosts that most people here use, the most used first. */
const HOSTS =
  'qq.com 163.com gmail.com 126.com outlook.com foxmail.com sina.com hotmail.com icloud.com 139.com aliyun.com'.split(
    ' ',
  )

/** Real hosts one slip away from those. */
const ALSO_REAL = ['mail.com', 'ymail.com']

/** Half-width, without blanks; the ideographic full stop of Chinese keyboards becomes a point. */
export function normaliseEmail(text: string): string {
  return toHalfWidth(text)
    .replace(/[\s\u200b-\u200f\u2060]/g, '')
    .replaceAll('。', '.')
}

export function isEmail(text: string): boolean {
  return text.length <= LONGEST && ADDRESS.test(text)
}

/**
 * The address that was probably meant: gmial.com → gmail.com, qq.con → qq.com, and the rest of an unfinished host.
 * Undefined when there is nothing to suggest. It is only ever offered: odd hosts exist.
 */
export function suggestEmail(text: string): string | undefined {
  const email = normaliseEmail(text)
  const at = email.lastIndexOf('@')
  const host = email.slice(at + 1).toLowerCase()
  if (at < 1 || host.length < 2 || isKnown(host)) return undefined
  const meant =
    HOSTS.find((known) => isSlip(host, known)) ?? HOSTS.find((known) => known.startsWith(host)) ?? mendEnding(host)
  return meant && email.slice(0, at + 1) + meant
}

function isKnown(host: string): boolean {
  return HOSTS.includes(host) || ALSO_REAL.includes(host)
}

/** One slip of the finger in the ending, or in a name long enough that another real host is unlikely. */
function isSlip(host: string, known: string): boolean {
  const [hostName = '', ...hostEnding] = host.split('.')
  const [name = '', ...ending] = known.split('.')
  const sameEnding = hostEnding.length === 0 || hostEnding.join() === ending.join()
  if (hostName === name) return hostEnding.length === 0 || isOneSlip(hostEnding.join('.'), ending.join('.'))
  return name.length > 4 && sameEnding && isOneSlip(hostName, name)
}

/** `.con`, `.comm`, `.cmo` of a company's own host. */
function mendEnding(host: string): string | undefined {
  const match = /^(.+)\.(con|comm|cmo|ocm|vom|xom)$/.exec(host)
  return match ? `${match[1]}.com` : undefined
}

/** One character too many, too few or wrong, or two changed places. */
function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant) return false
  let from = 0
  while (from < typed.length && typed[from] === meant[from]) from++
  const [restTyped, restMeant] = [typed.slice(from), meant.slice(from)]
  return (
    restTyped.slice(1) === restMeant ||
    restTyped === restMeant.slice(1) ||
    restTyped.slice(1) === restMeant.slice(1) ||
    (restTyped.slice(2) === restMeant.slice(2) && restTyped[0] === restMeant[1] && restTyped[1] === restMeant[0])
  )
}
