/**
 * Whether an invoice number is a sample's, of a simulated bureau: year 99 of region 99, which a real one never has.
 * It follows from the invoice itself, so it stays true whatever channel the seller has later.
 */
export function isSample(number: string): boolean {
  return number.startsWith('9999')
}
