import type { Decimal } from './decimal.ts'
import type { Amounts } from './line.ts'
import type { PaymentChannel } from './payment-channel.ts'
import type { Rate } from './tax.ts'

/**
 * An invoice (数电票) as it stands on its face and in its files: what the channel issued, not what was asked for. The
 * writers of `@mashang/documents` take it, its readers give as much of it as a file says.
 *
 * Source of names and lengths: 数字化电子发票版式及XML规范 V5.002 (2025-08-26), §3–5.
 */
export type Invoice = {
  /** 发票号码, 20 digits; those of samples begin with 9999, a year and a region that do not exist. */
  number: string
  /** 开票日期 with its time of day in China: `2026-11-23 14:05:09`. */
  issuedAt: string
  kind: InvoiceKind
  /** Present on a red invoice (红字发票), whose amounts are all negative. */
  reverses?: Reverses | undefined
  seller: InvoiceParty & { taxpayerId: string }
  /** An individual's name ends in （个人）. */
  buyer: InvoiceParty
  /** In the order of the face. A discount (折扣行) follows the line it belongs to. */
  lines: readonly InvoiceLine[]
  /** 备注 as the staff or the till wrote it. `remarkOnFace` has what rules put there besides (红冲, 特定业务, 银行). */
  remark?: string | undefined
  /** Whether the bank of the seller, of the buyer, is to stand in the remark. */
  banksInRemark?: { seller: boolean; buyer: boolean } | undefined
  /** 开票人, 收款人, 复核人 */
  drawer: string
  payee?: string | undefined
  reviewer?: string | undefined
  /** 特定业务, for the few kinds of sales whose invoices must say more. */
  business?: SpecialBusiness | undefined
  payments?: readonly { channel: PaymentChannel; transaction: string }[] | undefined
  taxpayerType: 'general' | 'small-scale'
  bureau: { code: string; name: string }
  /** Who made the files: a simulated bureau, whose files are marked everywhere, or a unit that 乐企 lets issue itself. */
  origin: { kind: 'sample' } | { kind: 'direct-unit'; id: string }
}

/** 普通发票 or 增值税专用发票. */
export type InvoiceKind = 'general' | 'special'

export type Reverses = {
  /** 被红冲蓝字数电票号码 */
  number: string
  /** 红字发票信息确认单编号, 20 digits. */
  confirmation: string
  reason: ReversalReason
}

/** 01 开票有误, 02 销货退回, 03 服务中止, 04 销售折让: the bureau's numbers; channels have their own. */
export type ReversalReason = 'wrong' | 'returned' | 'discontinued' | 'allowance'

export type InvoiceParty = {
  name: string
  taxpayerId?: string | undefined
  address?: string | undefined
  phone?: string | undefined
  bank?: string | undefined
  account?: string | undefined
}

/** One row of the face: its amounts are exclusive of tax where the face says so. */
export type InvoiceLine = Amounts & {
  /** 简称, between stars in front of the name: dated data, never a constant. */
  shortName: string
  name: string
  /** 税收分类编码, 19 digits. */
  taxCode: string
  specification?: string | undefined
  unit?: string | undefined
  /** Together or not at all; the price is in yuan and without tax. */
  quantity?: Decimal | undefined
  netUnitPrice?: Decimal | undefined
  taxation: Taxation
  /** 00 normal, 02 discounted, 01 the discount itself, whose amounts are negative and which has no quantity. */
  role: 'normal' | 'discounted' | 'discount'
  /** What is let, on every line of a `real-estate-lease`. A discount has none: it belongs to its line. */
  lease?: RealEstateLease | undefined
}

/**
 * How a sale is taxed. Exempt (免税), zero-rated (零税率) and outside scope (不征税) are three different things, and none
 * is a rate; a simplified rate (征收率) is a rate with a reason.
 */
export type Taxation =
  | { kind: 'taxed'; rate: Rate; relief?: Relief | undefined }
  | { kind: 'exempt' }
  | { kind: 'zero-rated' }
  | { kind: 'outside-scope' }

/** yhzcbs 01 简易征收, 08 按 3 % 简易, 09 按 5 % 简易, 10 5 % 减按 1.5 %. */
export type Relief = 'simplified' | 'simplified-3' | 'simplified-5' | 'reduced-1.5'

/** The facts of a lease stand on its lines. */
export type SpecialBusiness =
  | { kind: 'real-estate-lease' }
  | { kind: 'passenger-transport'; trips: readonly PassengerTrip[] }
  | { kind: 'fuel' }

/** 不动产经营租赁服务; parking is one. Times are `yyyy-MM-dd HH:mm`, days `yyyy-MM-dd`. */
export type RealEstateLease = {
  /** 产权证书/不动产权证号 */
  certificate?: string | undefined
  address: string
  from: string
  to: string
  crossRegion: boolean
  /** 车牌号, for parking only, at most three. */
  plates?: readonly string[] | undefined
}

export type PassengerTrip = {
  traveller?: string | undefined
  idNumber?: string | undefined
  date: string
  departure: string
  destination: string
  grade?: string | undefined
  vehicle: string
}
