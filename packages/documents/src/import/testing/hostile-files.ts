import { deflateRawSync, deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

/** Files somebody might send to stop the server or to fill its memory. Each must be refused, soon and cheaply. */
export function hostileFiles(): Record<string, Uint8Array> {
  return { ...hostileXml(), ...hostileZips(), ...hostilePdfs() }
}

function hostileXml(): Record<string, Uint8Array> {
  const laughs = Array.from(
    { length: 12 },
    (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index};`.repeat(10)}">`,
  ).join('')
  const body = '<EInvoice><EInvoiceData><SellerInformation><SellerName>'
  return {
    'billion laughs': strToU8(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY lol0 "lol">${laughs}]>${body}&lol12;`),
    'an external entity': strToU8(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body}&x;`),
    'a hundred thousand levels': strToU8('<a>'.repeat(100_000) + '</a>'.repeat(100_000)),
    'as many elements as go into 8 MB': strToU8(`<EInvoice>${'<a/>'.repeat(2_000_000)}</EInvoice>`),
    'XML of 20 MB': strToU8(`<EInvoice>${' '.repeat(20_000_000)}</EInvoice>`),
    'one text of 7 MB, of ampersands': strToU8(`${body}${'&amp;'.repeat(1_500_000)}`),
    'an attribute of 7 MB': strToU8(`<EInvoice a="${'x'.repeat(7_000_000)}"/>`),
    'blanks for 7 MB in a tag': strToU8(`<EInvoice ${' '.repeat(7_000_000)}`),
    'half a million attributes': strToU8(
      `<EInvoice ${Array.from({ length: 600_000 }, (_, index) => `a${index}=""`).join(' ')}/>`,
    ),
    'open comments': strToU8(`<EInvoice>${'<!--'.repeat(2_000_000)}`),
    'fifty thousand lines of two elements': strToU8(
      `<EInvoice><EInvoiceData>${'<IssuItemInformation><Amount>1</Amount></IssuItemInformation>'.repeat(49_000)}</EInvoiceData></EInvoice>`,
    ),
    'ninety thousand payments': strToU8(
      `<EInvoice><EInvoiceData><AdditionalInformation>${'<TransactionRecord/>'.repeat(90_000)}</AdditionalInformation></EInvoiceData></EInvoice>`,
    ),
    'lines, trips and payments that say little, five thousand of each': strToU8(
      `<EInvoice><EInvoiceData>${'<IssuItemInformation><Amount>1</Amount><SpecMod>1</SpecMod><MeaUnits>1</MeaUnits><Quantity>1</Quantity><UnPrice>1</UnPrice><TaxClassificationCode>1</TaxClassificationCode></IssuItemInformation>'.repeat(5_000)}<SpecificInformation>${'<PassengerTransportation><Grade>1</Grade><Traveler>1</Traveler><ValidIDNumber>1</ValidIDNumber></PassengerTransportation>'.repeat(5_000)}</SpecificInformation><AdditionalInformation><Transaction>${'<TransactionRecord/>'.repeat(5_000)}</Transaction></AdditionalInformation></EInvoiceData></EInvoice>`,
    ),
    'eight megabytes of carriage returns': strToU8(
      `<EInvoice><EInvoiceData><AdditionalInformation><Remark>a${'\r'.repeat(8_380_000)}</Remark></AdditionalInformation></EInvoiceData></EInvoice>`,
    ),
    'eight megabytes of plates': strToU8(
      `<EInvoice><EInvoiceData><SpecificInformation><RealEstateLease><PlateNumber>${'ab,'.repeat(2_700_000)}</PlateNumber></RealEstateLease></SpecificInformation></EInvoiceData></EInvoice>`,
    ),
    'eight plates of one megabyte': strToU8(
      `<EInvoice><EInvoiceData><SpecificInformation>${`<RealEstateLease><PlateNumber>${'a,'.repeat(520_000)}</PlateNumber></RealEstateLease>`.repeat(8)}</SpecificInformation></EInvoiceData></EInvoice>`,
    ),
    'more than 20 MB': new Uint8Array(20 * 1024 * 1024 + 1).fill(0x3c),
  }
}

