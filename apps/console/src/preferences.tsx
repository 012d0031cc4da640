import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { applyPalette, type Scheme } from './theme/palette.ts'
import { type Language, type Say, sayIn } from './words/say.ts'

export type Appearance = Scheme | 'system'

type Preferences = {
  language: Language
  appearance: Appearance
  scheme: Scheme
  say: Say
  chooseLanguage: (language: Language) => void
  chooseAppearance: (appearance: Appearance) => void
}

const Context = createContext<Preferences | undefined>(undefined)
const darkSystem = matchMedia('(prefers-color-scheme: dark)')

export function usePreferences(): Preferences {
  const preferences = useContext(Context)
  if (!preferences) throw new Error('usePreferences outside PreferencesProvider')
  return preferences
}

export function useSay(): Say {
  return usePreferences().say
}

/** Language and appearance of this browser: the person's choice, else the browser's own. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [language, chooseLanguage] = useKept<Language>('mashang.language', ['zh', 'en'], browserLanguage())
  const [appearance, chooseAppearance] = useKept<Appearance>(
    'mashang.appearance',
    ['light', 'dark', 'system'],
    'system',
  )
  const system = useSystemScheme()
  const scheme = appearance === 'system' ? system : appearance

  useEffect(() => applyPalette(scheme), [scheme])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])

  const value = useMemo(
    () => ({ language, appearance, scheme, say: sayIn(language), chooseLanguage, chooseAppearance }),
    [language, appearance, scheme, chooseLanguage, chooseAppearance],
  )
  return <Context value={value}>{children}</Context>
}

function browserLanguage(): Language {
  return navigator.languages.some((tag) => tag.startsWith('zh')) ? 'zh' : 'en'
}

function useSystemScheme(): Scheme {
  const [scheme, setScheme] = useState<Scheme>(darkSystem.matches ? 'dark' : 'light')
  useEffect(() => {
    const follow = () => setScheme(darkSystem.matches ? 'dark' : 'light')
    darkSystem.addEventListener('change', follow)
    return () => darkSystem.removeEventListener('change', follow)
  }, [])
  return scheme
}

/** A choice that outlives the page; anything else found under the key counts as no choice. */
function useKept<T extends string>(key: string, options: readonly T[], fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(
    () => options.find((option) => option === localStorage.getItem(key)) ?? fallback,
  )
  return useMemo(
    () => [
      value,
      (chosen: T) => {
        localStorage.setItem(key, chosen)
        setValue(chosen)
      },
    ],
    [key, value],
  )
}
