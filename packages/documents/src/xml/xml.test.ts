import { fen, rate } from '@mashang/invoice'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  aLine,
  aMixedInvoice,
  anOrdinaryInvoice,
  aParkingInvoice,
  aRareInvoice,
  aRedInvoice,
} from '../testing/invoices.ts'
import { readXml, type XmlDocument } from './read-xml.ts'
import { arbitraryInvoice } from './testing/arbitrary-invoice.ts'
import { rewriteXml, writeXml } from './write-xml.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (xml: string) => new TextEncoder().encode(xml)

function read(xml: Uint8Array | string): XmlDocument {
  const result = readXml(typeof xml === 'string' ? bytes(xml) : xml)
  if (!result.ok) throw new Error(result.problem)
  return result.document
}

describe('writing', () => {
  test('an ordinary invoice is the tree of the specification, element for element', () => {
    const invoice = anOrdinaryInvoice({ lines: [aLine({ gross: 12_800, quantity: '1', unit: '次' })] })
    expect(text(writeXml(invoice)).replace(/></g, '>\n<')).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <EInvoice>
      <Header>
      <EIid>99990000000000000001</EIid>
      <EInvoiceTag>SWEI9999</EInvoiceTag>
      <Version>0.36</Version>
      <InherentLabel>
      <InIssuType>
      <LabelCode>Y</LabelCode>
      <LabelName>是否蓝字发票标志</LabelName>
      </InIssuType>
      <EInvoiceType>
      <LabelCode>01</LabelCode>
      <LabelName>电子发票</LabelName>
      </EInvoiceType>
      <GeneralOrSpecialVAT>
      <LabelCode>02</LabelCode>
      <LabelName>普通发票</LabelName>
      </GeneralOrSpecialVAT>
      <TaxpayerType>
      <LabelCode>1</LabelCode>
      <LabelName>一般纳税人</LabelName>
      </TaxpayerType>
      </InherentLabel>
      <UndefinedLabel>
      <Label>
      <LabelType>发票开具方式标签</LabelType>
      <LabelCode>4</LabelCode>
      <LabelName>第三方平台</LabelName>
      </Label>
      </UndefinedLabel>
      </Header>
      <EInvoiceData>
      <SellerInformation>
      <SellerIdNum>91330106MA2CC0CL6J</SellerIdNum>
      <SellerName>【测试】杭州码上餐饮管理有限公司</SellerName>
      <SellerAddr>浙江省杭州市西湖区文三路 90 号</SellerAddr>
      <SellerTelNum>0571-88008800</SellerTelNum>
      <SellerBankName>中国工商银行杭州文三路支行</SellerBankName>
      <SellerBankAccNum>1202026719900012345</SellerBankAccNum>
      </SellerInformation>
      <BuyerInformation>
      <BuyerIdNum>91310115MA1K3QKX2D</BuyerIdNum>
      <BuyerName>上海示例信息科技有限公司</BuyerName>
      </BuyerInformation>
      <BasicInformation>
      <TotalAmWithoutTax>120.75</TotalAmWithoutTax>
      <TotalTaxAm>7.25</TotalTaxAm>
      <TotalTax-includedAmount>128.00</TotalTax-includedAmount>
      <TotalTax-includedAmountInChinese>壹佰贰拾捌圆整</TotalTax-includedAmountInChinese>
      <Drawer>王小明</Drawer>
      <RequestTime>2026-11-23 14:05:09</RequestTime>
      </BasicInformation>
      <IssuItemInformation>
      <ItemName>*餐饮服务*餐费</ItemName>
      <MeaUnits>次</MeaUnits>
      <Quantity>1</Quantity>
      <UnPrice>120.75</UnPrice>
      <Amount>120.75</Amount>
      <TaxRate>0.06</TaxRate>
      <ComTaxAm>7.25</ComTaxAm>
      <TotaltaxIncludedAmount>128.00</TotaltaxIncludedAmount>
      <TaxClassificationCode>3070401000000000000</TaxClassificationCode>
      </IssuItemInformation>
      <SpecificInformation/>
      <AdditionalInformation/>
      </EInvoiceData>
      <SellerAuthentication>
      <AuthenticationMethods>01</AuthenticationMethods>
      </SellerAuthentication>
      <TaxSupervisionInfo>
      <InvoiceNumber>99990000000000000001</InvoiceNumber>
      <IssueTime>2026-11-23</IssueTime>
      <TaxBureauCode>13300000000</TaxBureauCode>
      <TaxBureauName>SANDBOX</TaxBureauName>
      </TaxSupervisionInfo>
      <SandboxNotice>测试样张 SAMPLE 无效</SandboxNotice>
      </EInvoice>
      "
    `)
  })

  test('a red invoice says N, negative amounts, （负数）, its blue number twice', () => {
    const xml = text(writeXml(aRedInvoice()))
    expect(xml).toContain('<InIssuType><LabelCode>N</LabelCode>')
    expect(xml).toContain('<TotalTax-includedAmount>-186.00</TotalTax-includedAmount>')
    expect(xml).toContain('>（负数）壹佰捌拾陆圆整<')
    expect(xml).toContain('<OriginalInvoiceCode>99990000000000000001</OriginalInvoiceCode>')
    expect(xml).toContain(
      '<Remark>被红冲蓝字数电票号码：99990000000000000001 红字发票信息确认单编号：33010626110000000017</Remark>',
    )
  })

  test.each([
    [{ kind: 'exempt' }, '<TaxRate>免税</TaxRate><ComTaxAm>*</ComTaxAm>', '04'],
    [{ kind: 'outside-scope' }, '<TaxRate>不征税</TaxRate><ComTaxAm></ComTaxAm>', '01'],
    [{ kind: 'zero-rated' }, '<TaxRate>0%</TaxRate><ComTaxAm>0.00</ComTaxAm>', '02'],
  ] as const)('%o is written as %s and labelled %s', (taxation, element, label) => {
    const xml = text(writeXml(anOrdinaryInvoice({ lines: [aLine({ gross: 500, taxation })] })))
    expect(xml).toContain(element)
    expect(xml).toContain(`<LabelType>特定征税方式标签</LabelType><LabelCode>${label}</LabelCode>`)
  })

  test('a reduced rate of 1.5 % is 0.015 and labelled 06', () => {
    const taxation = { kind: 'taxed', rate: rate(150), relief: 'reduced-1.5' } as const
    const xml = text(writeXml(anOrdinaryInvoice({ lines: [aLine({ gross: 500, taxation })] })))
    expect(xml).toContain('<TaxRate>0.015</TaxRate>')
    expect(xml).toContain('<LabelCode>06</LabelCode>')
  })

  test('parking says where, when and which car', () => {
    expect(text(writeXml(aParkingInvoice()))).toContain(
      '<TheLeaseTermBeginsAndEnds>2026-11-23 09:12 2026-11-23 17:48</TheLeaseTermBeginsAndEnds><CrossRegionIdentifier>N</CrossRegionIdentifier><PlateNumber>浙A·D12345</PlateNumber>',
    )
  })

  test('a direct unit names itself and is not marked as a sample', () => {
    const invoice = anOrdinaryInvoice({ origin: { kind: 'direct-unit', id: '12345678' } })
    const xml = text(writeXml(invoice))
    expect(xml).toContain('<ptbh>12345678</ptbh></EInvoice>')
    expect(xml).toContain('<EInvoiceTag>SWEI3300</EInvoiceTag>')
    expect(xml).not.toMatch(/SANDBOX|SandboxNotice|测试/)
  })

  test('no file we write has a signature of the tax bureau', () => {
    expect(text(writeXml(aMixedInvoice()))).not.toContain('TaxBureauSignature')
  })

  test('characters XML cannot carry are left out, all others arrive', () => {
    const remark = 'a\u0000\u0008b\ud800c & <d> ]]> 𠮷\te\nf'
    expect(read(writeXml(anOrdinaryInvoice({ remark }))).invoice.remark).toBe('abc & <d> ]]> 𠮷\te\nf')
  })

  test('the same invoice gives the same bytes', () => {
    expect(writeXml(aMixedInvoice())).toEqual(writeXml(aMixedInvoice()))
  })
})

describe('reading back', () => {
  test('every invoice comes back as it was written, with nothing unknown', () => {
    fc.assert(
      fc.property(arbitraryInvoice, (invoice) => {
        const { invoice: back, unknown, signed, version, red } = read(writeXml(invoice))
        const { reason: _, ...reverses } = invoice.reverses ?? {}
        expect(back).toEqual({ ...invoice, ...(invoice.reverses && { reverses }) })
        expect(unknown()).toEqual([])
        expect({ signed, version, red }).toEqual({ signed: false, version: '0.36', red: Boolean(invoice.reverses) })
      }),
      { numRuns: 2000 },
    )
  })

  test.each([aMixedInvoice(), aRedInvoice(), aParkingInvoice(), aRareInvoice()])(
    'what is read of invoice $number is written as the same bytes',
    (invoice) => {
      const written = writeXml(invoice)
      expect(text(rewriteXml(read(written)))).toBe(text(written))
    },
  )

  test('which simplified rate it was is not in the file, that there was one survives', () => {
    const taxation = { kind: 'taxed', rate: rate(300), relief: 'simplified' } as const
    const written = writeXml(anOrdinaryInvoice({ lines: [aLine({ gross: 500, taxation })] }))
    const document = read(written)
    expect(document.unknown()).toEqual([
      {
        path: '/EInvoice/Header/UndefinedLabel/Label[2]',
        xml: '<Label><LabelType>特定征税方式标签</LabelType><LabelCode>05</LabelCode><LabelName>简易征收</LabelName></Label>',
      },
    ])
    expect(text(rewriteXml(document))).toBe(text(written))
  })
})

/** As the tax bureau's platform writes it: indented, odd spellings, absent children, a signature. Everybody in it is invented. */
const foreign = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<!-- downloaded -->
<Einvoice>
  <Header>
    <EIid>26332000000000000001</EIid>
    <EInvoiceTag>SWEI3300</EInvoiceTag>
    <Version>0.31</Version>
    <InherentLabel>
      <InIssuType><LabelCode>Y</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>
      <GeneralOrSpecialVAT><LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT>
    </InherentLabel>
    <UndefinedLabel><Label><LabelType>发票开具方式标签</LabelType><LabelCode>1</LabelCode><LabelName>网页开票</LabelName></Label></UndefinedLabel>
  </Header>
  <EinvoiceData>
    <SellerInformation><SellerIdNum>91990000MA0AAAA1XB</SellerIdNum><SellerName>甲公司</SellerName></SellerInformation>
    <BuyerInformation><BuyerIdNum/><BuyerName>乙公司</BuyerName><BuyerHandlingName>丙</BuyerHandlingName></BuyerInformation>
    <BasicInformation>
      <TotalAmWithoutTax>100</TotalAmWithoutTax><TotalTaxAm>13.0</TotalTaxAm>
      <TotaltaxIncludedAmount>113.00</TotaltaxIncludedAmount>
      <TotalTax-includedAmountInChinese>壹佰壹拾叁元整</TotalTax-includedAmountInChinese>
      <Drawer>丁</Drawer><RequestTime>2026-01-02 03:04:05</RequestTime>
    </BasicInformation>
    <IssuItemInformation>
      <ItemName>*文具*铅笔</ItemName><Amount>100.00</Amount><TaxRate>0.130000</TaxRate><ComTaxAm>13.00</ComTaxAm>
      <TotalTax-includedAmount>113.00</TotalTax-includedAmount><Colour shade="dark">红<!-- ? --></Colour>
    </IssuItemInformation>
    <SpecificInformation/>
    <AdditionalInformation>
      <Remark><![CDATA[a<b]]></Remark>
      <Additional><Information>车间</Information><Transaction><TransactionRecord><PaymentChannel>010</PaymentChannel><TransactionNumber>42</TransactionNumber></TransactionRecord></Transaction></Additional>
    </AdditionalInformation>
  </EinvoiceData>
  <Later><Thing/></Later>
</Einvoice>`

describe('files of others', () => {
  test('are read whatever their spelling, version, order and gaps', () => {
    const { invoice, stated, version, signed } = read(foreign)
    expect({ version, signed }).toEqual({ version: '0.31', signed: false })
    expect(stated).toEqual({ net: 10_000, tax: 1_300, gross: 11_300, grossInWords: '壹佰壹拾叁元整' })
    expect(invoice).toMatchObject({
      number: '26332000000000000001',
      issuedAt: '2026-01-02 03:04:05',
      kind: 'special',
      buyer: { name: '乙公司' },
      remark: 'a<b',
      payments: [{ channel: '010', transaction: '42' }],
      lines: [{ shortName: '文具', name: '铅笔', taxation: { kind: 'taxed', rate: 1300 }, net: 10_000, tax: 1_300 }],
      bureau: { code: '', name: '' },
      origin: { kind: 'bureau' },
    })
    expect(invoice.taxpayerType).toBeUndefined()
  })

  test('what was not understood is told with its address, and survives being written', () => {
    const document = read(foreign)
    expect(document.unknown().map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/EInvoice/EInvoiceData/BuyerInformation/BuyerHandlingName',
        '/EInvoice/EInvoiceData/IssuItemInformation/Colour',
        '/EInvoice/EInvoiceData/BasicInformation/TotalTax-includedAmountInChinese',
        '/EInvoice/Later',
      ]),
    )
    const again = text(rewriteXml(document))
    for (const { xml } of document.unknown()) expect(again).toContain(xml)
    const { invoice, unknown } = read(again)
    expect(invoice).toEqual(document.invoice)
    expect(unknown()).toEqual(document.unknown())
  })

  test('prefixes keep their namespaces, and a payment that stands elsewhere is written once', () => {
    const invoice = anOrdinaryInvoice({
      origin: { kind: 'direct-unit', id: '12345678' },
      payments: [{ channel: '010', transaction: '42' }],
    })
    const prefixed = text(writeXml(invoice))
      .replace(/<(\/?)([A-Z][\w-]*|ptbh)/g, '<$1e:$2')
      .replace('<e:EInvoice>', '<e:EInvoice xmlns:e="urn:x" id=\'7\'>')
      .replace('<e:Transaction>', '<e:Additional><e:Transaction>')
      .replace('</e:Transaction>', '</e:Transaction></e:Additional>')
    const again = text(rewriteXml(read(prefixed)))
    expect(again).toContain('<EInvoice xmlns:e="urn:x" id=\'7\'>')
    expect(again.match(/TransactionNumber>42/g)).toHaveLength(1)
    expect(read(again).invoice).toEqual(read(prefixed).invoice)
  })

  test('a line whose amount is missing is no line, and does not mix with its neighbour when written', () => {
    const xml = text(writeXml(anOrdinaryInvoice())).replace(/<Amount>.*?<\/Amount>/, '')
    const document = read(xml)
    expect(document.invoice.lines.map(({ name }) => name)).toEqual(['外卖送餐'])
    const lines = (written: string) => written.match(/<IssuItemInformation>.*?<\/IssuItemInformation>/g)
    expect(lines(text(rewriteXml(document)))).toEqual(lines(xml))
  })

  test('leases that are fewer than the lines are nobody’s, and survive being written', () => {
    const [line] = aParkingInvoice().lines
    const written = text(writeXml({ ...aParkingInvoice(), lines: [aLine({ gross: 100 }), ...(line ? [line] : [])] }))
    const lease = /<RealEstateLease>.*?<\/RealEstateLease>/
    expect(written).toMatch(lease)
    const document = read(written)
    expect(document.invoice.business).toEqual({ kind: 'real-estate-lease' })
    expect(document.invoice.lines.map((each) => each.lease)).toEqual([undefined, undefined])
    expect(text(rewriteXml(document)).match(lease)).toEqual(written.match(lease))
  })

  test('lines and leases survive a line that says more than we know', () => {
    const lines = [1, 2].flatMap(() => aParkingInvoice().lines)
    const written = text(writeXml({ ...aParkingInvoice(), lines })).replace(
      '<IssuItemInformation>',
      '<IssuItemInformation id="1">',
    )
    const again = text(rewriteXml(read(written)))
    for (const element of [/<IssuItemInformation[ >]/g, /<RealEstateLease>/g])
      expect(again.match(element)).toHaveLength(2)
  })

  test('a signed original is never written anew', () => {
    const original = bytes(
      foreign.replace(
        '<Later><Thing/></Later>',
        '<TaxBureauSignature><SignatureValue>x</SignatureValue></TaxBureauSignature>',
      ),
    )
    const document = read(original)
    expect(document.signed).toBe(true)
    const unasked = () => expect.unreachable('a signed original is given back without looking for what it says')
    expect(rewriteXml({ ...document, unknown: unasked })).toBe(original)
  })

  test('GB18030 is read when the file says so', () => {
    const head = bytes('<?xml version="1.0" encoding="GBK"?><EInvoice><EInvoiceData><BuyerInformation><BuyerName>')
    const file = new Uint8Array([
      ...head,
      0xd2,
      0xd2,
      ...bytes('</BuyerName></BuyerInformation></EInvoiceData></EInvoice>'),
    ])
    expect(read(file).invoice.buyer.name).toBe('乙')
  })

  test('only a negative line of a blue invoice is a discount', () => {
    expect(read(writeXml(aRedInvoice())).invoice.lines.map(({ role }) => role)).toEqual(['normal', 'normal'])
  })

  test('lines that add up to more than an invoice can say are not taken for lines', () => {
    const line = text(writeXml(anOrdinaryInvoice({ lines: [aLine({ gross: 500 })] }))).replaceAll(
      /<(Amount|TotaltaxIncludedAmount)>[^<]*/g,
      '<$1>9999999999.99',
    )
    const many = line.replace(/<IssuItemInformation>.*<\/IssuItemInformation>/, '$&$&')
    expect(read(many).invoice.lines).toEqual([])
  })

  test('what says little may take more elements to write than are read of a file from anywhere', () => {
    const many = foreign
      .replace(
        /<IssuItemInformation>.*<\/IssuItemInformation>/s,
        '<IssuItemInformation><Amount>1</Amount><SpecMod>1</SpecMod><MeaUnits>1</MeaUnits><Quantity>1</Quantity><UnPrice>1</UnPrice><TaxClassificationCode>1</TaxClassificationCode></IssuItemInformation>'.repeat(
          5_000,
        ),
      )
      .replace(
        /<SpecificInformation.*<AdditionalInformation.*<\/AdditionalInformation>/s,
        `<SpecificInformation>${'<PassengerTransportation><Grade>1</Grade><Traveler>1</Traveler><ValidIDNumber>1</ValidIDNumber></PassengerTransportation>'.repeat(5_000)}</SpecificInformation><AdditionalInformation><Transaction>${'<TransactionRecord/>'.repeat(5_000)}</Transaction></AdditionalInformation>`,
      )
    const document = read(many)
    expect(document.invoice.lines).toHaveLength(5_000)
    expect(document.invoice.payments).toHaveLength(5_000)
    expect(text(rewriteXml(document)).match(/<PassengerTransportation>/g)).toHaveLength(5_000)
  })

  test.each([
    ['not-an-invoice', '<Other/>'],
    ['not-an-invoice', '<EInvoice><Header/></EInvoice>'],
    ['not-xml', 'hello'],
    ['not-xml', '<EInvoice><EInvoiceData></EInvoice>'],
    ['not-xml', '<EInvoice/><EInvoice/>'],
    ['not-xml', '<EInvoice a="1" a="2"/>'],
    ['not-xml', ''],
    ['not-xml', '<EInvoice><EInvoiceData>\u001b[2J</EInvoiceData></EInvoice>'],
    ['not-xml', '<EInvoice><EInvoiceData a="&#7;"/></EInvoice>'],
    ['not-xml', '<EInvoice><EInvoiceData>&#x1b;[2J</EInvoiceData></EInvoice>'],
    ['not-xml', '<EInvoice><EInvoiceData>&#xD800;</EInvoiceData></EInvoice>'],
    ['not-xml', '<EInvoice><EInvoiceData>&#xFFFE;</EInvoiceData></EInvoice>'],
    ['unsafe', '<!DOCTYPE a [<!ENTITY b "c">]><EInvoice><EInvoiceData>&b;</EInvoiceData></EInvoice>'],
    ['unsafe', '<EInvoice><EInvoiceData>&b;</EInvoiceData></EInvoice>'],
  ] as const)('%s: %s', (problem, xml) => {
    expect(readXml(bytes(xml))).toEqual({ ok: false, problem })
  })

  test('a hundred thousand levels, or a million elements, are too complex', () => {
    expect(readXml(bytes('<a>'.repeat(100_000)))).toEqual({ ok: false, problem: 'too-complex' })
    expect(readXml(bytes(`<a>${'<b/>'.repeat(1_000_000)}</a>`))).toEqual({ ok: false, problem: 'too-complex' })
  })
})

test('amounts are read by digits', () => {
  const document = read(foreign.replace('<TotalAmWithoutTax>100<', '<TotalAmWithoutTax>-1234567890.12<'))
  expect(document.stated.net).toBe(fen(-123_456_789_012))
})
