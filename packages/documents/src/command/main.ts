#!/usr/bin/env node
/* `mashang-invoice`: makes samples of e-invoices, looks at and checks e-invoices. Ends with 0, 1 for problems, 2 for misuse. */
import { resolve } from 'node:path'
import { type Invoice, problemsOfInvoice, remarkCut, treatmentDoubts } from '@mashang/invoice'
import { refusals } from '../import/problems.ts'
import { readDocument } from '../import/read-document.ts'
import { fileNameOf, formats, missingCharacters, ofdOf, pdfOf, xmlOf } from '../index.ts'
import { ofdProblems } from '../ofd/ofd-problems.ts'
import { bytesOf } from './bytes-of.ts'
import { parseInvoiceJson } from './invoice-json.ts'
import { type Options, parseOptions, usage } from './options.ts'
import {
  factsJson,
  factsTable,
  harmless,
  harmlessJson,
  inOneLine,
  placeOf,
  problemRows,
  sentencesOf,
} from './report.ts'
import { taxCodesReport } from './tax-codes.ts'
import { writeFiles } from './write-files.ts'

/** npm runs a script in its package's folder; the person was somewhere else. */
const here = process.env.INIT_CWD ?? process.cwd()

const say = (text: string) => process.stdout.write(harmless(text))
const complain = (text: string) => process.stderr.write(harmless(text))

const options = parseOptions(process.argv.slice(2))
switch (options.command) {
  case 'help':
    say(usage)
    break
  case 'wrong':
    complain(`\n✗ ${options.zh}\n  ${options.en}\n\n${usage}`)
    process.exitCode = 2
    break
  case 'render':
    process.exitCode = await render(options)
    break
  case 'inspect':
    process.exitCode = await inspect(options.files, options.json)
    break
  case 'verify':
    process.exitCode = await verify(options.files)
    break
  case 'tax-codes':
    process.exitCode = await taxCodes(options.file, options.query)
    break
}

async function render({ file, out, force }: Options & { command: 'render' }): Promise<number> {
  const bytes = await contentOf(file)
  if (!bytes) return 1
  const text = inUtf8(bytes)
  if (text === undefined) {
    complain(`✗ ${file} 不是 UTF-8 编码的文本。\n  This file is no text in UTF-8.\n`)
    return 1
  }
  const read = parseInvoiceJson(text)
  if (!read.ok) {
    for (const { path, zh, en } of read.problems) complain(`✗ ${path === '' ? file : path}：${zh}\n  ${en}\n`)
    return 1
  }
  const { invoice } = read
  const problems = problemsOfInvoice(invoice)
  for (const problem of problems) complain(`✗ ${placeOf(problem)}${sentencesOf(problem)}\n`)
  if (problems.length > 0) return 1
  const makers = { pdf: pdfOf, ofd: ofdOf, xml: xmlOf }
  const files = new Map(formats.map((each) => [fileNameOf(invoice, each), makers[each](invoice)]))
  const written = await writeFiles(resolve(here, out), files, force ? 'always' : 'if-equal')
  if (!written.ok) {
    complain(`✗ 写不进 ${out}：${written.zh}\n  Cannot write to ${out}. ${written.en}\n`)
    return 1
  }
  for (const path of written.paths) say(`${path}\n`)
  warnOf(invoice)
  return 0
}

/** Undefined when the bytes are in another encoding, such as GB 18030: a wrong guess would be printed on an invoice. */
function inUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** What is no reason to make nothing, but had better be known. */
function warnOf(invoice: Invoice): void {
  // A red invoice has the rates of its blue one.
  const doubts = Map.groupBy(invoice.reverses ? [] : treatmentDoubts(invoice), ({ problem }) => problem)
  for (const [problem, alike] of doubts) {
    const lines = alike.map(({ line }) => `lines[${line}]`).join(' ')
    complain(`! ${lines}：${sentencesOf({ problem })}\n`)
  }
  const cut = remarkCut(invoice)
  if (cut) complain(`! ${sentencesOf(cut)}\n`)
  const missing = missingCharacters(invoice).join('')
  if (missing) complain(`! 字体里没有“${missing}”，PDF 上印作〓。\n  No font has these characters: the PDF shows 〓.\n`)
}

async function inspect(files: readonly string[], json: boolean): Promise<number> {
  let unread = 0
  const told: unknown[] = []
  for (const file of files) {
    const found = await bytesOf(resolve(here, file))
    const read = found.ok ? await readDocument(found.bytes) : undefined
    if (!read?.ok) unread += 1
    if (!found.ok) complain(`✗ ${file}：${found.zh}\n  ${found.en}\n`)
    if (json) told.push(read ? factsJson(file, read) : { file, ...found })
    else if (read) say(`${factsTable(file, read)}\n`)
  }
  if (json) say(`${harmlessJson(told)}\n`)
  return unread > 0 ? 1 : 0
}

async function verify(files: readonly string[]): Promise<number> {
  let wrong = 0
  for (const file of files) {
    const bytes = await contentOf(file)
    const rows = bytes ? await problemsIn(bytes) : []
    if (!bytes || rows.length > 0) wrong += 1
    if (bytes) say(rows.length > 0 ? `✗ ${file}\n${rows.join('\n')}\n` : `✓ ${file}\n`)
  }
  return wrong > 0 ? 1 : 0
}

async function taxCodes(file: string, query: string): Promise<number> {
  const bytes = await contentOf(file)
  if (!bytes) return 1
  const { text, exitCode } = taxCodesReport(file, bytes, query)
  say(text)
  return exitCode
}

/** Everything that is wrong with a document, a row each. */
async function problemsIn(bytes: Uint8Array): Promise<string[]> {
  const read = await readDocument(bytes)
  if (!read.ok) return [`  ✗ ${refusals[read.problem].zh}  ${refusals[read.problem].en}`]
  // Only of packages that were found harmless: this check inflates every file in them.
  const structure = read.facts.source === 'ofd' ? ofdProblems(bytes).map((problem) => `  ✗ OFD：${problem}`) : []
  return [...problemRows(read.problems), ...structure].map(inOneLine)
}

/** Undefined, and a sentence, when there is nothing to read. */
async function contentOf(file: string): Promise<Uint8Array | undefined> {
  const read = await bytesOf(resolve(here, file))
  if (read.ok) return read.bytes
  complain(`✗ ${file}：${read.zh}\n  ${read.en}\n`)
  return undefined
}
