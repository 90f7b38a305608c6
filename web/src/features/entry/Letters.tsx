import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import type { List } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { looksLikeAddress } from '../door/form'
import styles from '../settings/settings.module.css'
import { LETTERS, MAIL_TRIAL, type Letter } from './wire'

/** The post: letters that did not arrive by themselves, with what the mail server said, and a way to try it. */
export function Letters({ mail }: { mail: boolean }) {
  const t = useT()
  const list = useAnswer<List<Letter>>(LETTERS)
  const [open, setOpen] = useState<Letter | null>(null)
  const { busy, problem, attempt } = useAttempt()
  const items = list.value?.items ?? []
  const refused = problem ?? list.problem

  async function act(how: () => Promise<void>, said: string) {
    if (await attempt(how)) toast(said)
    list.again()
  }

  const again = (letter: Letter) => void act(() => call('POST', `${LETTERS}/${letter.id}/retry`, { body: {} }), t('letters.retried'))
  const discard = (letter: Letter) => void act(() => call('DELETE', `${LETTERS}/${letter.id}`), t('letters.discarded'))
  const read = (letter: Letter) => void attempt(async () => setOpen(await call<Letter>('GET', `${LETTERS}/${letter.id}`)))

  return (
    <section aria-labelledby="settings-letters">
      <h2 id="settings-letters">{t('letters.title')}</h2>
      <p className={styles.muted}>{t(mail ? 'letters.lead' : 'letters.lead.noMail')}</p>
      {refused && <Notice code={refused.code} message={refused.message} />}
      {list.value && items.length === 0 && <p>{t('letters.none')}</p>}
      {items.length > 0 && (
        <ul className={styles.keys}>
          {items.map((letter) => (
            <li key={letter.id}>
              <div className={styles.keyLine}>
                <span className={styles.keyName}>{letter.address}</span>
                <span className={styles.muted}>
                  {[t(`letters.${letter.purpose}`), time(letter.created_at)].join(t('list.comma'))}
                </span>
                <span className={styles.keyActions}>
                  <Button size="small" disabled={busy} aria-label={t('letters.read.one', { address: letter.address })} onClick={() => read(letter)}>
                    {t('letters.read')}
                  </Button>
                  {mail && (
                    <Button size="small" disabled={busy} aria-label={t('letters.retry.one', { address: letter.address })} onClick={() => again(letter)}>
                      {t('letters.retry')}
                    </Button>
                  )}
                  <Button size="small" look="quiet" disabled={busy} aria-label={t('letters.discard.one', { address: letter.address })} onClick={() => discard(letter)}>
                    {t('letters.discard')}
                  </Button>
                </span>
              </div>
              <p className={styles.facts}>
                {t(`letters.${letter.state}`)} {letter.reason}
              </p>
            </li>
          ))}
        </ul>
      )}
      {mail && <Trial />}
      {open && (
        <Dialog title={open.subject ?? open.address} close={() => setOpen(null)}>
          <p className={styles.muted}>{t('letters.to', { address: open.address })}</p>
          <pre className={styles.letter}>{open.text}</pre>
          <CopyButton text={open.text ?? ''} label={t('letters.copy')} />
        </Dialog>
      )}
    </section>
  )
}

/** Sends a letter now and tells what the mail server said to it. */
function Trial() {
  const t = useT()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [said, setSaid] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const odd = !looksLikeAddress(email.trim())

  async function send(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    setSaid('')
    if (odd) return
    await attempt(async () => setSaid((await call<{ message: string }>('POST', MAIL_TRIAL, { body: { email: email.trim() } })).message))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void send(event)} noValidate>
      <Field label={t('letters.try.to')} name="try" type="email" autoComplete="email" value={email} fault={tried && odd ? t('field.email.odd') : problem?.fields.email} onChange={(event) => setEmail(event.target.value)} />
      <Button type="submit" disabled={busy}>
        {t('letters.try')}
      </Button>
      <p role="status">{said}</p>
      {problem && !problem.fields.email && <Notice code={problem.code} message={problem.message} />}
    </form>
  )
}
