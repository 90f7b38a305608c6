import { useEffect, useState } from 'react'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import galleryStyles from '../characters/gallery.module.css'
import styles from '../characters/characters.module.css'
import page from '../stories/stories.module.css'
import { SHELF, stirred } from './deeds'
import { DeleteDialog, NamingDialog } from './dialogs'
import { collectionAt } from './place'
import type { Collection } from './wire'
import { factsOf } from './words'

/** All collections of the account. */
export function CollectionsPage() {
  const t = useT()
  const { value, problem, again } = useAnswer<List<Collection>>(SHELF)
  const [making, setMaking] = useState(false)
  useEffect(() => stirred.subscribe(again), [again])
  useEffect(() => {
    document.title = t('knowledge.title')
  }, [t])
  return (
    <main id="page" className={page.scroll} aria-busy={!value && !problem}>
      <div className={styles.frame}>
        <header className={page.listHead}>
          <h1>{t('knowledge.title')}</h1>
          <div className={`${page.row} ${galleryStyles.headButtons}`}>
            <Button look="primary" onClick={() => setMaking(true)}>
              <Icon name="plus" />
              {t('knowledge.new')}
            </Button>
          </div>
        </header>
        <p className={page.muted}>{t('knowledge.lead')}</p>
        {problem && (
          <Notice code={problem.code} message={problem.message} happened={t('knowledge.failed')}>
            <Button look="primary" size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {value && (
          <>
            <p className={ui.hidden} role="status">
              {value.items.length > 0 ? t('knowledge.count', { count: value.items.length }) : t('knowledge.empty')}
            </p>
            {value.items.length === 0 && <Empty make={() => setMaking(true)} />}
            <ul className={page.cards}>
              {value.items.map((one) => (
                <CollectionCard key={one.id} collection={one} />
              ))}
            </ul>
          </>
        )}
      </div>
      {making && <NamingDialog collection={null} close={() => setMaking(false)} />}
    </main>
  )
}

export function CollectionCard({ collection }: { collection: Collection }) {
  const t = useT()
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  return (
    <li className={page.card} data-collection={collection.id}>
      <a {...link(collectionAt(collection.id))} className={page.cardLink}>
        <strong>{collection.name}</strong>
        {collection.description !== '' && <span className={page.excerpt}>{collection.description}</span>}
        <span className={page.facts}>{factsOf(t, collection)}</span>
      </a>
      <Menu
        label={t('knowledge.actions', { name: collection.name })}
        className={page.cardMenu}
        items={[
          { icon: 'pencil', label: t('knowledge.rename'), choose: () => setOpen('rename') },
          { icon: 'bin', label: t('knowledge.delete'), danger: true, choose: () => setOpen('delete') },
        ]}
      />
      {open === 'rename' && <NamingDialog collection={collection} close={() => setOpen(null)} />}
      {open === 'delete' && <DeleteDialog collection={collection} close={() => setOpen(null)} done={() => {}} />}
    </li>
  )
}

export function Empty({ make }: { make: () => void }) {
  const t = useT()
  return (
    <div className={page.empty}>
      <Hearth />
      <p>{t('knowledge.empty')}</p>
      <p className={page.muted}>{t('knowledge.empty.lead')}</p>
      <Button look="primary" onClick={make}>
        {t('knowledge.new')}
      </Button>
    </div>
  )
}
