import { useEffect, useId, useRef, useState, type DragEvent, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { go } from '../../app/router'
import { count } from '../../i18n/format'
import { useLanguage, useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { Choices, Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { models } from '../chat/models'
import { newRequestId } from '../chat/path'
import { LANGUAGES, ownName } from '../stories/languages'
import page from '../stories/stories.module.css'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { shelfOf } from './deeds'
import { Namesakes } from './Namesakes'
import { CHARACTERS, makingOf, pageOf } from './place'
import { decoded, isBinary, isPage, lengthOf, LONGEST, plain } from './reading'
import { watchTask } from './task'
import type { Namesake, Started } from './wire'
import { bodyOf, ENCYCLOPEDIAS, faultsOf, freshWish, ORIGINS, wishIn, type Encyclopedia, type Wish } from './wish'

const LONGEST_BLANK = 10_000

/** What somebody fills in to have a character made; it stays in this browser until the character is there. */
export function NewPage() {
  const t = useT()
  const language = useLanguage()
  const [wish, setWish] = useState<Wish>(() => wishIn(remembered(shelfOf('wish')), freshWish(language)))
  const [asking, setAsking] = useState(false)
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt, clear } = useAttempt()
  const request = useRef(newRequestId())
  useEffect(() => {
    document.title = t('making.new')
  }, [t])

  function set(change: Partial<Wish>) {
    const next = { ...wish, choice: null, ...change }
    setWish(next)
    request.current = newRequestId()
    clear()
    remember(shelfOf('wish'), JSON.stringify(next))
  }

  async function make(choice: Namesake | null) {
    const next = { ...wish, choice }
    remember(shelfOf('wish'), JSON.stringify(next))
    await attempt(async () => {
      // The same request once more makes nobody a second time.
      const { task_id, character_id } = await call<Started>('POST', '/api/characters', { body: { ...bodyOf(next), client_request_id: request.current } })
      request.current = newRequestId()
      if (wish.origin !== 'blank') return go(makingOf(task_id))
      // An empty sheet is there at once, and there is nothing to see of its making.
      await watchTask(task_id, { report: () => {}, connection: () => {}, gone: () => {} }, AbortSignal.timeout(LONGEST_BLANK))
      remember(shelfOf('wish'), null)
      go(pageOf(character_id, 'edit'))
    })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const faults = Object.keys(faultsOf(wish))
    if (faults.length > 0) return document.querySelector<HTMLElement>(`form [name="${faults[0]}"]`)?.focus()
    if (wish.origin === 'encyclopedia') setAsking(true)
    else void make(null)
  }

  return (
    <main id="page" className={page.scroll}>
      <div className={page.frame}>
        <header className={page.formHead}>
          <IconButton icon="back" label={asking ? t('making.back') : t('character.back')} large onClick={() => (asking ? setAsking(false) : go(CHARACTERS))} />
          <h1>{asking ? t('making.namesakes') : t('making.new')}</h1>
        </header>
        {asking ? (
          <Namesakes
            wish={wish}
            busy={busy}
            choose={(choice) => void make(choice)}
            back={() => setAsking(false)}
            paste={() => {
              set({ origin: 'text' })
              setAsking(false)
            }}
          />
        ) : (
          <WishForm wish={wish} set={set} tried={tried} busy={busy} fields={problem?.fields ?? {}} submit={submit} />
        )}
        {problem && Object.keys(problem.fields).length === 0 && (
          <Notice code={problem.code} message={problem.message} kept={t('making.kept')} trace={problem.status === 500 ? problem.trace : null} />
        )}
      </div>
    </main>
  )
}

interface FormProps {
  wish: Wish
  set: (change: Partial<Wish>) => void
  tried: boolean
  busy: boolean
  fields: Readonly<Record<string, string>>
  submit: (event: FormEvent) => void
}

export function WishForm({ wish, set, tried, busy, fields, submit }: FormProps) {
  const t = useT()
  const id = useId()
  const { items } = useStore(models)
  const faults = tried ? faultsOf(wish) : {}
  const languages = [...new Set([...LANGUAGES, wish.language])]
  const nameFault = faults.name === 'long' ? t('making.name.long') : faults.name ? t('field.needed') : fields.role
  return (
    <form className={page.wishes} onSubmit={submit} noValidate>
      <p className={page.muted}>{t('making.lead')}</p>
      <Field label={t('making.name')} name="name" autoComplete="off" placeholder={t('making.name.like')} value={wish.name} fault={nameFault} onChange={(event) => set({ name: event.target.value })} />
      <div className={styles.stack}>
        <span className={styles.label}>{t('making.from')}</span>
        <Choices label={t('making.from')} value={wish.origin} options={ORIGINS.map((one) => [one, t(`making.from.${one}`)] as const)} choose={(origin) => set({ origin })} />
      </div>
      {wish.origin === 'encyclopedia' && (
        <div className={ui.field}>
          <label htmlFor={`${id}-source`}>{t('making.encyclopedia')}</label>
          <select id={`${id}-source`} name="source" className={ui.input} value={wish.encyclopedia} onChange={(event) => set({ encyclopedia: event.target.value as Encyclopedia })}>
            {ENCYCLOPEDIAS.map((one) => (
              <option key={one} value={one}>
                {t(`source.${one}`)}
              </option>
            ))}
          </select>
        </div>
      )}
      {wish.origin === 'encyclopedia' && wish.encyclopedia === 'mediawiki' && (
        <Field label={t('making.wiki')} name="wiki" type="url" inputMode="url" autoComplete="off" hint={t('making.wiki.hint')} value={wish.wiki} fault={faults.wiki ? t('making.address') : fields.url} onChange={(event) => set({ wiki: event.target.value })} />
      )}
      {wish.origin === 'url' && (
        <Field label={t('making.url')} name="url" type="url" inputMode="url" autoComplete="off" placeholder="https://" value={wish.url} fault={faults.url ? t('making.address') : fields.url} onChange={(event) => set({ url: event.target.value })} />
      )}
      {wish.origin === 'text' && <TextField wish={wish} set={set} fault={faults.text ? t('making.text.needed') : fields.text} />}
      {wish.origin === 'blank' && <p className={page.muted}>{t('making.from.blank.lead')}</p>}
      <div className={page.pair}>
        <div className={ui.field}>
          <label htmlFor={`${id}-language`}>{t('making.language')}</label>
          <select id={`${id}-language`} name="language" className={ui.input} value={wish.language} onChange={(event) => set({ language: event.target.value })}>
            {languages.map((one) => (
              <option key={one} value={one}>
                {ownName(one)}
              </option>
            ))}
          </select>
        </div>
        {wish.origin !== 'blank' && (
          <div className={ui.field}>
            <label htmlFor={`${id}-model`}>{t('making.model')}</label>
            <select id={`${id}-model`} name="model" className={ui.input} value={wish.model ?? ''} onChange={(event) => set({ model: event.target.value || null })}>
              <option value="">{t('making.model.own')}</option>
              {items.map((model) => (
                <option key={model.id} value={model.id}>
                  {model.id}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      {wish.origin !== 'blank' && (
        <div className={styles.stack}>
          <span className={styles.label}>{t('making.detail')}</span>
          <Choices
            label={t('making.detail')}
            value={wish.detail}
            options={[
              ['concise', t('making.detail.concise')],
              ['detailed', t('making.detail.detailed')],
            ]}
            choose={(detail) => set({ detail })}
          />
        </div>
      )}
      <Button type="submit" look="primary" className={page.big} disabled={busy}>
        {t(wish.origin === 'encyclopedia' ? 'making.next' : 'making.do')}
      </Button>
    </form>
  )
}

const LARGEST = 4 * 1024 * 1024

/** A text that is pasted, dropped or read from a file. What a file says is text here, whatever it was elsewhere. */
function TextField({ wish, set, fault }: { wish: Wish; set: (change: Partial<Wish>) => void; fault: string | undefined }) {
  const t = useT()
  const id = useId()
  const [said, setSaid] = useState('')
  const [odd, setOdd] = useState('')
  const length = lengthOf(wish.text)

  async function read(chosen: File | undefined) {
    if (!chosen) return
    setSaid('')
    if (chosen.size > LARGEST) return setOdd(t('making.file.large'))
    const text = decoded(new Uint8Array(await chosen.arrayBuffer()))
    if (isBinary(text)) return setOdd(t('making.file.odd'))
    setOdd('')
    setSaid(t('making.file.taken', { name: chosen.name }))
    set({ text: isPage(chosen.name, text) ? plain(text) : text.trim() })
  }

  function drop(event: DragEvent) {
    const dropped = event.dataTransfer.files[0]
    if (!dropped) return
    event.preventDefault()
    void read(dropped)
  }

  const wrong = odd || fault
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{t('making.text')}</label>
      <textarea
        id={id}
        name="text"
        rows={9}
        className={`${ui.input} ${page.area}`}
        value={wish.text}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-said`}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        onChange={(event) => set({ text: event.target.value })}
      />
      <div id={`${id}-said`} className={makingStyles.under}>
        {wrong ? <p className={ui.fault}>{wrong}</p> : <p className={ui.hint}>{t('making.text.hint')}</p>}
        <p className={ui.hint}>{t('making.text.count', { count: count(length), most: count(LONGEST) })}</p>
        {length > LONGEST && <p className={styles.warned}>{t('making.text.long', { most: count(LONGEST) })}</p>}
      </div>
      <p className={ui.hint} role="status">
        {said}
      </p>
      <div className={styles.actions}>
        <FileButton label={t('making.file')} name="file" accept=".txt,.md,.markdown,.html,.htm,.xhtml,text/*" plain size="small" take={([chosen]) => void read(chosen)} />
      </div>
    </div>
  )
}
