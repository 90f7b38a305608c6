import { useState, type RefObject } from 'react'
import { link } from '../../app/router'
import { count } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import settings from '../settings/settings.module.css'
import styles from './migration.module.css'
import { addressOf, byFile, countOf, KINDS, type Kind, type Moved, type Report } from './report'

const SHOWN = 12

interface Props {
  report: Report
  done: boolean
  heading?: RefObject<HTMLHeadingElement | null>
}

/** What came in, by kinds, with the way to each; and what did not, file by file. */
export function MoveReport({ report, done, heading }: Props) {
  const t = useT()
  const problems = byFile(report.problems)
  const none = countOf(report) === 0
  const title = none ? t('migration.nothing') : problems.length > 0 ? t('migration.done.problems', { count: count(problems.length) }) : t('migration.done')
  return (
    <div className={styles.report} data-report="">
      <h3 ref={heading} tabIndex={-1} className={styles.title}>
        {done || none ? title : t('migration.cancelled')}
      </h3>
      {KINDS.map((kind) => report.moved[kind].length > 0 && <KindPart key={kind} kind={kind} all={report.moved[kind]} total={report.counts[kind]} />)}
      {problems.length > 0 && <Problems problems={problems} />}
    </div>
  )
}

function KindPart({ kind, all, total }: { kind: Kind; all: readonly Moved[]; total: number }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <section className={styles.kind} data-kind={kind}>
      <h4>
        {t(`migration.${kind}`)} <small>{count(total)}</small>
      </h4>
      {kind === 'groups' && <p className={settings.muted}>{t('migration.groups.lead')}</p>}
      <ul>
        {(open ? all : all.slice(0, SHOWN)).map((one) => {
          const to = addressOf(kind, one)
          const name = one.name || one.file || t('migration.unnamed')
          return (
            <li key={`${one.id} ${one.file} ${one.name}`}>
              {to ? <a {...link(to)}>{name}</a> : <span>{name}</span>}
              {one.messages !== null && <small>{t('migration.messages', { count: count(one.messages) })}</small>}
            </li>
          )
        })}
      </ul>
      {open && total > all.length && <p className={settings.muted}>{t('migration.more', { count: count(total - all.length) })}</p>}
      {!open && all.length > SHOWN && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('migration.all', { count: count(all.length) })}
        </Button>
      )}
    </section>
  )
}

function Problems({ problems }: { problems: readonly (readonly [string, readonly string[]])[] }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <section className={styles.kind} data-kind="problems">
      <h4>
        <Icon name="warn" /> {t('migration.problems')} <small>{count(problems.length)}</small>
      </h4>
      <ul>
        {(open ? problems : problems.slice(0, SHOWN)).map(([file, messages]) => (
          <li key={file}>
            {file !== '' && <code>{file}</code>}
            {messages.map((message) => (
              <p key={message} className={styles.remark}>
                {message}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {!open && problems.length > SHOWN && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t('migration.all', { count: count(problems.length) })}
        </Button>
      )}
    </section>
  )
}
