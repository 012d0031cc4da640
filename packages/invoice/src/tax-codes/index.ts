/**
 * Tax classification codes (税收分类编码): kept apart from the rest of the domain, because tables are big and the
 * consumer's page needs none.
 */
export { type TaxCodeProblem, taxCodeProblems } from './check.ts'
export { mergeTaxCodes } from './merge.ts'
export { searchTaxCodes } from './search.ts'
export { seedTaxCodes } from './seed.ts'
export { levelsOf, type ShortName, shortNameOn, type TaxCode, tableOf2017 } from './tax-code.ts'
