import { useEffect } from 'preact/hooks'

/**
 * Tells the styles how much of the page the keyboard covers (`--keyboard`), so that the button stays above it. iOS
 * shrinks only the visual viewport; where the layout shrinks with it, this is zero.
 */
export function useKeyboard(): void {
  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const root = document.documentElement
    const measure = () => {
      // Pinch-zooming shrinks the visual viewport as well, without a keyboard.
      const covered = viewport.scale > 1.01 ? 0 : Math.max(0, innerHeight - viewport.height - viewport.offsetTop)
      root.style.setProperty('--keyboard', `${Math.round(covered)}px`)
    }
    measure()
    viewport.addEventListener('resize', measure)
    viewport.addEventListener('scroll', measure)
    return () => {
      viewport.removeEventListener('resize', measure)
      viewport.removeEventListener('scroll', measure)
    }
  }, [])
}
