import styles from './tale.module.css'

interface Props {
  text: string
  /** It is still being told: its end is marked. */
  told?: boolean
  className?: string | undefined
}

/** What a storyteller said: words and nothing else, in paragraphs. */
export function Prose({ text, told = false, className }: Props) {
  const paragraphs = text.split(/\n+/).filter((one) => one.trim() !== '')
  return (
    <div className={[styles.prose, told && styles.telling, className].filter(Boolean).join(' ')} data-telling={told ? '' : undefined}>
      {paragraphs.map((paragraph, at) => (
        // They have no names, and none of them moves.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={at}>{paragraph}</p>
      ))}
    </div>
  )
}
