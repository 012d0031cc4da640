const SIZE = 25
const FINDERS = [
  [0, 0],
  [SIZE - 7, 0],
  [0, SIZE - 7],
] as const

/** Looks like a QR code and says nothing, so that nobody can scan it by mistake. */
export function SampleCode() {
  return (
    <svg
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      width="160"
      height="160"
      fill="currentColor"
      className="sample-code"
      aria-hidden="true"
    >
      <path d={modules()} />
      {FINDERS.map(([x, y]) => (
        <path key={`${x},${y}`} fillRule="evenodd" d={`M${x} ${y}h7v7h-7zm1 1v5h5v-5zm1 1h3v3h-3z`} />
      ))}
    </svg>
  )
}

function modules(): string {
  let path = ''
  // A small linear generator: the same picture at every render.
  let seed = 7
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      if (seed / 2 ** 31 > 0.52 && !inFinder(x, y)) path += `M${x} ${y}h1v1h-1z`
    }
  return path
}

function inFinder(x: number, y: number): boolean {
  return FINDERS.some(([left, top]) => x >= left - 1 && x <= left + 7 && y >= top - 1 && y <= top + 7)
}
