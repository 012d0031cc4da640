/*
 * Reads one file and prints what became of it. A process of its own for each, so that the memory is that of reading
 * this file: a heap that once grew seldom shrinks.
 */
import { readFile } from 'node:fs/promises'
import { readDocument } from '../read-document.ts'

const [file = ''] = process.argv.slice(2)
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`unhandled: ${reason}\n`)
  process.exitCode = 1
})
const bytes = await readFile(file)
const before = process.resourceUsage().maxRSS
const start = performance.now()
const read = await readDocument(bytes)
const ms = performance.now() - start
const grownMb = (process.resourceUsage().maxRSS - before) / 1024
process.stdout.write(JSON.stringify({ answer: read.ok ? 'read' : read.problem, ms, grownMb }))
