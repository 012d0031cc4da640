import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { ofdProblems } from './ofd-problems.ts'
import { paintOfd } from './paint-ofd.ts'
import { aSmallFace, someFacts } from './testing/a-face.ts'
import { damage } from './testing/damage.ts'

const sound = paintOfd(aSmallFace(), { ...someFacts, xml: strToU8('<EInvoice/>') })
const page = 'Doc_0/Pages/Page_0/Content.xml'

test('a sound document has no problems', () => {
  expect(ofdProblems(sound)).toEqual([])
})

test.each<[string, string, (xml: string) => string | undefined, string]>([
  ['OFD.xml is gone', 'OFD.xml', () => undefined, 'OFD.xml is missing'],
  ['a page is gone', page, () => undefined, `${page}, which Doc_0/Document.xml names, is missing`],
  ['a template is gone', 'Doc_0/Tpls/Tpl_0/Content.xml', () => undefined, 'Tpl_0/Content.xml, which'],
  ['an annotation is gone', 'Doc_0/Annots/Page_0/Annotation.xml', () => undefined, 'Page_0/Annotation.xml, which'],
  ['the tags are gone', 'Doc_0/Tags/CustomTag.xml', () => undefined, 'CustomTag.xml, which'],
  ['the attachment is gone', 'Doc_0/Attachs/original_invoice.xml', () => undefined, 'original_invoice.xml, which'],
  ['a tag is left open', page, (xml) => xml.replace('</ofd:Layer>', ''), 'is not well-formed XML'],
  [
    'an entity is defined',
    page,
    (xml) => xml.replace('<ofd:Page ', '<!DOCTYPE p [<!ENTITY a "b">]><ofd:Page '),
    'is not well-formed XML',
  ],
  [
    'the root points elsewhere',
    'OFD.xml',
    (xml) => xml.replace('Doc_0/Document.xml', 'Doc_1/Document.xml'),
    'Doc_1/Document.xml, which OFD.xml names',
  ],
  ['a character is none that XML knows', page, (xml) => xml.replace('>杭州', '>\u0001杭州'), 'is not well-formed XML'],
  [
    'nothing is the document',
    'OFD.xml',
    (xml) => xml.replace(/<ofd:DocRoot>.*<\/ofd:DocRoot>/, ''),
    'there is no document where OFD.xml says',
  ],
  [
    'a location leaves the package',
    'Doc_0/Document.xml',
    (xml) => xml.replace('PublicRes.xml', '../../x.xml'),
    'points outside: ../../x.xml',
  ],
  [
    'an id comes twice',
    page,
    (xml) => xml.replace('ID="23"', 'ID="22"'),
    'ID 22 in Doc_0/Pages/Page_0/Content.xml is not the only one',
  ],
  ['an id is a word', page, (xml) => xml.replace('ID="23"', 'ID="x"'), 'ID x in'],
  [
    'MaxUnitID is too small',
    'Doc_0/Document.xml',
    (xml) => xml.replace(/<ofd:MaxUnitID>\d+/, '<ofd:MaxUnitID>20'),
    'is above MaxUnitID 20',
  ],
  [
    'MaxUnitID is gone',
    'Doc_0/Document.xml',
    (xml) => xml.replace(/<ofd:MaxUnitID>.*<\/ofd:MaxUnitID>/, ''),
    'is above MaxUnitID NaN',
  ],
  ['a font is not there', page, (xml) => xml.replace('Font="4"', 'Font="99"'), 'Font 99 in'],
  ['a template is not there', page, (xml) => xml.replace('TemplateID="6"', 'TemplateID="5"'), 'TemplateID 5 in'],
  [
    'an image is not there',
    page,
    (xml) => xml.replace('</ofd:Layer>', '<ofd:ImageObject ID="11" ResourceID="77"/></ofd:Layer>'),
    'ResourceID 77 in',
  ],
  [
    'an annotated page is not there',
    'Doc_0/Annots/Annotations.xml',
    (xml) => xml.replace(/PageID="\d+"/, 'PageID="4"'),
    'PageID 4 in',
  ],
  [
    'a tagged page is not there',
    'Doc_0/Tags/CustomTag.xml',
    (xml) => xml.replace(/PageRef="\d+"/, 'PageRef="4"'),
    'PageRef 4 in',
  ],
  ['a tagged text is not there', 'Doc_0/Tags/CustomTag.xml', (xml) => xml.replace(/>22</, '>4<'), 'ObjectRef 4 in'],
  ['a glyph has no advance', page, (xml) => xml.replace('g 19 1.5875', 'g 18 1.5875'), 'has 20 glyphs and 18 DeltaX'],
  ['there are no advances', page, (xml) => xml.replace(' DeltaX="g 19 1.5875"', ''), 'has 20 glyphs and 0 DeltaX'],
  ['a text has no colour', page, (xml) => xml.replace('<ofd:FillColor Value="0 0 0"/>', ''), 'has no FillColor'],
  ['a text says nothing', page, (xml) => xml.replace('>99990000000000000001<', '><'), 'has no text'],
  [
    'the number is another',
    'OFD.xml',
    (xml) => xml.replace('>99990000000000000001<', '>99990000000000000009<'),
    '发票号码 99990000000000000009 is not on the face',
  ],
  [
    'the number is tagged wrongly',
    'Doc_0/Tags/CustomTag.xml',
    (xml) => xml.replace(/>22</, '>23<'),
    'the tagged number 2026年11月23日 is not that of OFD.xml',
  ],
  ['the date is not said', 'OFD.xml', (xml) => xml.replace('开票日期', '开票时间'), 'OFD.xml lacks 开票日期'],
  [
    'the total is another',
    'OFD.xml',
    (xml) => xml.replace('>175.47<', '>175.48<'),
    '合计金额 175.48 is not on the face',
  ],
  [
    'nobody is the buyer',
    'Doc_0/Tags/CustomTag.xml',
    (xml) => xml.replace(/<ofd:Buyer>.*<\/ofd:Buyer>/, ''),
    'no tag says which text is the BuyerName',
  ],
])('it is told when %s', (_, path, change, told) => {
  expect(ofdProblems(damage(sound, path, change)).join('\n')).toContain(told)
})

test('what is no package is told, whatever the bytes', () => {
  expect(ofdProblems(new Uint8Array())).toEqual(['不是可以打开的 ZIP / not a ZIP that opens'])
  expect(ofdProblems(strToU8('%PDF-1.7'))).toEqual(['不是可以打开的 ZIP / not a ZIP that opens'])
  expect(ofdProblems(sound.slice(0, sound.length / 2))).toEqual(['不是可以打开的 ZIP / not a ZIP that opens'])
  expect(ofdProblems(zipSync({}))).toEqual(['缺少文件 OFD.xml / OFD.xml is missing'])
})

test('a package of more elements than an invoice ever needs is not checked', () => {
  const elements = strToU8(`<a>${'<a/>'.repeat(99_000)}</a>`)
  const extra = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`Extra/${index}.xml`, [elements, { level: 0 }] as const]),
  )
  const crammed = zipSync({ ...unzipSync(sound), ...extra } as Zippable)
  expect(ofdProblems(crammed)).toEqual(['文件过于复杂，没有检查 / too complex to be checked'])
})

test('a package that unpacks to more than an invoice ever needs is not unpacked', () => {
  const bomb = zipSync({ 'OFD.xml': new Uint8Array(40 * 1024 * 1024) })
  expect(ofdProblems(bomb)).toEqual(['不是可以打开的 ZIP / not a ZIP that opens'])
})
