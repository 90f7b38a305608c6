import { useId, useState, type FormEvent } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import ui from '../../ui/ui.module.css'
import styles from '../characters/characters.module.css'
import { Folded, NumberField } from '../lorebooks/fields'
import { shelfOf } from './deeds'
import own from './knowledge.module.css'
import { bodyOf, faultsOf, MOST_PAGES, wishIn, type Fault, type Wish } from './wiki'
import type { Working } from './work'
import { whyProblem } from './words'

interface Props {
  collection: string
  working: Pick<Working, 'begin' | 'going' | 'problem'>
  close: () => void
}

/** Which wiki is read, and how much of it. */
export function WikiDialog({ collection, working, close }: Props) {
  const t = useT()
  const shelf = `${shelfOf(collection)}.wiki`
  const [wish, setWish] = useState<Wish>(() => wishIn(remembered(shelf)))
  const [some] = useState(wish.titles !== '' || wish.categories !== '')
  const [faults, setFaults] = useState<ReadonlySet<Fault>>(new Set())
  const [tried, setTried] = useState(false)
  const { going, problem, begin } = working
  const set = (change: Partial<Wish>) => setWish((now) => ({ ...now, ...change }))

  async function read(event: FormEvent) {
    event.preventDefault()
    const found = faultsOf(wish)
    setFaults(found)
    if (found.size > 0 || going) return
    setTried(true)
    remember(shelf, JSON.stringify(wish))
    if (await begin(t('wiki.title'), `/api/knowledge/${collection}/crawls`, 'POST', bodyOf(wish))) close()
  }

  return (
    <Dialog title={t('wiki.title')} close={close}>
      <form className={styles.stack} onSubmit={(event) => void read(event)} noValidate>
        <p className={styles.small}>{t('wiki.lead')}</p>
        <div>
          <Field
            label={t('wiki.address')}
            name="address"
            type="url"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={500}
            placeholder="https://"
            hint={t('wiki.address.hint')}
            fault={faults.has('address') ? t('wiki.address.fault') : tried ? problem?.fields.api : undefined}
            value={wish.address}
            onChange={(event) => set({ address: event.target.value })}
          />
        </div>
        <div>
          <NumberField label={t('wiki.most')} name="most" value={wish.most} least={1} most={MOST_PAGES} hint={t('wiki.most.hint')} set={(most) => most !== null && set({ most })} />
        </div>
        <div>
          <Folded title={t('wiki.which')} open={some || faults.has('titles') || faults.has('categories')}>
            <Lines label={t('wiki.titles')} name="titles" hint={t('wiki.titles.hint')} fault={faults.has('titles') ? t('wiki.titles.fault') : undefined} value={wish.titles} set={(titles) => set({ titles })} />
            <Lines label={t('wiki.categories')} name="categories" hint={t('wiki.categories.hint')} fault={faults.has('categories') ? t('wiki.categories.fault') : undefined} value={wish.categories} set={(categories) => set({ categories })} />
          </Folded>
        </div>
        {tried && problem && !problem.fields.api && <Notice code={problem.code} message={problem.message} happened={whyProblem(t, problem)} todo="" />}
        {going && <p role="status">{t('knowWork.busy')}</p>}
        <div className={styles.actions}>
          <Button type="submit" look="primary" disabled={going}>
            {t('wiki.do')}
          </Button>
          <Button onClick={close}>{t('ownKeys.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

interface LinesProps {
  label: string
  name: string
  hint: string
  fault: string | undefined
  value: string
  set: (value: string) => void
}

/** Several of something, one a line. */
function Lines({ label, name, hint, fault, value, set }: LinesProps) {
  const id = useId()
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} name={name} rows={3} className={`${ui.input} ${own.area}`} aria-invalid={fault !== undefined} aria-describedby={`${id}-said`} value={value} onChange={(event) => set(event.target.value)} />
      <p id={`${id}-said`} className={fault ? ui.fault : ui.hint}>
        {fault ?? hint}
      </p>
    </div>
  )
}
