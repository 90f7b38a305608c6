import { useEffect, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { money } from '../../i18n/format'
import { hasKey, useT } from '../../i18n/t'
import styles from './behind.module.css'
import { total } from './cost'
import type { Moment } from './journal'
import type { Story } from './wire'

/** What a turn cost; nothing where it is not known yet, null where it cannot be had. */
type Costs = Readonly<Record<string, string | null>>

/** For authors: every event with what fate drew, what was ruled and why, what was mended, and what it cost. */
export function Behind({ story, moments }: { story: Story; moments: readonly Moment[] }) {
  const t = useT()
  const costs = useCosts(moments)
  const known = moments.flatMap(({ turn }) => (turn !== null && typeof costs[turn] === 'string' ? [costs[turn]] : []))
  return (
    <div className={styles.behind}>
      <p className={styles.lead}>{t('behind.lead')}</p>
      <p className={styles.total}>{t('behind.total', { cost: money(total(known)), count: moments.length })}</p>
      <a href={`/api/stories/${story.id}/export?format=json`} download>
        {t('behind.whole')}
      </a>
      <ol className={styles.events}>
        {moments.map((moment) => (
          <EventView key={moment.number} moment={moment} cost={moment.turn === null ? undefined : costs[moment.turn]} language={story.language} />
        ))}
      </ol>
    </div>
  )
}

function EventView({ moment, cost, language }: { moment: Moment; cost: string | null | undefined; language: string }) {
  const t = useT()
  const { number, type, deed, luck, source, rulings, mended, fault, turn } = moment
  const luckKey = `behind.luck.${luck}`
  const sourceKey = `behind.source.${source}`
  return (
    <li className={styles.event}>
      <h2>
        {number} · {t(`story.type.${type}`)}
      </h2>
      {deed !== '' && <p lang={language}>{t('story.you', { deed })}</p>}
      <p className={styles.facts}>
        {hasKey(sourceKey) && <span data-source={source}>{t(sourceKey)}</span>}
        {hasKey(luckKey) && <span>{t(luckKey)}</span>}
        <span>{turn === null ? t('behind.unasked') : cost === undefined || cost === null ? '…' : Number(cost) === 0 ? t('behind.free') : money(cost)}</span>
      </p>
      {fault && <p>{t('behind.fault', { code: fault })}</p>}
      {rulings.length > 0 && (
        <>
          <h3>{t('behind.rulings')}</h3>
          <ul>
            {rulings.map((ruling) => (
              <li key={`${ruling.rule}${ruling.field}`}>
                <code>{ruling.field}</code> {t('behind.ruled', { proposed: shown(ruling.proposed), ruled: shown(ruling.ruled) })}
                <span className={styles.reason}>{ruling.reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mended.length > 0 && (
        <>
          <h3>{t('behind.mendings')}</h3>
          <ul>
            {mended.map((mending) => (
              <li key={`${mending.step}${mending.pointer}${mending.what}`}>
                <code>{mending.pointer || '/'}</code> {mending.what} <small>{mending.step}</small>
              </li>
            ))}
          </ul>
        </>
      )}
      {rulings.length === 0 && mended.length === 0 && !fault && <p className={styles.none}>{t('behind.none')}</p>}
      {turn !== null && <Asked turn={turn} />}
    </li>
  )
}

/** A value of the journal in a line. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'string') return `“${value}”`
  const text = JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

interface Inspected {
  generations: { model: string; parts: { source: string; label: string; text: string }[]; readings: { number: number; messages: string[] }[] }[]
}

/** The parts of the prompt, and what a validator said of each answer; read when it is opened. */
function Asked({ turn }: { turn: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Inspected | null>(null)
  useEffect(() => {
    if (!open || found) return undefined
    const gone = new AbortController()
    call<Inspected>('GET', `/api/turns/${turn}/inspect`, { signal: gone.signal }).then(setFound, (fault: unknown) => {
      if (gone.signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      setFound({ generations: [] })
    })
    return () => gone.abort()
  }, [open, found, turn])
  return (
    <details className={styles.asked} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('behind.asked')}</summary>
      {open && !found && <p role="status">{t('behind.reading')}</p>}
      {found?.generations.map((generation) => (
        <div key={generation.model}>
          <p>
            {generation.model} · {t('behind.answers', { count: generation.readings.length })}
          </p>
          {generation.readings.flatMap(({ number, messages }) => messages.map((message) => <p key={`${number}${message}`}>{message}</p>))}
          {generation.parts.map((part) => (
            <div key={`${part.source}${part.label}`}>
              <h4>
                {part.source} · {part.label}
              </h4>
              <pre>{part.text}</pre>
            </div>
          ))}
        </div>
      ))}
    </details>
  )
}

/** One after the other: what it costs to know is small, but a story may have many events. */
function useCosts(moments: readonly Moment[]): Costs {
  const [costs, setCosts] = useState<Costs>({})
  const turns = moments.flatMap(({ turn }) => (turn === null ? [] : [turn]))
  const missing = turns.find((turn) => costs[turn] === undefined)
  useEffect(() => {
    if (missing === undefined) return undefined
    const gone = new AbortController()
    call<{ cost: string | null }>('GET', `/api/turns/${missing}`, { signal: gone.signal }).then(
      ({ cost }) => setCosts((now) => ({ ...now, [missing]: cost })),
      (fault: unknown) => {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setCosts((now) => ({ ...now, [missing]: null }))
      },
    )
    return () => gone.abort()
  }, [missing])
  return costs
}
