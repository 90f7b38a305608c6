import { useMemo, useState, type ReactNode } from 'react'
import { count } from '../../i18n/format'
import { hasKey, useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Meter } from '../../ui/Meter'
import styles from './bench.module.css'
import { findingsOf, sectionsOf, titlesOf, type Silent } from './trial'
import type { Placement, Report, Verdict } from './wire'

const SHOWN = 50

interface Props {
  report: Report
  /** How many messages were sent; the last of them is the text. */
  sent: number
  texts: readonly string[]
  open: (uid: string) => void
}

/** What came of a trial: which entries fire and why, what the budget dropped, and why the others stay silent. */
export function Findings({ report, sent, texts, open }: Props) {
  const t = useT()
  const { told, dropped, silent } = useMemo(() => findingsOf(report), [report])
  const titles = useMemo(() => titlesOf(report), [report])
  const line = (verdict: Verdict) => <Line key={verdict.uid} verdict={verdict} sent={sent} titles={titles} open={open} />
  return (
    <div className={styles.findings} data-findings="">
      <p role="status" className={styles.sum}>
        {told.length === 0 ? t('bench.fires.none') : told.length === 1 ? t('bench.fires.one') : t('bench.fires', { count: count(told.length) })}
      </p>
      <Meter label={t('book.budget')} used={report.tokens} budget={report.budget} words={t('bench.tokens', { used: count(report.tokens), budget: count(report.budget) })} />
      {(report.full || dropped.length > 0) && (
        <p className={styles.warned}>
          <Icon name="warn" />
          {t('bench.full')}
        </p>
      )}
      {report.hurried && (
        <p className={styles.warned}>
          <Icon name="warn" />
          {t('bench.hurried')}
        </p>
      )}
      {report.disabled.length > 0 && <p>{t('bench.disabled', { names: report.disabled.join(', ') })}</p>}
      {told.length > 0 && (
        <section>
          <h3>{t('bench.told')}</h3>
          <ol className={styles.verdicts}>{told.slice(0, 200).map(line)}</ol>
        </section>
      )}
      {dropped.length > 0 && (
        <section>
          <h3>{t('bench.dropped')}</h3>
          <ul className={styles.verdicts}>{dropped.slice(0, 200).map(line)}</ul>
        </section>
      )}
      {silent.length > 0 && (
        <section>
          <h3>{t('bench.silent')}</h3>
          {silent.map((group) => (
            <SilentGroup key={group.reason} group={group} line={line} />
          ))}
        </section>
      )}
      {told.length > 0 && <Standing report={report} titles={titles} texts={texts} />}
    </div>
  )
}

/** Entries that stay silent for one reason; drawn once somebody wants to see them. */
function SilentGroup({ group, line }: { group: Silent; line: (verdict: Verdict) => ReactNode }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState(SHOWN)
  const left = group.entries.length - shown
  return (
    <details className={styles.silent} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{group.why}</span>
        <small>{count(group.entries.length)}</small>
      </summary>
      {open && <ul className={styles.verdicts}>{group.entries.slice(0, shown).map(line)}</ul>}
      {open && left > 0 && (
        <Button size="small" onClick={() => setShown(shown + 200)}>
          {t('bench.more', { count: count(left) })}
        </Button>
      )}
    </details>
  )
}

function Line({ verdict, sent, titles, open }: { verdict: Verdict; sent: number; titles: ReadonlyMap<string, string>; open: (uid: string) => void }) {
  const t = useT()
  const { uid, title, told, why, key, round, order, tokens, placement, text } = verdict
  const where = whereOf(t, verdict, sent, titles)
  const facts = [t('bench.order', { order }), t('bench.entryTokens', { count: count(tokens) }), ...(round > 1 ? [t('bench.round', { round })] : [])]
  return (
    <li data-uid={uid} data-told={told}>
      <button type="button" className={styles.verdictTitle} onClick={() => open(uid)}>
        {title || t('entries.untitled')}
      </button>
      <p>
        {why}
        {key !== '' && (
          <>
            {' · '}
            {t('bench.key')} <mark>{key}</mark> {where}
          </>
        )}
      </p>
      <p className={styles.facts}>{[...(placement ? [placementOf(t, placement)] : []), ...facts].join(' · ')}</p>
      {text !== null && (
        <details className={styles.text}>
          <summary>{t('bench.textOf')}</summary>
          <blockquote>{text}</blockquote>
        </details>
      )}
    </li>
  )
}

function whereOf(t: Translate, { where }: Verdict, sent: number, titles: ReadonlyMap<string, string>): string {
  if (!where) return ''
  if (where.kind === 'entry') return t('bench.in.entry', { title: titles.get(where.uid ?? '') ?? '' })
  if (where.kind === 'source') return t('bench.in.source', { name: sourceOf(t, where.source ?? '') })
  return where.message === sent - 1 ? t('bench.in.last') : t('bench.in.message', { number: (where.message ?? 0) + 1 })
}

function sourceOf(t: Translate, name: string): string {
  const key = `loreSource.${name}`
  return hasKey(key) ? t(key) : name
}

function placementOf(t: Translate, { position, depth, outlet }: Placement): string {
  if (position === 'depth') return t('position.depth.at', { depth: depth ?? 0 })
  if (position === 'outlet') return t('position.outlet.at', { name: outlet ?? '' })
  return positionOf(t, position)
}

function positionOf(t: Translate, position: string): string {
  const key = `position.${position}`
  return hasKey(key) ? t(key) : position
}

/** The prompt in outline: where each entry would stand, in both ways of placing them. */
function Standing({ report, titles, texts }: { report: Report; titles: ReadonlyMap<string, string>; texts: readonly string[] }) {
  const t = useT()
  const [way, setWay] = useState<'position' | 'append'>('position')
  const prompt = way === 'position' ? report.at_position : report.append_only
  const nameOf = (uid: string) => titles.get(uid) || t('entries.untitled')
  return (
    <section className={styles.standing}>
      <h3>{t('bench.where')}</h3>
      <Choices
        label={t('bench.where')}
        value={way}
        options={[
          ['position', t('bench.where.position')],
          ['append', t('bench.where.append')],
        ]}
        choose={setWay}
      />
      <p className={styles.facts}>{t(`bench.where.${way}.lead`)}</p>
      <dl>
        {sectionsOf(prompt).map(([position, uids]) => (
          <div key={position}>
            <dt>{positionOf(t, position)}</dt>
            {uids.map((uid) => (
              <dd key={uid} data-lore="">
                {nameOf(uid)}
              </dd>
            ))}
          </div>
        ))}
        <div>
          <dt>{t('bench.where.talk')}</dt>
          {prompt.history.map((line, at) => (
            <dd key={line.uid ?? `message ${line.message ?? at}`} data-lore={line.uid === null ? undefined : ''}>
              {line.uid === null ? (texts[line.message ?? 0] ?? '').slice(0, 120) : nameOf(line.uid)}
            </dd>
          ))}
        </div>
      </dl>
    </section>
  )
}
