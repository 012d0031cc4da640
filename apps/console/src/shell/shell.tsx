import { useQuery } from '@tanstack/react-query'
import { Outlet, useMatches, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { reading } from '../api.ts'
import { useKeys } from '../keys/use-keys.ts'
import { MenuIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import { KeySheet } from './key-sheet.tsx'
import { Menu } from './menu.tsx'
import { Person } from './person.tsx'
import './shell.css'

/** The frame of every page: menu, path, person. */
export function Shell() {
  const say = useSay()
  const { data: me } = useQuery({ ...reading('GET /api/console/me', {}), refetchInterval: 15_000 })
  const [menuOpen, setMenuOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  const { crumbs = [], moduleCode } = useMatches({ select: (matches) => matches.at(-1)?.staticData }) ?? {}
  const here = crumbs.at(-1)
  useGoKeys(() => setKeysOpen(true))

  useEffect(() => {
    document.title = here ? `${say(here)} · ${say('app.name')}` : say('app.name')
    setMenuOpen(false)
  }, [here, say])

  const menu = <Menu tenant={me?.tenant.name ?? ''} waiting={me?.waiting.reviewing ?? 0} />
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {say('shell.skip')}
      </a>
      <div className="shell-menu">{menu}</div>
      <Drawer
        rootClassName="shell-drawer"
        placement="left"
        size={232}
        open={menuOpen}
        closable={false}
        onClose={() => setMenuOpen(false)}
        aria-label={say('menu.label')}
      >
        {menu}
      </Drawer>
      <header className="shell-head">
        <Button
          className="shell-burger"
          type="text"
          icon={<MenuIcon />}
          aria-label={say('menu.open')}
          onClick={() => setMenuOpen(true)}
        />
        <nav className="crumbs" aria-label={say('shell.crumbs')}>
          <span className="crumb">{say('app.service')}</span>
          {crumbs.map((crumb) => (
            <span key={crumb} className="crumb" aria-current={crumb === here ? 'page' : undefined}>
              {say(crumb)}
            </span>
          ))}
          {moduleCode && <span className="module-code">{moduleCode}</span>}
        </nav>
        {me && <Person me={me} onKeys={() => setKeysOpen(true)} />}
      </header>
      <main className="shell-body" id="content">
        <Outlet />
      </main>
      <KeySheet open={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  )
}

/** G, then a letter, goes to a page; ? shows the keys. */
function useGoKeys(showKeys: () => void): void {
  const navigate = useNavigate()
  const armedUntil = useRef(0)
  const go = (to: '/qr-codes' | '/work-list' | '/applications' | '/invoices') => () => {
    if (Date.now() < armedUntil.current) void navigate({ to, search: {} })
    armedUntil.current = 0
  }
  useKeys({
    g: () => {
      armedUntil.current = Date.now() + 1_500
    },
    s: go('/qr-codes'),
    w: go('/work-list'),
    a: go('/applications'),
    i: go('/invoices'),
    '?': showKeys,
  })
}
