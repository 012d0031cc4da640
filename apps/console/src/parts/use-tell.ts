import { App } from 'antd'

/**
 * What was said last, anywhere on the page. Each has a key of its own: under one key Ant Design would show the next only
 * for what is left of the first one's time.
 */
let last = 0
const keyOf = (n: number) => `told-${n}`

/**
 * Says one thing at a time at the top of the page, so that nothing piles up and no old refusal stands beside a success.
 * `unsay` takes it away.
 */
export function useTell() {
  const { message } = App.useApp()
  const unsay = () => message.destroy(keyOf(last))
  const tell = (type: 'success' | 'warning' | 'error', content: string) => {
    unsay()
    last += 1
    void message.open({ key: keyOf(last), type, content })
  }
  return { tell, unsay }
}
