import { useEffect, useMemo, useRef } from 'react'
import { useAnswer } from '../../api/useCall'
import { count, day } from '../../i18n/format'
import { hasKey, useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { useMedia } from '../../ui/useMedia'
import { webAddress } from '../../ui/webAddress'
import paneStyles from './source.module.css'
import styles from './characters.module.css'
import { linesOf, placeOf, quotedIn } from './quote'
import type { SourceInfo, SourceText } from './wire'

/** Where the words about a character were read, when, and under what terms. */
export function SourceFacts({ source }: { source: Omit<SourceInfo, 'length'> & { length?: number } }) {
  const t = useT()
  const { kind, title, url, revision, licence, licence_url, fetched_at, length } = source
  const named = hasKey(`source.${kind}`) ? t(`source.${kind}` as 'source.url') : kind
  const page = webAddress(url)
  const terms = webAddress(licence_url)
  return (
    <ul className={paneStyles.sourceFacts}>
      <li>
        {named}
        {title && (
          <>
            {': '}
            {page ? (
              <a href={page} target="_blank" rel="noopener noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
          </>
        )}
      </li>
      {revision && <li>{t('source.revision', { id: revision })}</li>}
      {fetched_at && <li>{t('source.fetched', { date: day(fetched_at) })}</li>}
      {length !== undefined && <li>{t('source.length', { count: count(length) })}</li>}
      {licence ? (
        <li>{terms ? <a href={terms} target="_blank" rel="noopener noreferrer">{t('source.licence', { name: licence })}</a> : t('source.licence', { name: licence })}</li>
      ) : (
        kind !== 'text' && <li>{t('source.licence.none')}</li>
      )}
    </ul>
  )
}

/** The text a character was made from, with the sentence that is looked for marked. */
export function SourcePane({ id, quote }: { id: string; quote: string | null }) {
  const t = useT()
  const { value, problem, again } = useAnswer<SourceText>(`/api/characters/${id}/source`)
  if (problem) {
    return (
      <Notice code={problem.code} message={problem.message} todo={t('source.failed')}>
        <Button size="small" onClick={again}>
          {t('chat.again')}
        </Button>
      </Notice>
    )
  }
  return value ? <SourceWords source={value} quote={quote} /> : <div aria-busy="true" className={paneStyles.sourceText} />
}

export function SourceWords({ source, quote }: { source: SourceText; quote: string | null }) {
  const t = useT()
  const mark = useRef<HTMLElement>(null)
  const lines = useMemo(() => linesOf(source.text), [source.text])
  const place = useMemo(() => (quote === null ? null : placeOf(source.text, quote)), [source.text, quote])
  useEffect(() => {
    if (!place) return
    mark.current?.scrollIntoView({ block: 'center' })
    mark.current?.focus({ preventScroll: true })
  }, [place])
  const first = lines.find((line) => quotedIn(line, place) !== null)
  return (
    <div className={paneStyles.sourceText}>
      <SourceFacts source={source} />
      <p className={styles.small}>{t('source.data')}</p>
      <p role="status" className={paneStyles.lost}>
        {quote !== null && place === null && t('trait.lost')}
      </p>
      {lines.map((line) => {
        const quoted = quotedIn(line, place)
        const here = line === first
        return (
          <p key={line.at} className={paneStyles[line.kind]}>
            {quoted ? (
              <>
                {line.text.slice(0, quoted.from)}
                <mark ref={here ? mark : undefined} tabIndex={here ? -1 : undefined}>
                  {line.text.slice(quoted.from, quoted.to)}
                </mark>
                {line.text.slice(quoted.to)}
              </>
            ) : (
              line.text
            )}
          </p>
        )
      })}
    </div>
  )
}

/** Beside the page where there is room; over it, as a drawer, where there is not. */
export function SourceAside({ id, quote, close }: { id: string; quote: string | null; close: () => void }) {
  const t = useT()
  const wide = useMedia('(min-width: 1100px)')
  if (!wide) {
    return (
      <Dialog title={t('source.title')} close={close}>
        <SourcePane id={id} quote={quote} />
      </Dialog>
    )
  }
  return (
    <aside className={paneStyles.aside} aria-label={t('source.title')}>
      <div className={paneStyles.asideHead}>
        <h2>{t('source.title')}</h2>
        <IconButton icon="close" label={t('source.close')} onClick={close} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so the keyboard must reach it */}
      <div className={paneStyles.asideBody} tabIndex={0} role="group" aria-label={t('source.title')}>
        <SourcePane id={id} quote={quote} />
      </div>
    </aside>
  )
}
