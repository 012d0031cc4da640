import type { ComponentChildren } from 'preact'
import { usePainted } from '../use-painted.ts'
import { Icon } from './icon.tsx'

/** The one filled button of a screen, in reach of the thumb and above the keyboard. */
export function BottomBar({
  said,
  foot,
  children,
}: {
  said?: ComponentChildren
  foot?: ComponentChildren
  children: ComponentChildren
}) {
  const painted = usePainted()
  if (!painted) return null
  return (
    <div class="bar">
      <div role="alert">{said}</div>
      {children}
      {foot && <div class="foot">{foot}</div>}
    </div>
  )
}

export function TroubleLine({ children }: { children: ComponentChildren }) {
  return (
    <p class="trouble">
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  )
}
