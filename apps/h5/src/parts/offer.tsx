import type { ComponentChildren } from 'preact'

/** Something to take over with one tap: the last title, a mended address. */
export function Offer({
  label,
  action,
  children,
  onTake,
}: {
  label?: string
  action: string
  children: ComponentChildren
  onTake: () => void
}) {
  return (
    <button type="button" class="offer" onClick={onTake}>
      <span class="offer-text">
        {label && <span class="label">{label}</span>}
        <span class="offer-value">{children}</span>
      </span>
      <span class="link">{action}</span>
    </button>
  )
}
