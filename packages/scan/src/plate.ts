/** Quiet grounds for shops that set no colour; white on each of them has a contrast of at least 6. */
const GROUNDS = ['#0f5666', '#7a3e2a', '#3d4a7a', '#4a5560', '#5b3f73', '#2f5d3a', '#6b4a1f'] as const

export type Plate = { ground: string; ink: string; letter: string }

/** The shop's plate: the first letter of its brand on its colour, in the ink that can be read on it. */
export function plateOf({ brand, colour }: { brand: string; colour?: string | undefined }): Plate {
  const ground = colour && /^#[0-9a-f]{6}$/i.test(colour) ? colour : groundOf(brand)
  // Where white and black contrast equally; the better of the two always reaches 4.5.
  const ink = luminance(ground) > 0.179 ? '#000' : '#fff'
  return { ground, ink, letter: [...brand.trim()][0]?.toUpperCase() ?? '票' }
}

function groundOf(brand: string): string {
  const total = [...brand].reduce((sum, character) => sum + character.charCodeAt(0), 0)
  return GROUNDS[total % GROUNDS.length] ?? GROUNDS[0]
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
export function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = parseInt(colour.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
