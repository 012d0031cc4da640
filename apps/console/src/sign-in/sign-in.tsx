import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Alert, Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { usePreferences, useSay } from '../preferences.tsx'
import { session } from '../session.ts'
import type { WordKey } from '../words/say.ts'
import './sign-in.css'

const route = getRouteApi('/sign-in')

export function SignIn() {
  const { say, language, chooseLanguage } = usePreferences()
  useEffect(() => {
    document.title = `${say('sign-in.title')} · ${say('app.name')}`
  }, [say])
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <div className="sign-in">
      <header>
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="24" height="24" />
        <strong>{say('app.name')}</strong>
        <Button type="text" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => chooseLanguage(other)}>
          {other === 'en' ? 'English' : '中文'}
        </Button>
      </header>
      <main>
        <div className="sign-in-card">
          <h1>{say('sign-in.title')}</h1>
          <p className="secondary">{say('sign-in.lead')}</p>
          <SignInForm />
        </div>
        <p className="tertiary small">{say('sign-in.forgotten')}</p>
      </main>
    </div>
  )
}

function SignInForm() {
  const say = useSay()
  const { ended } = route.useSearch()
  const [trouble, setTrouble] = useState<WordKey>()
  const [busy, setBusy] = useState(false)
  const goOn = useGoOn()
  const signIn = async ({ email, password }: { email: string; password: string }) => {
    setBusy(true)
    const { error } = await session.signIn.email({ email: email.trim(), password })
    setBusy(false)
    if (error) setTrouble(troubleOf(error.status))
    else await goOn()
  }
  return (
    <>
      {(trouble || ended) && (
        <Alert type={trouble ? 'error' : 'info'} title={say(trouble ?? 'sign-in.again')} role="alert" />
      )}
      <Form layout="vertical" requiredMark={false} size="large" onFinish={signIn}>
        <Form.Item
          name="email"
          label={say('sign-in.email')}
          rules={[{ required: true, whitespace: true, message: say('sign-in.email-missing') }]}
        >
          <Input autoFocus type="email" autoComplete="username" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('sign-in.password')}
          rules={[{ required: true, message: say('sign-in.password-missing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {say('sign-in.submit')}
        </Button>
      </Form>
    </>
  )
}

/** Back to where one was, with nothing left of what another person may have seen. */
function useGoOn() {
  const router = useRouter()
  const queries = useQueryClient()
  const { back } = route.useSearch()
  return async () => {
    queries.clear()
    // Only a path of ours: a link to the sign-in page must not lead to another site.
    if (back?.startsWith('/') && !back.startsWith('//')) return router.navigate({ href: back, replace: true })
    return router.navigate({ to: '/qr-codes', search: {}, replace: true })
  }
}

function troubleOf(status: number): WordKey {
  if (status === 401 || status === 400) return 'sign-in.wrong'
  return status === 429 ? 'sign-in.too-many' : 'sign-in.unavailable'
}
