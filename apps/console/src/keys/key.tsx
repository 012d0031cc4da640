import './key.css'

/** The key that does the same as the button it is printed on. Hidden from screen readers: the button's name is enough. */
export function Key({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  )
}
