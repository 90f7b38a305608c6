import { useEffect, useId, useState } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { loadModels, models } from '../chat/models'
import styles from './stories.module.css'
import replay from './replay.module.css'
import type { Difference, Replayed, Story } from './wire'

/** The same choices once more, and what came out otherwise. */
export function ReplayDialog({ story, close }: { story: Story; close: () => void }) {
  const t = useT()
  const id = useId()
  const { items } = useStore(models)
  const [model, setModel] = useState('')
  const [replayed, setReplayed] = useState<Replayed | null>(null)
  const { busy, problem, attempt } = useAttempt()
  useEffect(() => {
    if (models.get().items.length === 0) void loadModels()
  }, [])

  function run() {
    setReplayed(null)
    void attempt(async () => setReplayed(await call<Replayed>('POST', `/api/stories/${story.id}/replay`, { body: model === '' ? {} : { model } })))
  }

  return (
    <Dialog title={t('story.replay')} close={close}>
      <p className={styles.muted}>{t('story.replay.lead')}</p>
      <div className={ui.field}>
        <label htmlFor={id}>{t('story.replay.by')}</label>
        <select id={id} name="model" className={ui.input} value={model} onChange={(event) => setModel(event.target.value)}>
          <option value="">{t('story.replay.recorded')}</option>
          {items.map((one) => (
            <option key={one.id} value={one.id}>
              {one.id}
            </option>
          ))}
        </select>
        {model !== '' && <p className={ui.hint}>{t('story.replay.cost')}</p>}
      </div>
      <Button look="primary" disabled={busy} onClick={run}>
        {busy ? t('story.replay.doing', { count: story.event_number }) : t('story.replay.do')}
      </Button>
      {problem && <Notice code={problem.code} message={problem.message} trace={problem.trace} />}
      {replayed && <Result replayed={replayed} close={close} />}
    </Dialog>
  )
}

function Result({ replayed: { story_id, events, whole, differences }, close }: { replayed: Replayed; close: () => void }) {
  const t = useT()
  return (
    <section className={styles.stack} aria-live="polite" data-replayed={differences.length}>
      <p>{differences.length === 0 ? t('story.replay.same', { count: events }) : t('story.replay.differs', { count: events, differences: differences.length })}</p>
      {!whole && <p>{t('story.replay.partly')}</p>}
      {story_id !== null && (
        <p>
          <a {...link(`/stories/${story_id}`)} onClickCapture={close}>
            {t('story.replay.open')}
          </a>
        </p>
      )}
      <ul className={replay.differences}>
        {differences.map((difference) => (
          <DifferenceView key={`${difference.event_number}${difference.field}`} difference={difference} />
        ))}
      </ul>
    </section>
  )
}

function DifferenceView({ difference: { event_number, field, recorded, replayed } }: { difference: Difference }) {
  const t = useT()
  return (
    <li>
      <p className={replay.where}>
        {t('story.replay.event', { number: event_number })} <code>{field}</code>
      </p>
      <dl>
        <dt>{t('story.replay.was')}</dt>
        <dd className={replay.was}>{said(recorded) ?? t('story.replay.nothing')}</dd>
        <dt>{t('story.replay.is')}</dt>
        <dd>{said(replayed) ?? t('story.replay.nothing')}</dd>
      </dl>
    </li>
  )
}

function said(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
