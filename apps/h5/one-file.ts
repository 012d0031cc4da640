import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What a page may weigh, as the server sends it: 25 KB with the state, which the server appends. */
export const BUDGET = 24 * 1024

/**
 * Puts scripts and styles into the page itself: one response is the whole app, which on a bad network is the difference
 * between one round trip and three. Fails the build when a page grows beyond the budget.
 */
export function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'))
      if (page?.type !== 'asset') return this.error('there is no page to put everything into')
      let html = String(page.source)
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue
        const inline = file.type === 'chunk' ? scriptOf(packWords(file.code)) : styleOf(String(file.source))
        html = html.replace(new RegExp(`<(script|link)[^>]*"/${name}"[^>]*>(</script>)?`), () => inline)
        delete bundle[name]
      }
      page.source = html
      this.info(`${page.fileName} ${weigh(html)}`)
    },
  }
}

/**
 * Each page carries only the words it can say, under numbers: the table of words is one object, which bundlers keep
 * whole, and its names ('status.issuing') are for people. Names put together while running (`field.${problem}`) stay.
 */
export function packWords(code: string): string {
  const composed = [...code.matchAll(/`([\w.-]+\.)\$\{/g)].map(([, prefix = '']) => prefix)
  const numbers = new Map<string, number>()
  const packed = code.replace(
    /"([\w.-]+)":(\{zh:`[^`]*`,en:`[^`]*`\},?)/g,
    (entry, word: string, sentences: string) => {
      if (composed.some((prefix) => word.startsWith(prefix))) return entry
      if (!code.includes(`\`${word}\``)) return ''
      numbers.set(word, numbers.size)
      return `${numbers.get(word)}:${sentences}`
    },
  )
  return packed.replace(/`([a-z]\w*\.[\w.-]+)`/gi, (literal, word: string) => String(numbers.get(word) ?? literal))
}

function scriptOf(code: string): string {
  // The parser of HTML ends a script at its end tag, even inside a string.
  const content = code.trim().replaceAll('</script', '<\\/script')
  // Without the script there is nothing to show, and drawing an empty page first only takes time.
  return `<script type="module" blocking="render">${content}</script>`
}

function styleOf(css: string): string {
  return `<style>${css.trim()}</style>`
}

function weigh(html: string): string {
  const sent = brotliCompressSync(html).length
  if (sent > BUDGET) throw new Error(`the page weighs ${kilo(sent)} compressed, more than ${kilo(BUDGET)}`)
  return `${kilo(html.length)}: ${kilo(sent)} as brotli, ${kilo(gzipSync(html).length)} as gzip`
}

function kilo(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}
