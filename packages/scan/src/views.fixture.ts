import type { ApplicationView, ScanPage } from '@mashang/contract'

const shop = {
  brand: '蓝湖咖啡',
  store: '科技园店',
  sellerName: '深圳市蓝湖里餐饮管理有限公司',
  phone: '0755-0000 0012',
}

export function anApplication(changes: Partial<ApplicationView> = {}): ApplicationView {
  return {
    ref: 'lanhu0001',
    status: 'issuing',
    shop,
    buyer: { kind: 'enterprise', name: '深圳市青屿云图科技有限公司', taxpayerId: '91990000MA0AAAA1XB' },
    email: 'l***@example.com',
    orderNumber: 'A1023-0456',
    grossFen: 12_800,
    submittedAt: '2026-11-23T04:41:03.000Z',
    deliveries: [],
    ...changes,
  }
}

export function anIssued(changes: Partial<ApplicationView> = {}): ApplicationView {
  return anApplication({
    status: 'issued',
    invoice: {
      number: '99990000000000007318',
      issuedAt: '2026-11-23T04:41:21.000Z',
      grossFen: 12_800,
      documents: [{ format: 'pdf' }, { format: 'ofd' }, { format: 'xml' }],
    },
    deliveries: [{ address: 'l***@example.com', status: 'sent', sentAt: '2026-11-23T04:41:24.000Z' }],
    ...changes,
  })
}

export function aPage(mode: 'title-only' | 'order-match' | 'receipt', latest?: ApplicationView): ScanPage {
  const order = { number: 'A1023-0456', paidAt: '2026-11-23T04:40:00.000Z', grossFen: 12_800, lines: [] }
  return {
    source: mode === 'receipt' ? { kind: 'receipt', code: 'r1', order } : { kind: 'code', code: 's1', mode },
    shop,
    ...(latest && { latest }),
  }
}
