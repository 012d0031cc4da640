import { chooseLanguage, type Language, type PageState, rememberLanguage, sayIn, type Word } from '@mashang/scan'
import { type ComponentChildren, render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { local } from './device.ts'
import { useKeyboard } from './use-keyboard.ts'
import { type Words, WordsContext } from './words.ts'

/** Shows what the server wrote into the page. */
export function start(app: (state: PageState) => ComponentChildren): void {
  const root = document.getElementById('app')
  const state = document.getElementById('state')?.textContent
  if (!root || !state) throw new Error('the server wrote no state into the page')
  render(app(JSON.parse(state) as PageState), root)
}

/** What every page has: a language, a title, and a beginning for eyes and screen readers whenever the screen changes. */
export function Page({ title, screen, children }: { title: Word; screen: string; children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(() => chooseLanguage(local, navigator.languages))
  const main = useRef<HTMLElement>(null)
  const shown = useRef(screen)
  const words: Words = {
    say: sayIn(language),
    language,
    switchLanguage() {
      const other = language === 'zh' ? 'en' : 'zh'
      rememberLanguage(local, other)
      setLanguage(other)
    },
  }
  useKeyboard()
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = words.say(title)
  }, [language, title])
  useEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [screen])
  return (
    <WordsContext.Provider value={words}>
      <main class="page" ref={main} tabIndex={-1}>
        {children}
      </main>
    </WordsContext.Provider>
  )
}
