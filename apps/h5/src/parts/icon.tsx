/** Lines on a 24 grid, drawn in the colour of the text. */
const paths = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  alert: 'M12 4L2.8 19.5h18.4zM12 10v4M12 16.8v.2',
  info: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 7.8v.2',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  copy: 'M9 9h11v11H9zM15 5.5V4H4v11h1.5',
  download: 'M12 4v11M7 10.5l5 5 5-5M4.5 20h15',
  phone:
    'M6.5 3.5l3 .5 1 4-2 1.8a12 12 0 005.7 5.7l1.8-2 4 1 .5 3c-.3 1.7-1.5 2.5-3 2.5C10.5 20 4 13.5 4 6.5c0-1.5.8-2.7 2.5-3z',
  lock: 'M5.5 10.5h13V20h-13zM8.5 10.5V7.5a3.5 3.5 0 017 0v3',
  search: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
  receipt: 'M6 3.5h12V20.5l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5zM9.5 8h5M9.5 12h5',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, class: look = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${look}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
