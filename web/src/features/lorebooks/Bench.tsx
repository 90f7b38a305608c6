import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt, type Attempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import styles from './bench.module.css'
import { Check, Folded, NumberField } from './fields'
import { Findings } from './Findings'
import own from './lorebooks.module.css'
import { bodyOf, FIRST_TRIAL, isTriable, sentOf, type Said, type Trial } from './trial'
import type { Report } from './wire'

export interface Bench extends Attempt {
  trial: Trial
  set: (change: Partial<Trial>) => void
  report: Report | null
  /** How many messages were sent with it, the text last. */
  sent: number
  run: (change?: Partial<Trial>) => Promise<void>
}

/** What a book is tried on, and what came of it; kept while the bench is closed. */
export function useBench(id: string): Bench {
  const [trial, setTrial] = useState<Trial>(FIRST_TRIAL)
  const [done, setDone] = useState<{ report: Report; sent: number } | null>(null)
  const attempt = useAttempt()
  const set = (change: Partial<Trial>) => setTrial((now) => ({ ...now, ...change }))

  async function run(change: Partial<Trial> = {}) {
    const wanted = { ...trial, ...change }
    setTrial(wanted)
    await attempt.attempt(async () => {
      const report = await call<Report>('POST', `/api/lorebooks/${id}/test`, { body: bodyOf(wanted) })
      setDone({ report, sent: sentOf(wanted.before).length + (wanted.text === '' ? 0 : 1) })
    })
  }

  return { ...attempt, trial, set, report: done?.report ?? null, sent: done?.sent ?? 0, run }
}

interface Props {
  bench: Bench
  unsaved: boolean
  save: () => Promise<boolean>
  open: (uid: string) => void
}

/** Beside the entries where there is room; over them, as a drawer, where there is not. */
export function BenchAside({ beside, close, open, ...rest }: Props & { beside: boolean; close: () => void }) {
  const t = useT()
  if (!beside) {
    return (
      <Dialog title={t('bench.title')} close={close}>
        <BenchPane
          {...rest}
          open={(uid) => {
            close()
            open(uid)
          }}
        />
      </Dialog>
    )
  }
  return (
    <aside className={styles.aside} aria-label={t('bench.title')}>
      <div className={styles.asideHead}>
        <h2>{t('bench.title')}</h2>
        <IconButton icon="close" label={t('bench.close')} onClick={close} />
      </div>
      <BenchPane {...rest} open={open} />
    </aside>
  )
}

export function BenchPane({ bench, unsaved, save, open }: Props) {
  const t = useT()
  const { trial, set, report, busy, problem, run } = bench
  const id = useId()
  const outcome = useRef<HTMLDivElement>(null)

  async function test() {
    if (!isTriable(trial) || busy) return
    if (unsaved && !(await save())) return
    await run()
    outcome.current?.scrollIntoView({ block: 'nearest' })
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void test()
  }

  return (
    <div className={styles.bench}>
      <p className={own.note}>{t('bench.lead')}</p>
      <Before before={trial.before} set={(before) => set({ before })} />
      <div className={ui.field}>
        <label htmlFor={id}>{t('bench.text')}</label>
        <textarea id={id} name="bench-text" rows={4} className={`${ui.input} ${own.area}`} value={trial.text} onChange={(event) => set({ text: event.target.value })} onKeyDown={keys} />
      </div>
      <Folded title={t('bench.settings')}>
        <p className={own.note}>{t('bench.settings.hint')}</p>
        <div className={own.pair}>
          <NumberField label={t('book.scanDepth')} name="bench-depth" value={trial.scanDepth} least={0} most={1000} set={(scanDepth) => scanDepth !== null && set({ scanDepth })} />
          <NumberField label={t('bench.budget')} name="bench-budget" value={trial.budget} least={0} most={10_000_000} set={(budget) => budget !== null && set({ budget })} />
          <Field label={t('bench.character')} name="bench-character" autoComplete="off" maxLength={200} value={trial.character} onChange={(event) => set({ character: event.target.value })} />
          <Field label={t('bench.user')} name="bench-user" autoComplete="off" maxLength={200} value={trial.user} onChange={(event) => set({ user: event.target.value })} />
        </div>
        <Check label={t('book.recursive')} name="bench-recursive" checked={trial.recursive} set={(recursive) => set({ recursive })} />
      </Folded>
      <div className={styles.do}>
        <Button look="primary" data-run="" disabled={busy || !isTriable(trial)} onClick={() => void test()}>
          {t(unsaved ? 'bench.saveDo' : 'bench.do')}
        </Button>
        {report && (
          <Button disabled={busy || !isTriable(trial)} onClick={() => void run({ seed: trial.seed + 1 })}>
            <Icon name="retry" />
            {t('bench.again')}
          </Button>
        )}
        {unsaved && <span className={own.note}>{t('bench.unsaved')}</span>}
      </div>
      {problem && <Notice code={problem.code} message={Object.values(problem.fields)[0] ?? problem.message} />}
      <div ref={outcome} aria-busy={busy}>
        {report && <Findings report={report} sent={bench.sent} texts={textsOf(trial)} open={open} />}
      </div>
    </div>
  )
}

/** What was said, in the order in which it was sent. */
function textsOf({ before, text }: Trial): readonly string[] {
  return [...sentOf(before).map((said) => said.text), text]
}

/** Messages that were said before, a few of them, oldest first. */
function Before({ before, set }: { before: readonly Said[]; set: (before: readonly Said[]) => void }) {
  const t = useT()
  const last = before.at(-1)
  const change = (id: number, edit: Partial<Said>) => set(before.map((said) => (said.id === id ? { ...said, ...edit } : said)))
  return (
    <div className={styles.before}>
      {before.length > 0 && <p className={own.label}>{t('bench.before')}</p>}
      {before.map((said, at) => (
        <div key={said.id} className={styles.said}>
          <div className={styles.saidHead}>
            <select className={ui.input} aria-label={t('bench.before.role', { number: at + 1 })} value={said.role} onChange={(event) => change(said.id, { role: event.target.value === 'user' ? 'user' : 'assistant' })}>
              <option value="user">{t('bench.role.user')}</option>
              <option value="assistant">{t('bench.role.assistant')}</option>
            </select>
            <IconButton icon="close" label={t('bench.before.remove', { number: at + 1 })} onClick={() => set(before.filter((one) => one.id !== said.id))} />
          </div>
          <textarea rows={2} className={`${ui.input} ${own.area}`} aria-label={t('bench.before.text', { number: at + 1 })} value={said.text} onChange={(event) => change(said.id, { text: event.target.value })} />
        </div>
      ))}
      {before.length < 200 && (
        <Button size="small" onClick={() => set([...before, { id: (last?.id ?? 0) + 1, role: last?.role === 'user' || !last ? 'assistant' : 'user', text: '' }])}>
          <Icon name="plus" />
          {t('bench.before.add')}
        </Button>
      )}
    </div>
  )
}
