import { type Language, type Say, sayIn } from '@mashang/scan'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type Words = { say: Say; language: Language; switchLanguage: () => void }

export const WordsContext = createContext<Words>({ say: sayIn('zh'), language: 'zh', switchLanguage: () => {} })

export const useWords = () => useContext(WordsContext)
