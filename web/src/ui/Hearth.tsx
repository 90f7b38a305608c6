import styles from './hearth.module.css'

/** A small fire beside an open book: what an empty page shows. */
export function Hearth() {
  return (
    <svg className={styles.hearth} viewBox="0 0 120 84" aria-hidden="true" focusable="false">
      <g className={styles.flame}>
        <path d="M60 8c3 11 15 15 15 29a15 15 0 0 1-30 0c0-7 4-10 6-15 2 3 3 5 5 6 1-8 1-14 4-20z" />
        <path className={styles.inner} d="M60 30c2 5 7 7 7 13a7 7 0 0 1-14 0c0-4 2-5 3-8 1 1 2 2 3 2 0-3 0-5 1-7z" />
      </g>
      <path d="M60 66c-8-6-20-7-34-5v13c14-2 26-1 34 5 8-6 20-7 34-5V61c-14-2-26-1-34 5zM60 66v13" />
      <path className={styles.faint} d="M33 66.5c7-.6 13 0 19 2.5M87 66.5c-7-.6-13 0-19 2.5M14 79h6M100 79h6" />
    </svg>
  )
}
