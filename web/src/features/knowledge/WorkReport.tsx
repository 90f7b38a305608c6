import { useEffect, useRef } from 'react'
import { count } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { isOver } from '../characters/making'
import type { Task } from '../characters/wire'
import migration from '../migration/migration.module.css'
import own from './knowledge.module.css'
import { tallyIn, type Working } from './work'
import { whyOf, whyProblem } from './words'

export function Track({ label, share }: { label: string; share: number | null }) {
  return (
    <div className={migration.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={share === null ? undefined : Math.round(share * 100)} data-sending={share === null ? '' : undefined}>
      <span style={{ transform: `scaleX(${share ?? 0.3})` }} />
    </div>
  )
}

/** The archive or the wiki that is being read, and what came of it. */
export function WorkReport({ working }: { working: Working }) {
  const t = useT()
  const { task, going, problem, dismiss } = working
  if (going) return <Going working={working} />
  if (problem) {
    return (
      <Notice code={problem.code} message={problem.message} happened={whyProblem(t, problem)} todo="">
        <Button size="small" onClick={dismiss}>
          {t('knowWork.close')}
        </Button>
      </Notice>
    )
  }
  return task && isOver(task.status) ? <Over task={task} close={dismiss} /> : null
}

const STEPS = ['reading', 'removing', 'listing', 'fetching'] as const

function stepOf(t: Translate, sending: string | null, task: Task | null): string {
  if (sending !== null) return t('knowWork.sending', { name: sending })
  const step = STEPS.find((one) => one === task?.step)
  return step ? t(`knowWork.${step}`) : t('knowWork.waiting')
}

function countsWords(t: Translate, task: Task): string {
  const { added, changed, unchanged, failed } = tallyIn(task.result)
  return t('knowFiles.counts', { added: count(added), changed: count(changed), unchanged: count(unchanged), refused: count(failed) })
}

/** What has just begun is shown to whoever began it further down. */
export function useInSight(going: boolean) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (going) place.current?.scrollIntoView({ block: 'nearest' })
  }, [going])
  return place
}

export function Going({ working }: { working: Pick<Working, 'sending' | 'task' | 'lost' | 'cancel'> }) {
  const t = useT()
  const place = useInSight(true)
  const { sending, task, lost, cancel } = working
  const words = stepOf(t, sending, task)
  const percent = Math.max(0, Math.min(100, task?.progress ?? 0))
  return (
    <section ref={place} className={own.report} data-work="going">
      <p className={own.facts}>
        <strong>{words}</strong>
        {task && <span>{t('knowWork.percent', { percent: Math.round(percent) })}</span>}
        {task && <span>{t('knowWork.seconds', { seconds: Math.floor(task.elapsed_ms / 1000) })}</span>}
      </p>
      <Track label={words} share={task === null || sending !== null ? null : percent / 100} />
      {task !== null && Boolean(task.result) && <p className={own.facts}>{countsWords(t, task)}</p>}
      <p role="status">{lost && t('knowWork.lost')}</p>
      {task && (
        <Button size="small" data-cancel="" onClick={cancel}>
          {t('knowWork.cancel')}
        </Button>
      )}
    </section>
  )
}

export function Over({ task, close }: { task: Task; close: () => void }) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  const { status, error, result, kind } = task
  const { failures, failed } = tallyIn(result)
  useEffect(() => {
    // Somebody who waits hears that it is over; somebody who writes elsewhere on the page is left in peace.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  const done = t(kind === 'knowledge_crawl' ? 'knowWork.done.wiki' : 'knowWork.done.folder')
  return (
    <section className={own.report} data-work={status}>
      <div className={own.reportHead}>
        <h2 ref={heading} tabIndex={-1}>
          {status === 'done' ? done : status === 'cancelled' ? t('knowWork.cancelled') : whyOf(t, error ?? { code: 'INTERNAL', message: '' })}
        </h2>
        <IconButton icon="close" label={t('knowWork.close')} large onClick={close} />
      </div>
      {status === 'error' && <p>{t('knowWork.error')}</p>}
      {Boolean(result) && <p className={own.facts}>{countsWords(t, task)}</p>}
      {failures.length > 0 && (
        <ul className={own.lines}>
          {failures.map((one) => (
            <li key={one.name} data-state="refused">
              <span className={own.mark}>
                <Icon name="warn" />
              </span>
              <span className={own.lineWords}>
                <span>{one.name}</span>
                <span className={own.why}>{whyOf(t, one)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {failed > failures.length && failures.length > 0 && <p className={own.facts}>{t('knowWork.more', { count: count(failed - failures.length) })}</p>}
    </section>
  )
}
