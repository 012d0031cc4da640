import { App } from 'antd'
import { useSay } from '../preferences.tsx'

export function useCopy(): (text: string) => Promise<void> {
  const { message } = App.useApp()
  const say = useSay()
  return async (text) => {
    // Without https the browser has no clipboard; then the text field beside the button can still be copied by hand.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(text)
    message.success(say('do.copied'))
  }
}
