import { consumerDoor } from '@mashang/sdk'

/** The API, in the language that the page shows: its sentences come back in it. */
const send: typeof fetch = (url, init) =>
  fetch(url, {
    ...init,
    headers: { ...(init?.headers as Record<string, string>), 'accept-language': document.documentElement.lang },
  })

export const call = consumerDoor({ fetch: send })

/** Where a document can be downloaded. `t` proves the holder on links out of a mail. */
export function documentUrl(ref: string, format: string, t: string | undefined): string {
  return `/api/consumer/applications/${encodeURIComponent(ref)}/documents/${format}${t ? `?t=${encodeURIComponent(t)}` : ''}`
}
