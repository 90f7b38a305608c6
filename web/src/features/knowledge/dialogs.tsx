import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import styles from '../characters/characters.module.css'
import { made, removed, renamed } from './deeds'
import own from './knowledge.module.css'
import type { Collection } from './wire'
import { filesWords, whyProblem } from './words'

/** A name and a description: of a collection that is to be, or of one that is. */
export function NamingDialog({ collection, close }: { collection: Collection | null; close: () => void }) {
  const t = useT()
  const id = useId()
  const [name, setName] = useState(collection?.name ?? '')
  const [description, setDescription] = useState(collection?.description ?? '')
  const { busy, problem, attempt } = useAttempt()
  const usual = collection?.name ?? t('knowledge.new.usual')

  async function keep(event: FormEvent) {
    event.preventDefault()
    const wanted = name.trim() || usual
    const done = await attempt(() => (collection ? renamed(collection, wanted, description.trim()) : made(wanted, description.trim())))
    if (done) close()
  }

  const taken = problem?.code === 'CONFLICT' ? problem.message : problem?.fields.name
  return (
    <Dialog title={t(collection ? 'knowledge.rename' : 'knowledge.new')} close={close}>
      <form className={styles.stack} onSubmit={(event) => void keep(event)} noValidate>
        <div>
          <Field label={t('knowledge.name')} name="name" autoComplete="off" maxLength={200} placeholder={usual} value={name} fault={taken} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className={ui.field}>
          <label htmlFor={id}>{t('knowledge.description')}</label>
          <textarea id={id} name="description" rows={3} maxLength={2000} className={`${ui.input} ${own.area}`} aria-describedby={`${id}-hint`} value={description} onChange={(event) => setDescription(event.target.value)} />
          <p id={`${id}-hint`} className={ui.hint}>
            {t('knowledge.description.hint')}
          </p>
        </div>
        {problem && !taken && <Notice code={problem.code} message={problem.message} />}
        <div className={styles.actions}>
          <Button type="submit" look="primary" disabled={busy}>
            {t(collection ? 'knowledge.rename.do' : 'knowledge.new.do')}
          </Button>
          <Button onClick={close}>{t('ownKeys.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

interface SureProps {
  title: string
  label: string
  children: ReactNode
  act: () => Promise<void>
  close: () => void
}

/** Asks before what cannot be undone. */
export function SureDialog({ title, label, children, act, close }: SureProps) {
  const t = useT()
  const { busy, problem, attempt } = useAttempt()
  return (
    <Dialog title={title} close={close}>
      <p className={own.sure}>{children}</p>
      {problem && <Notice code={problem.code} message={problem.message} happened={whyProblem(t, problem)} todo="" />}
      <div className={styles.actions}>
        <Button look="danger" disabled={busy} data-sure="" onClick={() => void attempt(act).then((done) => done && close())}>
          {label}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </Dialog>
  )
}

export function DeleteDialog({ collection, close, done }: { collection: Collection; close: () => void; done: () => void }) {
  const t = useT()
  const act = async () => {
    await removed(collection)
    done()
  }
  return (
    <SureDialog title={t('knowledge.delete')} label={t('knowledge.delete.do')} act={act} close={close}>
      {t('knowledge.delete.sure', { name: collection.name, files: filesWords(t, collection.file_count) })}
    </SureDialog>
  )
}
