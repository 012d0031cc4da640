import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Key } from '../keys/key.tsx'
import { useKeys } from '../keys/use-keys.ts'
import { SearchIcon } from '../parts/icons.tsx'
import { useSay } from '../preferences.tsx'
import './search-field.css'

const PAUSE_MS = 250

type Props = {
  /** What can be searched for. */
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
  width?: number
}

/** Searches a moment after the last key. `/` comes here, Escape empties it and goes back to the list. */
export function SearchField({ label, value = '', onChange, width }: Props) {
  const say = useSay()
  const [text, setText] = useState(value)
  const input = useRef<InputRef>(null)
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })
  // The address bar may change by other means: back, or a link.
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => latest.current(text.trim() || undefined), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, value])
  useKeys({ '/': () => input.current?.focus({ cursor: 'all' }) })
  return (
    <Input
      ref={input}
      className="search-field"
      style={{ width }}
      prefix={<SearchIcon />}
      suffix={text ? null : <Key>/</Key>}
      allowClear
      placeholder={label}
      aria-label={say('do.search')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        setText('')
        input.current?.blur()
      }}
    />
  )
}