function hostileZips(): Record<string, Uint8Array> {
  const zeros = strToU8('<a>'.padEnd(64 * 1024 * 1024, ' '))
  const packed = deflateRawSync(zeros, { level: 1 })
  const gigabyte = oneGigabyteOfZeros()
  const ofd = strToU8(
    '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
  )
  const pages = '<Page ID="1" BaseLoc="P.xml"/>'.repeat(10_000)
  const nested = Array.from({ length: 6 }).reduce<Uint8Array>(
    (inner) => zipSync(Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`lib ${index}.zip`, inner]))),
    zipSync({ '0.dll': new Uint8Array(4 * 1024 * 1024) }, { level: 9 }),
  )
  return {
    'a flat gigabyte of zeros, honestly declared': zipOf('OFD.xml', gigabyte, 1024 ** 3),
    'a flat gigabyte of zeros, declared as a kilobyte': zipOf('OFD.xml', gigabyte, 1024),
    'a flat gigabyte of zeros, declared as eight megabytes': zipOf('OFD.xml', gigabyte, 8 * 1024 * 1024),
    'sixty-four megabytes in OFD.xml': zipOf('OFD.xml', packed, zeros.length),
    'a zip of zips of zips': nested,
    'a zip of zips named OFD.xml': zipSync({ 'OFD.xml': nested }),
    'ten thousand pages': zipSync({
      'OFD.xml': ofd,
      'Doc_0/Document.xml': strToU8(`<Document><Pages>${pages}</Pages></Document>`),
    }),
    'a document that is its own page, fifty times': zipSync({
      'OFD.xml': ofd,
      'Doc_0/Document.xml': strToU8(
        `<Document><Pages>${'<Page ID="1" BaseLoc="Document.xml"/>'.repeat(50)}</Pages>${' '.repeat(7_000_000)}</Document>`,
      ),
    }),
    'locations outside of the package': zipSync({
      'OFD.xml': ofd,
      'Doc_0/Document.xml': strToU8('<Document><Pages><Page BaseLoc="../../../../etc/passwd"/></Pages></Document>'),
    }),
    'a million glyph advances': zipSync({
      'OFD.xml': ofd,
      'Doc_0/Document.xml': strToU8('<Document><Pages><Page BaseLoc="P.xml"/></Pages></Document>'),
      'Doc_0/P.xml': strToU8(
        `<Page><Content><TextObject Boundary="1e999 NaN 0 0" Size="1e308"><TextCode DeltaX="${Array.from({ length: 300_000 }, (_, index) => `g 999999999999 ${index}e300`).join(' ')}">发票号码：</TextCode></TextObject></Content></Page>`,
      ),
    }),
    ...Object.fromEntries(
      ['电子发票', '项目名称规格型号金额', '1,111', '发票号码', '名称：', '（小写）', '99999', '名 称 '].map(
        (words) => [`a face of nothing but ${words}`, ofdOfPages(ofd, 1, oneLongRow(words))],
      ),
    ),
    'one page of 139,000 elements, two hundred times': ofdOfPages(
      ofd,
      58,
      `<Page><Content>${'<a/>'.repeat(139_000)}</Content></Page>`,
    ),
    'as many elements and attached lines as are read': zipSync({
      'OFD.xml': ofd,
      'Doc_0/Document.xml': strToU8(
        '<Document><Pages><Page BaseLoc="P.xml"/></Pages><Attachments>A.xml</Attachments></Document>',
      ),
      'Doc_0/P.xml': [strToU8(`<Page><Content>${'<TextObject/>'.repeat(139_000)}</Content></Page>`), { level: 0 }],
      'Doc_0/A.xml': strToU8(`<a>${'<Attachment Format="xml"><FileLoc>1.xml</FileLoc></Attachment>'.repeat(10)}</a>`),
      'Doc_0/1.xml': [strToU8(linesWithoutANumber()), { level: 0 }],
    }),
    'eight megabytes of carriage returns on two pages': ofdOfPages(ofd, 2, `<Page>${'\r'.repeat(8_000_000)}</Page>`),
    'a million advances on three pages': ofdOfPages(
      ofd,
      3,
      `<Page><Content><TextObject Boundary="1 2 3 4" Size="3"><TextCode DeltaX="${'12 34 '.repeat(1_300_000)}">发票号码</TextCode></TextObject></Content></Page>`,
    ),
    'as many advances as an attribute may have, everywhere': ofdOfPages(
      ofd,
      3,
      `<Page><Content>${`<TextObject Boundary="1 2 3 4" Size="3"><TextCode DeltaX="${'1 '.repeat(32_000)}">发票号码</TextCode></TextObject>`.repeat(120)}</Content></Page>`,
    ),
    'a boundary of a million numbers': ofdOfPages(
      ofd,
      3,
      `<Page><Content><TextObject Boundary="${'12 34 '.repeat(1_300_000)}" Size="3"><TextCode>发票号码</TextCode></TextObject></Content></Page>`,
    ),
    'a directory that points outside': zipOf('OFD.xml', packed.subarray(0, 100), 100, 0xfffffff0),
  }
}

