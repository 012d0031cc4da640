import type { InvoiceKind, Taxation } from '@mashang/invoice'

/** The bureau's codes and their names; they live in this folder and nowhere else. Source: 版式及XML规范 V5.002 §4. */
export const kindLabels: Record<InvoiceKind, { code: string; name: string }> = {
  special: { code: '01', name: '增值税专用发票' },
  general: { code: '02', name: '普通发票' },
}

export const taxpayerLabels = {
  general: { code: '1', name: '一般纳税人' },
  'small-scale': { code: '2', name: '小规模纳税人' },
} as const

/** 发票开具方式标签: 5 is what a 乐企 unit of its own says, 4 is a third party's platform. */
export const issuingLabels = {
  sample: { code: '4', name: '第三方平台' },
  'direct-unit': { code: '5', name: '自建平台' },
} as const

/** 特定征税方式标签, in the order of their codes. */
export const treatmentLabels = [
  { code: '01', name: '不征税', applies: (taxation: Taxation) => taxation.kind === 'outside-scope' },
  { code: '02', name: '零税率', applies: (taxation: Taxation) => taxation.kind === 'zero-rated' },
  { code: '04', name: '免税', applies: (taxation: Taxation) => taxation.kind === 'exempt' },
  {
    code: '05',
    name: '简易征收',
    applies: (taxation: Taxation) => relief(taxation)?.startsWith('simplified') === true,
  },
  { code: '06', name: '减按征收', applies: (taxation: Taxation) => relief(taxation) === 'reduced-1.5' },
] as const

function relief(taxation: Taxation): string | undefined {
  return taxation.kind === 'taxed' ? taxation.relief : undefined
}
