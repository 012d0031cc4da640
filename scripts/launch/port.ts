import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { CannotStart } from './cannot-start.ts'

/** Makes sure that nobody listens on the port yet, before the slow parts begin. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  try {
    await listenBriefly(host, port)
  } catch (error) {
    throw portRefused(host, port, (error as NodeJS.ErrnoException).code)
  }
}

/** A port nobody listens on right now. */
export function freePort(host: string): Promise<number> {
  return listenBriefly(host, 0)
}

async function listenBriefly(host: string, port: number): Promise<number> {
  const server = createServer().listen({ host, port, exclusive: true })
  await once(server, 'listening')
  const taken = (server.address() as AddressInfo).port
  server.close()
  await once(server, 'close')
  return taken
}

function portRefused(host: string, port: number, code: string | undefined): CannotStart {
  switch (code) {
    case 'EADDRINUSE':
      return new CannotStart(
        `端口 ${port} 已被别的程序占用。请停掉它，或换一个端口：PORT=${port + 1} npm start`,
        `Port ${port} is taken by another program. Stop it, or use another port: PORT=${port + 1} npm start`,
      )
    case 'EACCES':
      return new CannotStart(
        `没有权限使用端口 ${port}。请换一个 1024 以上的端口：PORT=8080 npm start`,
        `Port ${port} needs more rights than you have. Use one above 1024: PORT=8080 npm start`,
      )
    default:
      return new CannotStart(
        `无法在 ${host}:${port} 上监听（${code}）。请检查 HOST 和 PORT。`,
        `Cannot listen on ${host}:${port} (${code}). Check HOST and PORT.`,
      )
  }
}
