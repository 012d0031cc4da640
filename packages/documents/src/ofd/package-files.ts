import { escapeAttribute, escapeText } from '../xml-text.ts'
import type { FontIds } from './graphics.ts'
import { mm } from './graphics.ts'
import type { OfdOptions } from './ofd-options.ts'

/**
 * The files of an OFD package (GB/T 33190-2016) besides its drawings: names and structure as in the bureau's own
 * 数电票, elements in the order of the standard's schemas.
 */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
export const OFD_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** By whom and with what the file was made. Never the bureau's own names. */
const MAKER = 'Mashang'

/** The ids that every document has in common; drawings are counted from there. */
const COLOUR_SPACE = 1
const FRAME = 2
export const FONTS: FontIds = { kai: 3, song: 4, courier: 5 }
export const LAST_RESOURCE = 5

type Part = { id: number; location: string }

/** OFD.xml. `documentId` has 32 hexadecimal digits. */
export function ofdXml(documentId: string, options: OfdOptions): string {
  const created = options.createdAt.slice(0, 10)
  const [year, month, day] = created.split('-')
  const facts = {
    'template-version': '1.0',
    发票号码: options.number,
    销售方纳税人识别号: options.sellerTaxpayerId,
    合计金额: options.net,
    购买方纳税人识别号: options.buyerTaxpayerId ?? '',
    合计税额: options.tax,
    开票日期: `${year}年${month}月${day}日`,
    'native-producer': MAKER,
    'producer-version': '1.0',
  }
  const customDatas = Object.entries(facts).map(
    ([name, value]) => `<ofd:CustomData Name="${name}">${escapeText(value)}</ofd:CustomData>`,
  )
  return (
    `${XML_DECLARATION}<ofd:OFD ${OFD_NAMESPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo>` +
    `<ofd:DocID>${documentId}</ofd:DocID><ofd:Author>${MAKER}</ofd:Author>` +
    `<ofd:CreationDate>${escapeText(created)}</ofd:CreationDate><ofd:ModDate>${escapeText(created)}</ofd:ModDate>` +
    `<ofd:Creator>${MAKER}</ofd:Creator><ofd:CustomDatas>${customDatas.join('')}</ofd:CustomDatas>` +
    '</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
  )
}

export function documentXml(parts: {
  lastId: number
  area: { width: number; height: number }
  templates: readonly Part[]
  pages: readonly Part[]
  annotated: boolean
  attached: boolean
}): string {
  const template = ({ id, location }: Part) =>
    `<ofd:TemplatePage ID="${id}" ZOrder="Background" BaseLoc="${location}"/>`
  const page = ({ id, location }: Part) => `<ofd:Page ID="${id}" BaseLoc="${location}"/>`
  return (
    `${XML_DECLARATION}<ofd:Document ${OFD_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>${parts.lastId}</ofd:MaxUnitID>` +
    `<ofd:PageArea>${physicalBox(parts.area)}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>` +
    `<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>${parts.templates.map(template).join('')}` +
    `<ofd:DefaultCS>${COLOUR_SPACE}</ofd:DefaultCS></ofd:CommonData>` +
    `<ofd:Pages>${parts.pages.map(page).join('')}</ofd:Pages>` +
    (parts.annotated ? '<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>' : '') +
    '<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>' +
    (parts.attached ? '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>' : '') +
    '</ofd:Document>'
  )
}

/** Fonts by name, not embedded, as in the bureau's files: every reader in China has them. */
export const publicRes =
  `${XML_DECLARATION}<ofd:Res ${OFD_NAMESPACE} BaseLoc="Res">` +
  `<ofd:ColorSpaces><ofd:ColorSpace ID="${COLOUR_SPACE}" Type="RGB" BitsPerComponent="8"/></ofd:ColorSpaces>` +
  `<ofd:DrawParams><ofd:DrawParam ID="${FRAME}" LineWidth="0.25"><ofd:StrokeColor Value="128 0 0"/>` +
  '</ofd:DrawParam></ofd:DrawParams><ofd:Fonts>' +
  `<ofd:Font ID="${FONTS.kai}" FontName="楷体" FamilyName="KaiTi"/>` +
  `<ofd:Font ID="${FONTS.song}" FontName="宋体" FamilyName="SimSun"/>` +
  `<ofd:Font ID="${FONTS.courier}" FontName="Courier New" FamilyName="Courier New" FixedWidth="true"/>` +
  '</ofd:Fonts></ofd:Res>'

