/**
 * How a document of a simulated bureau says so. It never carries a TaxBureauSignature, nor an element of that name.
 */
export const sampleMarks = {
  notice: '测试样张 SAMPLE 无效',
  sellerPrefix: '【测试】',
  tag: 'SWEI9999',
  bureau: 'SANDBOX',
} as const
