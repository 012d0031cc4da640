import { createBuilder, type Rolldown } from 'vite'
import { expect, test, vi } from 'vitest'
import { packWords } from './one-file.ts'

/** The pages as the server sends them. Building them fails by itself when one is heavier than the budget. */
async function builtPages() {
  // Vitest says `test`, and the pages would be built heavier than they are sent.
  vi.stubEnv('NODE_ENV', 'production')
  const builder = await createBuilder({ root: import.meta.dirname, logLevel: 'silent', build: { write: false } })
  const pages: Record<string, string> = {}
  for (const environment of Object.values(builder.environments)) {
    const { output } = (await builder.build(environment)) as Rolldown.RolldownOutput
    for (const file of output) pages[file.fileName] = file.type === 'asset' ? String(file.source) : file.code
  }
  return pages
}

test('each page is one file that asks nobody for anything', async () => {
  const pages = await builtPages()
  expect(Object.keys(pages).sort()).toEqual(['application.html', 'index.html'])
  for (const [name, html] of Object.entries(pages)) {
    expect(html.split('<!--state-->'), name).toHaveLength(2)
    expect(html, name).not.toMatch(/<script[^>]+src=|<link[^>]+stylesheet|@import|url\(/)
    expect(html.match(/https?:\/\/(?!www\.w3\.org\/)[\w.]+/g), name).toBeNull()
    // What a strict content security policy refuses.
    expect(html.replace(/<script[\s\S]*?<\/script>/g, ''), name).not.toMatch(/ style=| on\w+=/)
    expect(html, name).not.toMatch(/\beval\(|new Function|ZodError/)
  }
  expect(pages['index.html']).toContain('核对并开票')
  expect(pages['index.html']).not.toContain('可以离开本页')
  expect(pages['application.html']).toContain('可以离开本页')
  expect(pages['application.html']).not.toContain('照着小票填两项')
})

test('a page carries the words it says, and no others', () => {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is code about code
  const table = 'var w={"a.used":{zh:`用`,en:`used`},"a.never":{zh:`不`,en:`never`},"b.one":{zh:`一`,en:`one`}}'
  expect(packWords(`${table};say(\`a.used\`);say(\`b.\${kind}\`);say(\`qq.com\`)`)).toBe(
    'var w={0:{zh:`用`,en:`used`},"b.one":{zh:`一`,en:`one`}};say(0);say(`b.${kind}`);say(`qq.com`)',
  )
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
})
