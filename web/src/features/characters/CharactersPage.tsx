import { useEffect, useId, useState } from 'react'
import { useAnswer } from '../../api/useCall'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Hearth } from '../../ui/Hearth'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import page from '../stories/stories.module.css'
import galleryStyles from './gallery.module.css'
import styles from './characters.module.css'
import { CharacterTile } from './CharacterTile'
import { stirred } from './deeds'
import { ALL, useListing, type Listing, type Wanted } from './list'
import { ImportButton, ImportReport, useImport } from './Importing'
import { NEW_CHARACTER } from './place'
import type { TagCount } from './wire'

const TAGS = 24

/** All characters of the account, and those that others made public; cards can be dropped anywhere on it. */
export function CharactersPage() {
  const t = useT()
  const [wanted, setWanted] = useState<Wanted>(ALL)
  const listing = useListing(wanted)
  const { value: tags, again: tagsAgain } = useAnswer<{ items: TagCount[] }>(`/api/characters/tags?scope=${wanted.scope}`)
  const coming = useImport(() => {
    listing.again()
    tagsAgain()
  })
  useEffect(() => stirred.subscribe(tagsAgain), [tagsAgain])
  useEffect(() => {
    document.title = t('characters.title')
  }, [t])
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change })

  return (
    <main id="page" className={page.scroll}>
      <div className={styles.frame}>
        <header className={page.listHead}>
          <h1>{t('characters.title')}</h1>
          <div className={`${page.row} ${galleryStyles.headButtons}`}>
            <Button look="quiet" onClick={() => go('/lorebooks')}>{t('lore.title')}</Button>
            <Button look="quiet" onClick={() => go('/knowledge')}>{t('knowledge.title')}</Button>
            <ImportButton take={coming.take} />
            <Button look="primary" onClick={() => go(NEW_CHARACTER)}>
              <Icon name="plus" />
              {t('characters.new')}
            </Button>
          </div>
        </header>
        <Sieve wanted={wanted} set={set} tags={tags?.items ?? []} />
        <Shown listing={listing} wanted={wanted} set={set} />
      </div>
      {coming.over && (
        <div className={galleryStyles.drop} aria-hidden="true">
          <p>
            {t('characters.drop')}
            <small>{t('characters.drop.kinds')}</small>
          </p>
        </div>
      )}
      {coming.arrivals.length > 0 && <ImportReport arrivals={coming.arrivals} again={coming.again} close={coming.close} />}
    </main>
  )
}

interface SieveProps {
  wanted: Wanted
  set: (change: Partial<Wanted>) => void
  tags: readonly TagCount[]
}

function Sieve({ wanted, set, tags }: SieveProps) {
  const t = useT()
  const id = useId()
  return (
    <div className={galleryStyles.sieve}>
      <Choices
        label={t('characters.scope')}
        value={wanted.scope}
        options={[
          ['own', t('characters.own')],
          ['public', t('characters.public')],
        ]}
        choose={(scope) => set({ scope, tag: '' })}
      />
      <label className={galleryStyles.sort} htmlFor={id}>
        <span className={ui.hidden}>{t('characters.sort')}</span>
        <select id={id} name="sort" className={ui.input} value={wanted.sort} onChange={(event) => set({ sort: event.target.value === 'name' ? 'name' : 'updated' })}>
          <option value="updated">{t('characters.sort.updated')}</option>
          <option value="name">{t('characters.sort.name')}</option>
        </select>
      </label>
      <div className={galleryStyles.search}>
        <Icon name="search" />
        <input type="search" name="q" className={ui.input} aria-label={t('characters.search')} placeholder={t('characters.search')} autoComplete="off" maxLength={100} value={wanted.q} onChange={(event) => set({ q: event.target.value })} />
      </div>
      {tags.length > 0 && (
        <fieldset className={galleryStyles.tagSieve} aria-label={t('characters.tags')}>
          {[{ tag: '', count: 0 }, ...tags.slice(0, TAGS)].map(({ tag, count }) => (
            <button key={tag} type="button" className={galleryStyles.tagButton} aria-pressed={wanted.tag === tag} onClick={() => set({ tag })}>
              {tag === '' ? t('characters.tag.all') : tag}
              {tag !== '' && <small>{count}</small>}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}

function Shown({ listing, wanted, set }: { listing: Listing; wanted: Wanted; set: (change: Partial<Wanted>) => void }) {
  const t = useT()
  const { items, state, cursor } = listing
  const sieved = wanted.q.trim() !== '' || wanted.tag !== ''
  if (state === 'failed' && items.length === 0) {
    return (
      <Notice code="OFFLINE" message="" todo={t('characters.failed')}>
        <Button look="primary" size="small" onClick={listing.again}>
          {t('chat.again')}
        </Button>
      </Notice>
    )
  }
  if (state === 'loading') return <div className={galleryStyles.grid} aria-busy="true" />
  return (
    <>
      <p className={ui.hidden} role="status">
        {items.length > 0 ? t('characters.count', { count: items.length }) : t(sieved ? 'characters.none' : 'characters.empty')}
      </p>
      {items.length === 0 && (sieved ? <NoneFit clear={() => set({ q: '', tag: '' })} /> : <Empty scope={wanted.scope} />)}
      {items.length > 0 && (
        <ul className={galleryStyles.grid}>
          {items.map((card) => (
            <CharacterTile key={card.id} card={card} />
          ))}
        </ul>
      )}
      {state === 'failed' && <p role="alert">{t('characters.failed')}</p>}
      {cursor !== null && (
        <div className={page.row}>
          <Button onClick={listing.more}>{t('characters.more')}</Button>
        </div>
      )}
    </>
  )
}

function NoneFit({ clear }: { clear: () => void }) {
  const t = useT()
  return (
    <div className={page.empty}>
      <p>{t('characters.none')}</p>
      <Button onClick={clear}>{t('characters.none.do')}</Button>
    </div>
  )
}

export function Empty({ scope }: { scope: Wanted['scope'] }) {
  const t = useT()
  return (
    <div className={page.empty}>
      <Hearth />
      <p>{t(scope === 'own' ? 'characters.empty' : 'characters.public.empty')}</p>
      <p className={page.muted}>{t(scope === 'own' ? 'characters.empty.lead' : 'characters.public.empty.lead')}</p>
      {scope === 'own' && (
        <Button look="primary" onClick={() => go(NEW_CHARACTER)}>
          {t('characters.new')}
        </Button>
      )}
    </div>
  )
}
