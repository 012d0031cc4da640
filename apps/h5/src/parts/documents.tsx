import type { ApplicationView } from '@mashang/contract'
import { documentUrl } from '../api.ts'
import { insideWeChat } from '../device.ts'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

type Props = { application: ApplicationView; invoice: NonNullable<ApplicationView['invoice']>; t: string | undefined }

/** The files there are: PDF first and filled, the others beside it. */
export function Documents({ application: { ref }, invoice: { documents }, t }: Props) {
  const { say } = useWords()
  if (documents.length === 0)
    return (
      <p class="preparing" role="status">
        <span class="pulse" aria-hidden="true" />
        {say('issued.notReady', { format: 'PDF' })}
      </p>
    )
  const formats = (['pdf', 'ofd', 'xml'] as const).filter((format) => documents.some((made) => made.format === format))
  return (
    <div class="documents">
      {formats.map((format, index) => {
        const name = format.toUpperCase()
        const action = say(insideWeChat ? 'issued.open' : 'issued.download', { format: name })
        return (
          <a
            key={format}
            class={`button ${index === 0 ? 'primary' : 'secondary'}`}
            href={documentUrl(ref, format, t)}
            download={!insideWeChat}
            aria-label={action}
          >
            {index === 0 && <Icon name="download" />}
            {index === 0 ? action : name}
          </a>
        )
      })}
    </div>
  )
}
