import { useEffect, useState } from 'preact/hooks'

let painted = false

/**
 * False in the page's first frame and true ever after: what nobody needs before the fields (the button, the picture of
 * a receipt) waits one frame, so that a slow phone takes input sooner. Only for what moves nothing else when it comes.
 */
export function usePainted(): boolean {
  // Screens that come later begin with what the first one found out.
  const [isPainted, setPainted] = useState(painted)
  // Effects run after the frame is on the screen.
  useEffect(() => {
    painted = true
    setPainted(true)
  }, [])
  return isPainted
}
