/**
 * Every colour of the console, once. Names say the role; contrast on page and on selected row is at least 4.5 for text
 * and 3 for edges and dots. CSS reads them as `var(--name)`, Ant Design through `antd.ts`.
 */
const light = {
  text: '#171B24',
  secondary: '#4A5364',
  tertiary: '#656E80',
  link: '#0B5CDB',
  primary: '#0B5CDB',
  'primary-hover': '#0950BF',
  ok: '#127A46',
  warn: '#9A5B00',
  bad: '#C02626',
  'dot-ok': '#1B9A5B',
  'dot-warn': '#C27800',
  'dot-bad': '#D93A3A',
  'dot-off': '#8A93A3',
  edge: '#8C95A3',
  'button-edge': '#C3C9D4',
  line: '#E7E9EE',
  'row-line': '#F0F1F4',
  page: '#FFFFFF',
  side: '#F7F8FA',
  fill: '#F4F5F8',
  selected: '#EDF3FE',
  popup: '#FFFFFF',
  mask: 'rgba(16, 22, 34, .38)',
  ring: 'rgba(11, 92, 219, .18)',
  bar: '#8FB4F2',
  'bad-fill': '#FDF0F0',
  'warn-fill': '#FDF5E6',
} as const

export type Palette = Record<keyof typeof light, string>

const dark: Palette = {
  text: '#E8EBF1',
  secondary: '#B3BBC8',
  tertiary: '#929BAB',
  link: '#86B4FF',
  primary: '#2467DD',
  'primary-hover': '#3475EA',
  ok: '#56C98B',
  warn: '#E3AC4D',
  bad: '#F28B82',
  'dot-ok': '#35B874',
  'dot-warn': '#D99A2B',
  'dot-bad': '#E5605A',
  'dot-off': '#667084',
  edge: '#667084',
  'button-edge': '#3C4554',
  line: '#262C37',
  'row-line': '#1E242D',
  page: '#11151B',
  side: '#0C0F14',
  fill: '#191E26',
  selected: '#16263F',
  popup: '#171C24',
  mask: 'rgba(0, 0, 0, .55)',
  ring: 'rgba(134, 180, 255, .24)',
  bar: '#3E5F96',
  'bad-fill': '#2A1719',
  'warn-fill': '#2A2214',
}

export type Scheme = 'light' | 'dark'

export const palettes: Record<Scheme, Palette> = { light, dark }

/** Hands the palette to CSS. Through the CSSOM, so that a strict style policy has nothing to refuse. */
export function applyPalette(scheme: Scheme): void {
  const { style, dataset } = document.documentElement
  dataset['scheme'] = scheme
  style.colorScheme = scheme
  for (const [name, colour] of Object.entries(palettes[scheme])) style.setProperty(`--${name}`, colour)
}
