import { useEffect, useState, type FormEvent } from 'react'
import type { List } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { link } from '../../app/router'
import { sentences, time } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Hearth } from '../../ui/Hearth'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import galleryStyles from '../characters/gallery.module.css'
import styles from '../characters/characters.module.css'
import page from '../stories/stories.module.css'
import { made, removed, save, stirred } from './deeds'
import { ImportButton, ImportReport, useImport } from './Importing'
import { bookOf } from './place'
import type { LorebookCard } from './wire'

/** As many as one may have. */
export const SHELF = '/api/lorebooks?limit=200'

/** All lorebooks of the account; files can be dropped anywhere on it. */
export function BooksPage() {
  const t = useT()
  const { value, problem, again } = useAnswer<List<LorebookCard>>(SHELF)
  const [query, setQuery] = useState('')
  const [making, setMaking] = useState(false)
  const coming = useImport()
  useEffect(() => stirred.subscribe(again), [again])
  useEffect(() => {
    document.title = t('lore.title')
  }, [t])
  const wanted = query.trim().toLocaleLowerCase()
  const shown = value?.items.filter(({ name, description }) => `${name}\n${description}`.toLocaleLowerCase().includes(wanted))
  return (
    <main id="page" className={page.scroll} aria-busy={!value && !problem}>
      <div className={styles.frame}>
        <header className={page.listHead}>
          <h1>{t('lore.title')}</h1>
          <div className={`${page.row} ${galleryStyles.headButtons}`}>
            <ImportButton take={coming.take} />
            <Button look="primary" onClick={() => setMaking(true)}>
              <Icon name="plus" />
              {t('lore.new')}
            </Button>
          </div>
        </header>
        <p className={page.muted}>{t('lore.lead')}</p>
        {value && value.items.length > 0 && (
          <div className={galleryStyles.search}>
            <Icon name="search" />
            <input type="search" name="q" className={ui.input} aria-label={t('lore.search')} placeholder={t('lore.search')} autoComplete="off" maxLength={100} value={query} onChange={(event) => setQuery(event.target.value)} />
          </div>
        )}
        {problem && (
          <Notice code={problem.code} message={problem.message} happened={t('lore.failed')}>
            <Button look="primary" size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {value && shown && (
          <>
            <p className={ui.hidden} role="status">
              {shown.length > 0 ? t('lore.count', { count: shown.length }) : t(wanted === '' ? 'lore.empty' : 'lore.none')}
            </p>
            {value.items.length === 0 && <Empty make={() => setMaking(true)} />}
            {value.items.length > 0 && shown.length === 0 && (
              <div className={page.empty}>
                <p>{t('lore.none')}</p>
                <Button onClick={() => setQuery('')}>{t('lore.none.do')}</Button>
              </div>
            )}
            <ul className={page.cards}>
              {shown.map((card) => (
                <BookCard key={card.id} card={card} />
              ))}
            </ul>
          </>
        )}
      </div>
      {coming.over && (
        <div className={galleryStyles.drop} aria-hidden="true">
          <p>
            {t('lore.drop')}
            <small>{t('lore.drop.kinds')}</small>
          </p>
        </div>
      )}
      {coming.arrivals.length > 0 && <ImportReport arrivals={coming.arrivals} close={coming.close} />}
      {making && <NewBook close={() => setMaking(false)} />}
    </main>
  )
}

export function factsOf(t: Translate, { entry_count: entries, use_count: uses, updated_at: changed }: LorebookCard): string {
  return [
    entries === 1 ? t('lore.entries.one') : t('lore.entries', { count: entries }),
    uses === 0 ? t('lore.uses.none') : uses === 1 ? t('lore.uses.one') : t('lore.uses', { count: uses }),
    t('lore.changed', { time: time(changed) }),
  ].join(' · ')
}

export function BookCard({ card }: { card: LorebookCard }) {
  const t = useT()
  return (
    <li className={page.card}>
      <a {...link(bookOf(card.id))} className={page.cardLink}>
        <strong>{card.name}</strong>
        {card.description !== '' && <span className={page.excerpt}>{card.description}</span>}
        <span className={page.facts}>{factsOf(t, card)}</span>
      </a>
      <Menu
        label={t('lore.actions', { name: card.name })}
        className={page.cardMenu}
        items={[
          { icon: 'file', label: t('lore.export.sillytavern'), choose: () => save(card, 'sillytavern') },
          { icon: 'file', label: t('lore.export.v3'), choose: () => save(card, 'v3') },
          { icon: 'bin', label: t('list.delete'), danger: true, choose: () => void removed(card) },
        ]}
      />
    </li>
  )
}

export function Empty({ make }: { make: () => void }) {
  const t = useT()
  return (
    <div className={page.empty}>
      <Hearth />
      <p>{t('lore.empty')}</p>
      <p className={page.muted}>{t('lore.empty.lead')}</p>
      <Button look="primary" onClick={make}>
        {t('lore.new')}
      </Button>
    </div>
  )
}

function NewBook({ close }: { close: () => void }) {
  const t = useT()
  const [name, setName] = useState('')
  const { busy, problem, attempt } = useAttempt()

  async function make(event: FormEvent) {
    event.preventDefault()
    await attempt(() => made(name.trim() || t('lore.new.usual')))
  }

  return (
    <Dialog title={t('lore.new')} close={close}>
      <form className={styles.stack} onSubmit={(event) => void make(event)} noValidate>
        <Field label={t('lore.new.name')} name="name" autoComplete="off" maxLength={200} placeholder={t('lore.new.usual')} value={name} fault={problem?.fields.name} onChange={(event) => setName(event.target.value)} />
        {problem && !problem.fields.name && <Notice code={problem.code} message={sentences(problem.message)} />}
        <div className={styles.actions}>
          <Button type="submit" look="primary" disabled={busy}>
            {t('lore.new.do')}
          </Button>
          <Button onClick={close}>{t('ownKeys.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
