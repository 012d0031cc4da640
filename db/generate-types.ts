import { join } from 'node:path'
import { generate } from './catalog/generated-file.ts'
import { describeRowTypes } from './catalog/row-types.ts'

/** `node db/generate-types.ts [--check]`: tables.ts, so that the compiler knows every column. */
await generate(join(import.meta.dirname, 'tables.ts'), describeRowTypes)
