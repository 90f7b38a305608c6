import { useState } from 'react'
import styles from './ui.module.css'

interface Props {
  name: string
  /** Where the picture is; without one a pattern is drawn from the name. */
  src: string | null
  size: number
}

/** Who it is, at a glance. The name always stands beside it, so it is not read out. */
export function Avatar({ name, src, size }: Props) {
  const [broken, setBroken] = useState<string | null>(null)
  if (src && broken !== src) {
    return <img className={styles.avatar} src={src} alt="" width={size} height={size} onError={() => setBroken(src)} />
  }
  const { hue, turn } = seedOf(name)
  return (
    <svg className={styles.avatar} viewBox="0 0 40 40" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="40" height="40" fill={`hsl(${hue} 38% 30%)`} />
      <path d="M-10 30C6 14 20 44 50 12V50H-10z" fill={`hsl(${(hue + 40) % 360} 38% 24%)`} transform={`rotate(${turn} 20 20)`} />
      <text x="20" y="27" textAnchor="middle" fontSize="19" fill="#fff">
        {firstOf(name)}
      </text>
    </svg>
  )
}

/** The same name is always drawn the same. */
export function seedOf(name: string): { hue: number; turn: number } {
  let hash = 2_166_136_261
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0
  return { hue: hash % 360, turn: ((hash >>> 9) % 4) * 90 }
}

/** The first letter as a person counts letters: a family of emoji is one. */
export function firstOf(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim())
  return first?.segment.toLocaleUpperCase() ?? ''
}
