import { Button } from 'antd'
import { useSay } from '../preferences.tsx'

/** In place of rows: nothing matches, and the way back to everything. */
export function NothingFound({ onClear }: { onClear: (() => void) | undefined }) {
  const say = useSay()
  return (
    <>
      {say('list.none')}
      {onClear && <Button onClick={onClear}>{say('list.clear')}</Button>}
    </>
  )
}
