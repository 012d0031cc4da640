/** The simulated tax bureau from inside: its switches and its books. */
export type Bureau = {
  url: string
  /** What is left out returns to its default; see the sandbox's README. */
  switchTo: (settings: {
    mode?: 'normal' | 'lose-reply' | 'refuse' | 'blocked' | 'down'
    refuseCode?: string
    refuseReason?: string
    count?: number
    delayMs?: number
  }) => Promise<void>
  signIn: () => Promise<void>
  /** Orders accepted and invoices issued, all of them or under one request number. */
  books: (requestNumber?: string) => Promise<{ count: number; issued: number; orders: BookedOrder[] }>
}

export type BookedOrder = {
  orderNo: string
  status: string
  buyer: { name: string; taxpayerId: string | null }
  gross: string
  invoiceNumber: string | null
}

export function bureau(url: string): Bureau {
  const ask = async (path: string, method = 'GET', body: object | undefined = undefined) => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
  return {
    url,
    switchTo: async (settings) => void (await ask('/control', 'PUT', settings)),
    signIn: async () => void (await ask('/control/login', 'POST', {})),
    books: async (requestNumber) => await ask(`/books${requestNumber ? `?orderNo=${requestNumber}` : ''}`),
  }
}
