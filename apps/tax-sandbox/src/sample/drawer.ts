import type { Entry } from '../books.ts'

/** Draws samples. What that takes, some 20 MB of font and PDF writer, is loaded once, with the first one. */
export function sampleDrawer(): (entry: Entry) => Promise<Buffer> {
  let loaded: ReturnType<typeof load> | undefined
  return async (entry) => {
    loaded ??= load()
    const { font, sampleOf } = await loaded
    return sampleOf(font, entry)
  }
}

async function load() {
  const [{ openSongFont }, { sampleOf }] = await Promise.all([import('./font.ts'), import('./sample.ts')])
  return { font: await openSongFont(), sampleOf }
}