/** The same page several times over, not packed, or it would be refused for how small it packs. */
function ofdOfPages(ofd: Uint8Array, count: number, page: string): Uint8Array {
  return zipSync({
    'OFD.xml': ofd,
    'Doc_0/Document.xml': strToU8(`<Document><Pages>${'<Page BaseLoc="P.xml"/>'.repeat(count)}</Pages></Document>`),
    'Doc_0/P.xml': [strToU8(page), { level: 0 }],
  })
}

function hostilePdfs(): Record<string, Uint8Array> {
  const flate = (bytes: Uint8Array) => `/Filter/FlateDecode/Length ${bytes.length}`
  const page =
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 397]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>/Font<</A 6 0 R>>>>>>'
  const font = '<</Type/Font/Subtype/Type1/BaseFont/Courier>>'
  const pages = '<</Type/Pages/Count 1/Kids[3 0 R]>>'
  const catalogue = '<</Type/Catalog/Pages 2 0 R>>'
  const zeros = deflateSync(new Uint8Array(256 * 1024 * 1024).fill(0x20), { level: 1 })
  const shown = deflateSync(Buffer.from('BT /A 9 Tf (99990000000000000001) Tj ET\n'.repeat(500_000)), { level: 1 })
  const manyLines = deflateSync(linesWithoutANumber())
  const stream = (dictionary: string, bytes: Uint8Array) => [`<<${dictionary}>>stream\n`, bytes, '\nendstream'] as const
  return {
    'pages that are their own parents': pdfOf([
      catalogue,
      '<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>',
      '<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R 3 0 R]>>',
    ]),
    'a billion pages': pdfOf([catalogue, `<</Type/Pages/Count 1000000000/Kids[${'3 0 R '.repeat(100_000)}]>>`, page]),
    'a cross-reference table that goes on with itself': strToU8(
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 2/Root 1 0 R/Prev 48>>\nstartxref\n48\n%%EOF',
    ),
    'objects that are each other': pdfOf(['2 0 R', '1 0 R', '3 0 R']),
    'a form that draws itself': pdfOf([
      catalogue,
      pages,
      page,
      stream('/Length 5', strToU8('/F Do')),
      stream(
        '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 35',
        strToU8('/F Do /F Do /F Do /F Do /F Do /F Do'),
      ),
      font,
    ]),
    'arrays a million deep': strToU8(`%PDF-1.4\n1 0 obj${'['.repeat(1_000_000)}`),
    'dictionaries two hundred thousand deep': pdfOf([`${'<</A'.repeat(200_000)}`]),
    'contents of 256 MB of blanks': pdfOf([catalogue, pages, page, stream(flate(zeros), zeros), font, font]),
    'half a million texts': pdfOf([catalogue, pages, page, stream(flate(shown), shown), font, font]),
    'an attachment of 256 MB': pdfOf([
      '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.xml)7 0 R]>>>>>>',
      pages,
      page,
      stream('/Length 1', strToU8(' ')),
      font,
      font,
      '<</Type/Filespec/F(a.xml)/UF(a.xml)/EF<</F 8 0 R/UF 8 0 R>>>>',
      stream(`/Type/EmbeddedFile${flate(zeros)}`, zeros),
    ]),
    'ten attached invoices without a number': pdfOf([
      `<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[${Array.from({ length: 10 }, (_, index) => `(${index}.xml)${7 + index} 0 R`).join(' ')}]>>>>>>`,
      pages,
      page,
      stream('/Length 1', strToU8(' ')),
      font,
      font,
      ...Array.from(
        { length: 10 },
        (_, index) => `<</Type/Filespec/F(${index}.xml)/UF(${index}.xml)/EF<</F 17 0 R>>>>`,
      ),
      stream(`/Type/EmbeddedFile${flate(manyLines)}`, manyLines),
    ]),
    'names that are each their own kids': pdfOf([
      '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>',
      pages,
      page,
      '<</Kids[4 0 R 4 0 R 4 0 R]>>',
      font,
      font,
    ]),
    'a stream filtered a thousand times': pdfOf([
      catalogue,
      pages,
      page,
      stream(`/Filter[${'/FlateDecode '.repeat(1000)}]/Length ${zeros.length}`, zeros),
      font,
      font,
    ]),
    'twenty megabytes of the beginnings of objects': strToU8(`%PDF-1.4\n${'1 0 obj\n'.repeat(2_500_000)}`),
  }
}

