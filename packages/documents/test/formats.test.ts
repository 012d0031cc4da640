import { type Invoice, totals } from '@mashang/invoice'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ofdOf, pdfOf, readDocument, xmlOf } from '../src/index.ts'
import { arbitraryInvoice } from '../src/xml/testing/arbitrary-invoice.ts'

test('OFD and XML of any invoice say its number, date, parties and totals', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryInvoice, async (invoice) => {
      for (const document of [ofdOf(invoice), xmlOf(invoice)]) expect(await saidBy(document)).toEqual(factsOf(invoice))
    }),
    { numRuns: 200, interruptAfterTimeLimit: 40_000 },
  )
})

// Fewer, since each is read in a process of its own that loads pdf.js; the face is the one the OFD has.
test('so does the PDF of any invoice', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryInvoice, async (invoice) => {
      expect(await saidBy(pdfOf(invoice))).toEqual(factsOf(invoice))
    }),
    { numRuns: 40, interruptAfterTimeLimit: 40_000, endOnFailure: true },
  )
})

/** What a document says; what is printed may not differ from the XML that comes with it. */
async function saidBy(document: Uint8Array) {
  const read = await readDocument(document)
  if (!read.ok) return read
  const { number, date, seller, buyer, net, tax, gross } = read.facts
  const differing = read.problems.filter(
    ({ problem }) => problem === 'attachment-differs' || problem === 'properties-differ',
  )
  return { number, date, seller: partyOf(seller), buyer: partyOf(buyer), net, tax, gross, differing }
}

function factsOf({ number, issuedAt, seller, buyer, lines }: Invoice) {
  const date = issuedAt.slice(0, 10)
  return { number, date, seller: partyOf(seller), buyer: partyOf(buyer), ...totals(lines), differing: [] }
}

function partyOf({ name, taxpayerId }: Invoice['buyer']) {
  return { name, taxpayerId }
}
