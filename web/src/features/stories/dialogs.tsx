import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from './stories.module.css'
import type { Story } from './wire'

export function RenameDialog({ story, close, done }: { story: Story; close: () => void; done: (story: Story) => void }) {
  const t = useT()
  const [title, setTitle] = useState(story.title)
  const { busy, problem, attempt } = useAttempt()

  async function save(event: FormEvent) {
    event.preventDefault()
    const wanted = title.trim()
    if (wanted === '') return
    // What the person typed stands, whatever happened in the story meanwhile: no version is told.
    if (await attempt(async () => done(await call<Story>('PATCH', `/api/stories/${story.id}`, { body: { title: wanted } })))) close()
  }

  return (
    <Dialog title={t('story.rename')} close={close}>
      <form className={styles.stack} onSubmit={(event) => void save(event)} noValidate>
        <Field label={t('story.renameTo')} name="title" autoComplete="off" maxLength={200} value={title} fault={problem?.fields.title} onChange={(event) => setTitle(event.target.value)} />
        {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
        <div className={styles.row}>
          <Button type="submit" look="primary" disabled={busy || title.trim() === ''}>
            {t('story.rename.do')}
          </Button>
          <Button onClick={close}>{t('story.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Asked about, because nothing brings it back. */
export function DeleteDialog({ story, close, done }: { story: Story; close: () => void; done: () => void }) {
  const t = useT()
  const title = story.title || t('stories.untitled')
  const { busy, problem, attempt } = useAttempt()

  async function remove() {
    const gone = await attempt(async () => {
      try {
        await call('DELETE', `/api/stories/${story.id}`)
      } catch (fault) {
        // Deleted elsewhere already: that is what was wished.
        if (!(fault instanceof Problem) || fault.status !== 404) throw fault
      }
    })
    if (!gone) return
    close()
    toast(t('story.deleted', { title }))
    done()
  }

  return (
    <Dialog title={t('story.delete.title')} close={close}>
      <p>{t('story.delete.lead', { title })}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.row}>
        <Button look="danger" disabled={busy} onClick={() => void remove()}>
          {t('story.delete.do')}
        </Button>
        <Button onClick={close}>{t('story.cancel')}</Button>
      </div>
    </Dialog>
  )
}
