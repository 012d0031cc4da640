/**
 * Tax classification codes (税收分类编码): kept apart from the rest of the domain, because tables are big and the
 * consumer's page needs none.
 */
export { searchTaxCodes } from './search.ts'
export { seedTaxCodes } from './seed.ts'
export { type ShortName, type ShortNameSource, shortNameOn, type TaxCode, taxCode } from './tax-code.ts'
