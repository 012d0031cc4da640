import { join } from 'node:path'
import { describeSchema } from './catalog/describe.ts'
import { generate } from './catalog/generated-file.ts'

/** `node db/dump.ts [--check]`: schema.sql, so that a review shows what a migration makes of the schema. */
await generate(join(import.meta.dirname, 'schema.sql'), describeSchema)
