export { rowSentence, tableRefusals } from './problems.ts'
export { readTaxCodes, type TaxCodesFrom, type TaxCodesRead } from './read-tax-codes.ts'
