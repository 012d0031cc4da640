import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { dayOf } from '../format.ts'
import { useTell } from '../parts/use-tell.ts'
import { useSay } from '../preferences.tsx'
import { refusalText } from '../shell/trouble.tsx'
import { csvOf } from './csv.ts'

type Cells = readonly (string | number | undefined)[]

/** Downloads what the list shows, over all its pages. `rows` brings the head line too. */
export function ExportButton({ file, rows }: { file: string; rows: () => Promise<Cells[]> }) {
  const say = useSay()
  const { tell } = useTell()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => download(csvOf(await rows()), `${file}-${dayOf(new Date().toISOString())}.csv`),
    onError: (error) => tell('error', refusalText(error, say('trouble.offline'))),
  })
  return (
    <Button type="text" loading={isPending} onClick={() => mutate()}>
      {isPending ? say('do.exporting') : say('do.export')}
    </Button>
  )
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
