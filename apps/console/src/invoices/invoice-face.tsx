import type { Invoice } from '@mashang/contract'
import { fen, formatTax, formatTaxation, formatYuan, parseTaxation } from '@mashang/invoice'
import { dayOf, yuan } from '../format.ts'
import { useSay } from '../preferences.tsx'
import { netUnitPriceOf } from './net-unit-price.ts'
import './invoice-face.css'

/**
 * The facts in the order of the printed face, to compare by eye. Not the document itself: that is the PDF. Always on
 * white paper; one picture for screen readers, whose facts stand beside it as text.
 */
export function InvoiceFace({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  const [year, month, day] = dayOf(invoice.issuedAt).split('-')
  return (
    <div className="face" role="img" aria-label={`${say('face.label')} ${invoice.number}`} lang="zh-CN">
      <div className="face-head">
        <p className="face-title">{say('face.title')}</p>
        <p>
          <i>{say('face.number')}</i>
          {invoice.number}
          <br />
          <i>{say('face.date')}</i>
          {`${year}年${month}月${day}日`}
        </p>
      </div>
      <div className="face-frame">
        <div className="face-parties">
          <Party title={say('face.buyer')} name={invoice.buyerDetails.name} id={invoice.buyerDetails.taxpayerId} />
          <Party title={say('face.seller')} name={invoice.seller.name} id={invoice.seller.taxpayerId} />
        </div>
        <FaceLines invoice={invoice} />
        <div className="face-total">
          <i>{say('face.total')}</i>
          <span>{invoice.inWords}</span>
          <span>
            <i>{say('face.small')}</i> {yuan(invoice.grossFen)}
          </span>
        </div>
        <div className="face-remark">
          <i className="face-upright">{say('face.remark')}</i>
          <span>{invoice.remark}</span>
        </div>
      </div>
      <p className="face-drawer">
        <i>{say('face.drawer')}</i>
        {invoice.seller.drawer}
      </p>
      {invoice.test && <div className="face-sample" data-text={say('face.sample')} />}
    </div>
  )
}

function Party({ title, name, id }: { title: string; name: string; id: string | undefined }) {
  const say = useSay()
  return (
    <div className="face-party">
      <i className="face-upright">{title}</i>
      <div>
        <p>
          <i>{say('face.name')}</i>
          {name}
        </p>
        <p>
          <i>{say('face.id')}</i>
          {id}
        </p>
      </div>
    </div>
  )
}

function FaceLines({ invoice }: { invoice: Invoice }) {
  const say = useSay()
  return (
    <table>
      <thead>
        <tr>
          <th>{say('face.item')}</th>
          <th>{say('face.specification')}</th>
          <th>{say('face.unit')}</th>
          <th className="right">{say('face.quantity')}</th>
          <th className="right">{say('face.unit-price')}</th>
          <th className="right">{say('face.net')}</th>
          <th className="right">{say('face.rate')}</th>
          <th className="right">{say('face.tax')}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line, index) => {
          const { quantity, price } = netUnitPriceOf(line)
          const taxation = parseTaxation(line.taxation)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an issued invoice never change
            <tr key={index}>
              <td>{line.name}</td>
              <td>{line.specification}</td>
              <td>{line.unit}</td>
              <td className="right">{quantity}</td>
              <td className="right">{price}</td>
              <td className="right">{formatYuan(fen(line.netFen))}</td>
              <td className="right">{taxation && formatTaxation(taxation)}</td>
              <td className="right">{taxCell(line)}</td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th colSpan={5}>{say('face.sum')}</th>
          <td className="right">{yuan(invoice.netFen)}</td>
          <td />
          <td className="right">{yuan(invoice.taxFen)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function taxCell({ taxation: text, taxFen }: Invoice['lines'][number]): string {
  const taxation = parseTaxation(text)
  const tax = fen(taxFen)
  return taxation === undefined || taxation.kind === 'taxed' ? formatYuan(tax) : formatTax({ taxation, tax })
}