/** An EInvoice of 1.5 MB, which costs as much to read as any and is of no use. */
function linesWithoutANumber(): string {
  const names = ['ItemName', 'SpecMod', 'MeaUnits', 'Quantity', 'UnPrice', 'Amount', 'TaxRate', 'ComTaxAm']
  const line = names.map((name) => `<${name}>1</${name}>`).join('')
  return `<EInvoice><EInvoiceData>${`<IssuItemInformation>${line}</IssuItemInformation>`.repeat(5_000)}</EInvoiceData></EInvoice>`
}

/** A ZIP of one file, whose directory may say of it what it likes. */
function zipOf(name: string, packed: Uint8Array, size: number, at = 0): Uint8Array {
  const nameBytes = strToU8(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(nameBytes.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(nameBytes.length, 28)
  entry.writeUInt32LE(at, 42)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + nameBytes.length, 12)
  end.writeUInt32LE(30 + nameBytes.length + packed.length, 16)
  return Buffer.concat([local, nameBytes, packed, entry, nameBytes, end])
}

/** A deflate stream of zeros: one block of 16 MB without an end, over and over. */
function oneGigabyteOfZeros(): Uint8Array {
  // Full-flushed, a stream can follow itself.
  const block = deflateRawSync(new Uint8Array(16 * 1024 * 1024), { level: 9, finishFlush: 3 })
  return Buffer.concat([...Array.from({ length: 64 }, () => block), deflateRawSync(new Uint8Array(0))])
}

type PdfObject = string | readonly (string | Uint8Array)[]

/** A PDF of these objects, numbered from 1, with a proper table; the first is the catalogue. */
function pdfOf(objects: readonly PdfObject[]): Uint8Array {
  const parts: Uint8Array[] = [strToU8('%PDF-1.7\n')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  const add = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? strToU8(part) : part
    parts.push(bytes)
    at += bytes.length
  }
  for (const [index, object] of objects.entries()) {
    offsets.push(at)
    add(`${index + 1} 0 obj\n`)
    for (const part of typeof object === 'string' ? [object] : object) add(part)
    add('\nendobj\n')
  }
  const table = at
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  add(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`,
  )
  return Buffer.concat(parts)
}

/** A face that can be read, but for one row which is as long as a face may be. */
function oneLongRow(words: string): string {
  const text = (y: number, content: string, x = 10) =>
    `<TextObject Boundary="${x} ${y} 190 5" Size="3"><TextCode X="0" Y="3">${content}</TextCode></TextObject>`
  const many = words.repeat(Math.floor(490_000 / words.length))
  const head = text(1, '发票号码：99990000000000000001') + text(6, '开票日期：2026年11月23日')
  const sums = text(90, '合', 20) + text(90, '计', 36) + text(90, '¥1.00', 140) + text(90, '¥0.00', 190)
  const foot = sums + text(97, '（大写）壹圆整（小写）¥1.00')
  return `<Page><Content>${head}${text(33, many)}${foot}</Content></Page>`
}
