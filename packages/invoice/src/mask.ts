/** `l***@example.com`: enough for its owner to recognise. What is no address shows nothing at all. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at > 0 ? `${[...email][0]}***${email.slice(at)}` : '***'
}

/**
 * A buyer's name, recognisable only to those who know it. 深圳****有限公司 and 青屿****; of up to four characters, which
 * is mostly a person, the first: 张**. Of names in other scripts the initials: J*** S***. （个人） stays.
 */
export function maskName(name: string): string {
  const [suffix = ''] = /（个人）$/.exec(name) ?? []
  const own = name.slice(0, name.length - suffix.length).trim()
  return (/\p{Script=Han}/u.test(own) ? maskChinese([...own]) : maskWords(own)) + suffix
}

function maskChinese(characters: string[]): string {
  const { length } = characters
  if (length === 1) return '*'
  if (length <= 4) return characters[0] + '*'.repeat(length - 1)
  // The last four of a long name are its legal form (有限公司), which gives nobody away; a dot marks a person's name.
  const ending = length > 8 && !characters.includes('·') ? characters.slice(-4) : []
  return [...characters.slice(0, 2), '****', ...ending].join('')
}

function maskWords(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => `${[...word][0] ?? ''}***`)
    .join(' ')
}