/** No pictures: there is no seal to show, and the QR code is a path. */
export const documentRes = `${XML_DECLARATION}<ofd:Res ${OFD_NAMESPACE} BaseLoc="Res"/>`

export const customTags =
  `${XML_DECLARATION}<ofd:CustomTags ${OFD_NAMESPACE}><ofd:CustomTag TypeID="root">` +
  '<ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>'

/** The frame of a form is drawn with the line of PublicRes unless an element says otherwise. */
export function templateXml(area: { width: number; height: number }, layerId: number, objects: string): string {
  return pageOf(`<ofd:Area>${physicalBox(area)}</ofd:Area>`, [
    `<ofd:Layer ID="${layerId}" Type="Background" DrawParam="${FRAME}">${objects}</ofd:Layer>`,
  ])
}

export function pageXml(
  area: { width: number; height: number },
  templateId: number,
  layers: readonly { id: number; type: 'Body' | 'Foreground'; objects: string }[],
): string {
  return pageOf(
    `<ofd:Template TemplateID="${templateId}" ZOrder="Background"/><ofd:Area>${physicalBox(area)}</ofd:Area>`,
    layers.map(({ id, type, objects }) => `<ofd:Layer ID="${id}" Type="${type}">${objects}</ofd:Layer>`),
  )
}

function pageOf(head: string, layers: readonly string[]): string {
  return (
    `${XML_DECLARATION}<ofd:Page ${OFD_NAMESPACE}>${head}` + `<ofd:Content>${layers.join('')}</ofd:Content></ofd:Page>`
  )
}

export function annotationsXml(annotated: readonly { pageId: number; location: string }[]): string {
  const pages = annotated.map(
    ({ pageId, location }) => `<ofd:Page PageID="${pageId}"><ofd:FileLoc>${location}</ofd:FileLoc></ofd:Page>`,
  )
  return `${XML_DECLARATION}<ofd:Annotations ${OFD_NAMESPACE}>${pages.join('')}</ofd:Annotations>`
}

/** A watermark over the whole page. */
export function watermarkXml(
  area: { width: number; height: number },
  id: number,
  objects: string,
  createdAt: string,
): string {
  return (
    `${XML_DECLARATION}<ofd:PageAnnot ${OFD_NAMESPACE}><ofd:Annot ID="${id}" Type="Watermark" Creator="${MAKER}"` +
    ` LastModDate="${escapeAttribute(createdAt.slice(0, 10))}" ReadOnly="true">` +
    `<ofd:Appearance Boundary="0 0 ${mm(area.width)} ${mm(area.height)}">${objects}</ofd:Appearance>` +
    '</ofd:Annot></ofd:PageAnnot>'
  )
}

/** The invoice as data, kept where the VAT e-invoices before 数电票 kept it. */
export function attachmentsXml(createdAt: string): string {
  return (
    `${XML_DECLARATION}<ofd:Attachments ${OFD_NAMESPACE}>` +
    // Attachments have ids of the XML kind, which begin with a letter and are not counted with the others.
    '<ofd:Attachment ID="invoice" Name="original_invoice" Format="xml"' +
    ` CreationDate="${escapeAttribute(createdAt.replace(' ', 'T'))}" Visible="false">` +
    '<ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
  )
}

function physicalBox({ width, height }: { width: number; height: number }): string {
  return `<ofd:PhysicalBox>0 0 ${mm(width)} ${mm(height)}</ofd:PhysicalBox>`
}
