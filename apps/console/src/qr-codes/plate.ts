/** The poster's blue, for a tenant without a colour of its own. */
const GROUND = '#0b5cdb'

type Plate = { ground: string; ink: string }

/**
 * The tenant's colour, and black or white, whichever can be read on it: the better of the two always reaches 4.5.
 * `colour` is `#rrggbb`.
 */
export function plateOf(colour: string = GROUND): Plate {
  // Where white and black contrast equally.
  return { ground: colour, ink: luminance(colour) > 0.179 ? '#000' : '#fff' }
}

/** The name on the door, as consumers read it. A store called like its brand is said once. */
export function shopName(brand: string, store: string | undefined): string {
  return store && store !== brand ? `${brand} · ${store}` : brand
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = parseInt(colour.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
