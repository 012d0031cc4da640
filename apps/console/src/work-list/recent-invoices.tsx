import type { Application } from '@mashang/contract'
import { Link } from '@tanstack/react-router'
import { shortNumber, yuan } from '../format.ts'
import { ShortTime } from '../parts/time.tsx'
import { useSay } from '../preferences.tsx'
import { lineNames } from './line-names.ts'

type Recent = Application['recent']

/** What this title bought before is most likely what it bought again. */
export function RecentInvoices({ recent, onUse }: { recent: Recent; onUse: (lines: Application['lines']) => void }) {
  const say = useSay()
  if (recent.length === 0) return null
  const total = recent.reduce((sum, invoice) => sum + invoice.grossFen, 0)
  return (
    <section className="recent">
      <h3>
        {say('line.recent')}
        <span className="tertiary">{say('line.recent-total', { n: recent.length, amount: yuan(total) })}</span>
      </h3>
      <table>
        <tbody>
          {recent.map((invoice) => (
            <tr key={invoice.number}>
              <td>
                <ShortTime at={invoice.issuedAt} />
              </td>
              <td>{invoice.organizationName}</td>
              <td>{lineNames(invoice.lines, say)}</td>
              <td className="right">{yuan(invoice.grossFen)}</td>
              <td className="right">
                <Link to="/invoices" search={{ q: invoice.number }}>
                  {shortNumber(invoice.number)}
                </Link>
              </td>
              <td className="right">
                <button type="button" className="link" onClick={() => onUse(invoice.lines)}>
                  {say('line.use')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
