import { useEffect, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import page from '../stories/stories.module.css'
import { Waiting } from '../chat/Waiting'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { SourceTrouble } from './SourceTrouble'
import type { Namesake } from './wire'
import { onlyOne, searchAt, type Wish } from './wish'

interface Props {
  wish: Wish
  busy: boolean
  choose: (choice: Namesake | null) => void
  back: () => void
  paste: () => void
}

/** Who goes by the name, to choose from. Where there is only one, that one is taken. */
export function Namesakes({ wish, busy, choose, back, paste }: Props) {
  const t = useT()
  const [words, setWords] = useState(wish.name.trim())
  const [asked, setAsked] = useState(words)
  const [found, setFound] = useState<readonly Namesake[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [round, setRound] = useState(0)

  useEffect(() => {
    const gone = new AbortController()
    setFound(null)
    setProblem(null)
    call<{ items: Namesake[] }>('GET', searchAt(wish, asked), { signal: gone.signal }).then(
      ({ items }) => {
        if (gone.signal.aborted) return
        const only = onlyOne(asked, items)
        if (only && round === 0) choose(only)
        setFound(items)
      },
      (fault: unknown) => {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setProblem(fault)
      },
    )
    return () => gone.abort()
    // The wish does not change while one chooses; it is asked again when other words are searched for.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, round])

  function search(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '') return
    setAsked(words.trim())
    setRound(round + 1)
  }

  const source = t(`source.${wish.encyclopedia}`)
  return (
    <div className={styles.stack}>
      {found === null && problem === null && (
        <div role="status">
          <p>{t('making.searching', { name: asked })}</p>
          <Waiting />
        </div>
      )}
      {problem && (
        <SourceTrouble code={problem.code} message={problem.message} paste={paste} other={back}>
          <Button look="primary" size="small" onClick={() => setRound(round + 1)}>
            {t('chat.again')}
          </Button>
        </SourceTrouble>
      )}
      {found && <Choosing found={found} asked={asked} source={source} busy={busy} choose={choose} />}
      {found && (
        <>
          <form className={makingStyles.searchAgain} onSubmit={search}>
            <Field label={t('making.namesakes.words')} name="words" autoComplete="off" maxLength={100} value={words} onChange={(event) => setWords(event.target.value)} />
            <Button type="submit">{t('making.search')}</Button>
          </form>
          <div className={styles.actions}>
            <Button onClick={back}>{t('making.back')}</Button>
            <Button onClick={paste}>{t('making.paste')}</Button>
          </div>
        </>
      )}
    </div>
  )
}

interface ChoosingProps {
  found: readonly Namesake[]
  asked: string
  source: string
  busy: boolean
  choose: (choice: Namesake) => void
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase()
}

export function Choosing({ found, asked, source, busy, choose }: ChoosingProps) {
  const t = useT()
  const near = found.length > 0 && !found.some(({ title }) => folded(title).startsWith(folded(asked)))
  return (
    <>
      <p className={page.muted} role="status">
        {found.length === 0 ? t('making.namesakes.none', { source }) : t(near ? 'making.namesakes.near' : 'making.namesakes.lead', { source })}
      </p>
      {found.length === 0 && <p className={page.muted}>{t('making.namesakes.none.do')}</p>}
      {found.length > 0 && (
        <ul className={makingStyles.namesakes}>
          {found.map((one) => (
            <li key={`${one.href} ${one.title}`}>
              <button type="button" disabled={busy} data-namesake="" onClick={() => choose(one)}>
                <strong>{one.title}</strong>
                {one.snippet && <span>{one.snippet}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
