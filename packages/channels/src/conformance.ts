/** What every tax channel must keep. Run it against a living counterpart, never against recorded hopes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { IssueRequest, Outcome, TaxChannel } from './channel.ts'

/** A channel with a bureau behind it that can be told how to behave. */
export type Subject = {
  channel: TaxChannel
  /** A request that the channel would issue, under a request number never used before. */
  request: (change?: Partial<IssueRequest>) => IssueRequest
  bureau: (state: 'normal' | 'loses-replies' | 'refuses' | 'fails-later' | 'signed-out' | 'down') => Promise<void>
  /** How many invoices the bureau holds for a request number, seen from outside the channel. */
  issuedFor: (requestNumber: string) => Promise<number>
}

/** Declares the suite. `subject` is called within each test. */
export function channelConforms(name: string, subject: () => Subject): void {
  afterEach(() => subject().bureau('normal'))

  issuing(name, subject)
  refusing(name, subject)
  losing(name, subject)
}

function issuing(name: string, subject: () => Subject): void {
  test(`${name}: an issued invoice has a number, the amounts that were asked for, and a PDF`, async () => {
    const { channel, request } = subject()
    const asked = request()
    const issued = await issueAndWait(channel, asked)
    expect(issued).toMatchObject({ kind: 'issued', number: expect.stringMatching(/^\d{20}$/), ...asked.totals })
    if (issued.kind !== 'issued') return
    expect(Math.abs(Date.now() - issued.issuedAt.getTime())).toBeLessThan(60_000)
    const pdf = issued.documents.find(({ format }) => format === 'pdf')
    const bytes = await channel.fetchDocument(pdf?.url ?? '')
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-')
  })

  test(`${name}: a request sent twice is issued once`, async () => {
    const { channel, request, issuedFor } = subject()
    const asked = request()
    const [first, second] = await Promise.all([channel.issue(asked), channel.issue(asked)])
    expect([first.kind, second.kind]).not.toContain('refused')
    const once = await waitFor(channel, asked.requestNumber)
    expect(await waitFor(channel, asked.requestNumber)).toEqual(once)
    expect(await issuedFor(asked.requestNumber)).toBe(1)
  })

  test(`${name}: a request that was never sent is absent`, async () => {
    const { channel, request } = subject()
    expect(await channel.find(request().requestNumber)).toEqual({ kind: 'absent' })
  })

  test(`${name}: a document of somebody else’s host is not fetched`, async () => {
    const { channel } = subject()
    await expect(channel.fetchDocument('https://example.com/invoice.pdf')).rejects.toThrow('not an address')
    await expect(channel.fetchDocument('file:///etc/hostname')).rejects.toThrow('not an address')
  })
}

function refusing(name: string, subject: () => Subject): void {
  test(`${name}: a refusal carries a code and words, and leaves the request number free`, async () => {
    const { channel, request, bureau } = subject()
    const asked = request()
    await bureau('refuses')
    const refused = await channel.issue(asked)
    expect(refused).toMatchObject({
      kind: 'refused',
      code: expect.stringMatching(/./),
      reason: expect.stringMatching(/./),
    })
    expect(await channel.find(asked.requestNumber)).toEqual({ kind: 'absent' })
    await bureau('normal')
    expect(await issueAndWait(channel, asked)).toMatchObject({ kind: 'issued' })
  })

  test(`${name}: a request that fails after it was accepted is refused when asked after`, async () => {
    const { channel, request, bureau } = subject()
    const asked = request()
    await bureau('fails-later')
    expect(await issueAndWait(channel, asked)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/./) })
  })

  test(`${name}: what the channel cannot take is refused before it is sent, saying what to shorten`, async () => {
    const { channel, request, bureau } = subject()
    await bureau('down')
    const refused = await channel.issue(request({ remark: '长'.repeat(1000) }))
    expect(refused).toMatchObject({ kind: 'refused', code: 'remark-too-long', reason: expect.stringContaining('备注') })
  })

  test(`${name}: a seller who is signed out is blocked until signed in, and nothing was sent`, async () => {
    const { channel, request, bureau } = subject()
    const asked = request()
    await bureau('signed-out')
    expect(await channel.issue(asked)).toMatchObject({ kind: 'blocked', until: 'sms-code' })
    expect(await channel.find(asked.requestNumber)).toEqual({ kind: 'absent' })
    await bureau('normal')
    expect(await issueAndWait(channel, asked)).toMatchObject({ kind: 'issued' })
  })
}

function losing(name: string, subject: () => Subject): void {
  test(`${name}: a reply that never came is asked after, and there is one invoice`, async () => {
    const { channel, request, bureau, issuedFor } = subject()
    const asked = request()
    await bureau('loses-replies')
    expect(await channel.issue(asked)).toMatchObject({ kind: 'unknown' })
    await bureau('normal')
    expect(await waitFor(channel, asked.requestNumber)).toMatchObject({ kind: 'issued', ...asked.totals })
    expect(await issuedFor(asked.requestNumber)).toBe(1)
  })

  test(`${name}: a channel that is down knows nothing, and says neither absent nor refused`, async () => {
    const { channel, request, bureau } = subject()
    const asked = request()
    await bureau('down')
    // More than once: a bureau can be down in more than one way.
    for (let time = 0; time < 2; time++) {
      expect(await channel.issue(asked)).toMatchObject({ kind: 'unknown' })
      expect(await channel.find(asked.requestNumber)).toMatchObject({ kind: 'unknown' })
    }
    await bureau('normal')
    expect(await channel.find(asked.requestNumber)).toEqual({ kind: 'absent' })
    expect(await issueAndWait(channel, asked)).toMatchObject({ kind: 'issued' })
  })
}

async function issueAndWait(channel: TaxChannel, request: IssueRequest): Promise<Outcome | { kind: 'absent' }> {
  const outcome = await channel.issue(request)
  return outcome.kind === 'unknown' ? waitFor(channel, request.requestNumber) : outcome
}

/** Asks until the channel knows. */
async function waitFor(channel: TaxChannel, requestNumber: string): Promise<Outcome | { kind: 'absent' }> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const outcome = await channel.find(requestNumber)
    if (outcome.kind !== 'unknown') return outcome
    await sleep(outcome.askAfterMs)
  }
  throw new Error(`nothing was heard of ${requestNumber}`)
}
