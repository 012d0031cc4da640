import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSay } from '../preferences.tsx'
import './menu.css'

/** All open, no icons: the path to 静态二维码设置 is visible without a click. */
export function Menu({ tenant, waiting }: { tenant: string; waiting: number }) {
  const say = useSay()
  return (
    <nav className="menu" aria-label={say('menu.label')}>
      <div className="menu-brand">
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="20" height="20" />
        <strong>{say('app.name')}</strong>
        <span className="clip tertiary">{tenant}</span>
      </div>
      <p className="menu-group">{say('menu.issuing')}</p>
      <Item to="/work-list">
        {say('menu.work-list')}
        {waiting > 0 && <span className="menu-count">{waiting}</span>}
      </Item>
      <Item to="/applications">{say('menu.applications')}</Item>
      <Item to="/invoices">{say('menu.invoices')}</Item>
      <p className="menu-group">{say('menu.master-data')}</p>
      <Item to="/organizations">{say('menu.organizations')}</Item>
      <Item to="/items">{say('menu.items')}</Item>
      <p className="menu-branch">{say('menu.issuing-settings')}</p>
      <p className="menu-branch menu-deeper">{say('menu.scan-settings')}</p>
      <Item to="/qr-codes" deepest>
        {say('menu.qr-codes')}
      </Item>
    </nav>
  )
}

type ItemProps = {
  to: '/work-list' | '/applications' | '/invoices' | '/organizations' | '/items' | '/qr-codes'
  deepest?: boolean
  children: ReactNode
}

function Item({ to, deepest = false, children }: ItemProps) {
  const className = deepest ? 'menu-item menu-deepest' : 'menu-item'
  return (
    <Link
      className={className}
      to={to}
      search={{}}
      activeProps={{ className: 'menu-active' }}
      activeOptions={{ includeSearch: false }}
    >
      {children}
    </Link>
  )
}
