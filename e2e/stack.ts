import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Demo = {
  email: string
  password: string
  qrUrl: string
  titleOnlyUrl: string
  receipt: { number: string; amount: string; url: string }
  apiKey: string
}
export type Stack = { url: string; sandboxUrl: string; demo: Demo; stop: () => Promise<void> }

/** A server with the demo tenant, a tax sandbox and a mailbox, each a real process. */
export async function startStack(): Promise<Stack> {
  const child = fork(join(import.meta.dirname, 'stack-process.ts'), {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit')
  const [ready] = await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error('the stack did not start'))),
  ])
  return {
    ...(ready as Omit<Stack, 'stop'>),
    stop: async () => {
      child.disconnect()
      await exited
    },
  }
}

export type Mail = {
  id: string
  to: string[]
  subject: string
  messageId: string
  attachments: { filename: string; size: number; contentType: string }[]
}

/** What the mailbox received for one address, newest first; it is a real SMTP receiver. */
export async function mailsTo(stack: Stack, address: string): Promise<Mail[]> {
  const response = await fetch(`${stack.url}/dev/mailbox.json?to=${encodeURIComponent(address)}`)
  return (await response.json()) as Mail[]
}

export type BookedOrder = {
  orderNo: string
  buyer: { name: string }
  gross: string
  status: string
  invoiceNumber: string | null
}

/** The bureau's own books: what it accepted, and what came of it. */
export async function books(stack: Stack): Promise<BookedOrder[]> {
  const { orders } = (await (await fetch(`${stack.sandboxUrl}/books`)).json()) as { orders: BookedOrder[] }
  return orders
}
