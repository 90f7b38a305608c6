import styles from './ui.module.css'

/** Our own set: 24 units square, 1.5 px strokes, round ends. */
const PATHS = {
  chat: 'M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5zM8 8.5h8M8 11.75h5',
  settings: 'M4 7h9M17 7h3M4 12h3M11 12h9M4 17h7M15 17h5M15 5v4M9 10v4M13 15v4',
  plus: 'M12 5v14M5 12h14',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h10v11H9zM15 9V4.5H5V15h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  more: 'M5 12a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0zM11.3 12a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0zM17.6 12a.7.7 0 1 0 1.4 0 .7.7 0 0 0-1.4 0z',
  pencil: 'M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  close: 'M6 6l12 12M18 6L6 18',
  list: 'M4 7h16M4 12h16M4 17h10',
  panel: 'M4 5h16v14H4zM9.5 5v14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  down: 'M12 5v14M6 13l6 6 6-6',
  up: 'M12 19V5M6 11l6-6 6 6',
  before: 'M14 6l-6 6 6 6',
  next: 'M10 6l6 6-6 6',
  mask: 'M12 12.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-3.8 3.4-5.5 7.5-5.5s6.9 1.7 7.5 5.5M18.5 4.5v4M16.5 6.5h4',
  chevron: 'M8 10l4 4 4-4',
  dials: 'M5 8h8M17 8h2M5 16h2M11 16h8M15 6v4M9 14v4',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  eyeOff: 'M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6 7.5A17 17 0 0 0 2.5 12s3.5 6.5 9.5 6.5a9 9 0 0 0 4-.9M10 10a3 3 0 0 0 4 4',
  out: 'M14 5H6v14h8M10 12h10M16.5 8.5L20 12l-3.5 3.5',
  retry: 'M19 12a7 7 0 1 1-2-5l2 2M19 4.5V9h-4.5',
  play: 'M8 5.5v13l10.5-6.5z',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17.5h.01',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  globe: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c3 2.5 3.5 5.5 3.5 8.5s-.5 6-3.5 8.5c-3-2.5-3.5-5.5-3.5-8.5s.5-6 3.5-8.5z',
  book: 'M12 6.5C9.5 4.8 6.5 4.5 3.5 5v13c3-.5 6-.2 8.5 1.5 2.5-1.7 5.5-2 8.5-1.5V5c-3-.5-6-.2-8.5 1.5zM12 6.5v13',
  back: 'M19 12H5M11 6l-6 6 6 6',
  pause: 'M8.5 6v12M15.5 6v12',
  branch: 'M7 4v16M7 14c0-4 10-2 10-7M17 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  file: 'M6 3.5h8L18.5 8v12.5H6zM14 3.5V8h4.5',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2 .8 3.2 2.5 3.5 4.9',
  share: 'M14 5l6 5.5-6 5.5v-3.5c-5 0-8 1.5-10 5 0-6 4-9 10-9z',
  keys: 'M3.5 7h17v10h-17zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14h8',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}

export const ICONS = Object.keys(PATHS) as IconName[]
