import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { count, figure } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import { webAddress } from '../../ui/webAddress'
import galleryStyles from '../characters/gallery.module.css'
import own from './knowledge.module.css'
import { PassageText } from './PassageText'
import { nameOf, placeOf } from './passages'
import type { Findings, Found, Where } from './wire'
import { whyProblem } from './words'

const MOST = 10
/** More letters than this are folded until somebody wants to see them. */
const LONG = 420

/** What would be found, asked as a character is asked. */
export function TryPart({ where }: { where: Where }) {
  const t = useT()
  const [text, setText] = useState('')
  const [done, setDone] = useState<{ question: string; found: readonly Found[] } | null>(null)
  const { busy, problem, attempt } = useAttempt()

  async function ask(event: FormEvent) {
    event.preventDefault()
    const question = text.trim()
    if (question === '' || busy) return
    await attempt(async () => {
      const { passages } = await call<Findings>('POST', '/api/knowledge/search', { body: { query: question, limit: MOST, ...where } })
      setDone({ question, found: passages })
    })
  }

  return (
    <div className={own.try}>
      <form className={own.ask} role="search" onSubmit={(event) => void ask(event)}>
        <div className={galleryStyles.search}>
          <Icon name="search" />
          <input type="search" name="ask" className={ui.input} aria-label={t('knowTry.ask')} placeholder={t('knowTry.ask')} autoComplete="off" maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        <Button type="submit" look="primary" disabled={busy || text.trim() === ''}>
          {t('knowTry.do')}
        </Button>
      </form>
      {problem && <Notice code={problem.code} message={problem.message} happened={whyProblem(t, problem)} todo="" />}
      <div aria-busy={busy}>{done && <FoundList {...done} />}</div>
    </div>
  )
}

export function FoundList({ question, found }: { question: string; found: readonly Found[] }) {
  const t = useT()
  const best = Math.max(...found.map(({ score }) => score), 0)
  return (
    <div className={own.try} data-found={found.length}>
      <p role="status" className={own.sum}>
        {found.length === 0 ? t('knowTry.none') : found.length === 1 ? t('knowTry.found.one') : t('knowTry.found', { count: count(found.length) })}
      </p>
      {found.length > 0 && <p className={own.facts}>{t('knowTry.told')}</p>}
      <ol className={own.passages}>
        {found.map(({ score, passage }) => (
          <FoundLine key={passage.id} found={{ score, passage }} share={best > 0 ? score / best : 0} question={question} />
        ))}
      </ol>
    </div>
  )
}

function FoundLine({ found: { score, passage }, share, question }: { found: Found; share: number; question: string }) {
  const t = useT()
  const long = passage.text.length > LONG
  const [whole, setWhole] = useState(false)
  const page = webAddress(passage.url)
  return (
    <li>
      <div className={own.foundHead}>
        <h3>{nameOf(passage)}</h3>
        <span className={own.score}>
          <span className={own.bar} aria-hidden="true">
            <span style={{ transform: `scaleX(${share})` }} />
          </span>
          {t('knowTry.score', { score: figure(score) })}
        </span>
      </div>
      <p className={own.facts}>
        <span>{passage.collection}</span>
        <span>{placeOf(passage)}</span>
        {passage.licence && <span>{t('knowledge.licence', { name: passage.licence })}</span>}
        {page && (
          <a href={page} target="_blank" rel="noopener noreferrer">
            {t('knowledge.out')}
          </a>
        )}
      </p>
      <PassageText text={passage.text} question={question} folded={long && !whole} />
      {long && (
        <Button size="small" look="quiet" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'knowTry.less' : 'knowTry.whole')}
        </Button>
      )}
    </li>
  )
}
