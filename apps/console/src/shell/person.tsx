import type { ConsoleCalls } from '@mashang/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { usePreferences } from '../preferences.tsx'
import { session } from '../session.ts'
import { forgetDrafts } from '../work-list/drafts.ts'
import './person.css'

type Me = ConsoleCalls['GET /api/console/me']['reply']

/** Who is signed in, over which channel; language, appearance, sign-out. */
export function Person({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { say, language } = usePreferences()
  const [open, setOpen] = useState(false)
  return (
    <div className="person">
      <span className={`channel-pill channel-${me.channel ?? 'none'}`}>{say(`channel.${me.channel ?? 'none'}`)}</span>
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        content={
          <PersonPanel
            me={me}
            onKeys={() => {
              setOpen(false)
              onKeys()
            }}
          />
        }
      >
        <Button className="person-button" type="text">
          <span className="avatar" aria-hidden="true">
            {initials(me.name, language)}
          </span>
          <span className="person-name">{me.name}</span>
          <span className="hidden">{say('shell.person')}</span>
        </Button>
      </Popover>
    </div>
  )
}

function PersonPanel({ me, onKeys }: { me: Me; onKeys: () => void }) {
  const { say, language, appearance, chooseLanguage, chooseAppearance } = usePreferences()
  const signOut = useSignOut()
  return (
    <div className="person-panel">
      <div>
        <strong>{me.name}</strong> <span className="tertiary">{say(`role.${me.role}`)}</span>
        <div className="tertiary small">{me.email}</div>
      </div>
      <span className="tertiary">{say('shell.language')}</span>
      <Segmented
        aria-label={say('shell.language')}
        value={language}
        onChange={chooseLanguage}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <span className="tertiary">{say('shell.appearance')}</span>
      <Segmented
        aria-label={say('shell.appearance')}
        value={appearance}
        onChange={chooseAppearance}
        options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: say(`shell.${value}`) }))}
      />
      <div className="person-actions">
        <Button onClick={onKeys}>{say('keys.help')}</Button>
        <Button onClick={signOut}>{say('shell.sign-out')}</Button>
      </div>
    </div>
  )
}

function useSignOut() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await session.signOut()
    forgetDrafts()
    await navigate({ to: '/sign-in', search: {} })
    queries.clear()
  }
}

function initials(name: string, language: 'zh' | 'en'): string {
  if (language === 'zh' || /\p{Script=Han}/u.test(name)) return [...name][0] ?? ''
  return name
    .split(' ')
    .map((word) => word[0])
    .join('')
    .slice(0, 2)
}
