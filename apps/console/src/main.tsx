import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import 'dayjs/locale/zh-cn'
import { PreferencesProvider, usePreferences } from './preferences.tsx'
import { queries, router } from './router.tsx'
import { antdTheme } from './theme/antd.ts'
import './theme/base.css'
import './theme/overlays.css'

const motion = !matchMedia('(prefers-reduced-motion: reduce)').matches

function Look({ children }: { children: ReactNode }) {
  const { language, scheme } = usePreferences()
  const theme = useMemo(() => antdTheme(scheme, motion), [scheme])
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zh : en}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <App message={{ maxCount: 3 }} component={false}>
        {children}
      </App>
    </ConfigProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <PreferencesProvider>
      <QueryClientProvider client={queries}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </PreferencesProvider>
  </StrictMode>,
)
