import { useLayoutEffect, useMemo, useRef } from 'react'
import { lazily } from './lazy'
import styles from './markdown.module.css'

const useTex = lazily(() => import('./tex'))

/** A formula; as it was written until KaTeX is here, and for good when KaTeX cannot set it. */
export function Formula({ tex, display }: { tex: string; display: boolean }) {
  const library = useTex(true)
  const place = useRef<HTMLSpanElement>(null)
  const made = useMemo(() => library?.draw(tex, display) ?? null, [library, tex, display])
  useLayoutEffect(() => {
    if (made) place.current?.replaceChildren(made)
    else place.current?.replaceChildren()
  }, [made])
  return (
    <span className={display ? styles.display : undefined}>
      <span ref={place} />
      {made ? null : <code className={styles.code}>{display ? `$$${tex}$$` : `$${tex}$`}</code>}
    </span>
  )
}
