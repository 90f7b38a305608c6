import { Fragment, memo, useMemo, type ReactNode } from 'react'
import { useT } from '../i18n/t'
import { CopyButton } from '../ui/CopyButton'
import type { Coloured } from './highlight'
import { lazily } from './lazy'
import styles from './markdown.module.css'

const useHighlight = lazily(() => import('./highlight'))

interface Props {
  language: string
  text: string
  /** Its closing line has not come yet: the lines stay plain, so that nothing is coloured twice. */
  open: boolean
}

export const CodeBlock = memo(function CodeBlock({ language, text, open }: Props) {
  const t = useT()
  const library = useHighlight(!open && language !== '')
  const coloured = useMemo(() => library?.colour(text, language) ?? null, [library, text, language])
  return (
    <figure className={styles.fence} aria-label={t('code.label', { language: language || t('code.plain') })}>
      <figcaption className={styles.fenceHead}>
        <span>{language || t('code.plain')}</span>
        <CopyButton text={text} label={t('code.copy')} />
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls sideways, so the keyboard must reach it */}
      <pre tabIndex={0}>
        <code translate="no">{coloured ? spans(coloured) : text}</code>
      </pre>
    </figure>
  )
})

function spans(parts: readonly Coloured[]): ReactNode {
  return parts.map((part, i) =>
    typeof part === 'string' ? (
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={i}>{part}</Fragment>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={i} className={classOf(part.scope)}>
        {spans(part.children)}
      </span>
    ),
  )
}

/** `title.class.inherited` is drawn as a title: one colour a kind is enough for reading. */
function classOf(scope: string): string | undefined {
  return styles[`hl_${scope.split('.')[0]?.replace(/-/g, '_')}`]
}
