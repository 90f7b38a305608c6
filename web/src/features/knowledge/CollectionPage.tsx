import { useCallback, useEffect, useRef, useState } from 'react'
import { useAnswer } from '../../api/useCall'
import { NotFound } from '../../app/NotFound'
import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { toast } from '../../ui/toasts'
import { useDrop } from '../../ui/useDrop'
import galleryStyles from '../characters/gallery.module.css'
import styles from '../characters/characters.module.css'
import page from '../stories/stories.module.css'
import { below, isArchive, LARGEST_ARCHIVE, type Gathered } from './arrivals'
import { BatchReport } from './BatchReport'
import { bringingInto } from './bringing'
import { stirred } from './deeds'
import { DeleteDialog, NamingDialog } from './dialogs'
import { FilesPart } from './FilesPart'
import { dropped } from './gather'
import own from './knowledge.module.css'
import { collectionAt, KNOWLEDGE, PARTS, type Part } from './place'
import { TryPart } from './TryPart'
import { UsesPart } from './UsesPart'
import type { Collection } from './wire'
import { factsOf } from './words'
import { useWorking } from './work'
import { WorkReport } from './WorkReport'

/** A collection: what goes into it and what came of that, what would be found in it, and where it is open. */
export function CollectionPage({ id, part }: { id: string; part: Part }) {
  const t = useT()
  const { value, problem, again } = useAnswer<Collection>(`/api/knowledge/${id}`)
  useEffect(() => stirred.subscribe(again), [again])
  useEffect(() => {
    document.title = value?.name ?? t('knowledge.title')
  }, [value?.name, t])
  if (problem?.status === 404 || problem?.status === 422) return <NotFound />
  if (value) return <Shown collection={value} part={part} />
  return (
    <main id="page" className={page.scroll} aria-busy={problem === null}>
      {problem && (
        <div className={styles.frame}>
          <Notice code={problem.code} message={problem.message} happened={t('knowledge.failed')}>
            <Button look="primary" size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        </div>
      )}
    </main>
  )
}

function Shown({ collection, part }: { collection: Collection; part: Part }) {
  const t = useT()
  const { id } = collection
  const bringing = bringingInto(id)
  const batch = useStore(bringing.batch)
  const working = useWorking(id)

  /** Archives are read as tasks, one at a time; everything else is sent file by file. */
  async function take(all: readonly Gathered[]) {
    const plain = all.filter(({ path }) => !isArchive(path))
    const [archive, ...others] = all.filter(({ path }) => isArchive(path))
    if (all.length === 0) toast(t('knowFiles.nothing'))
    if (plain.length > 0) bringing.bring(below(plain))
    if (!archive?.file) return
    if (archive.file.size > LARGEST_ARCHIVE) return toast(t('knowFiles.archive.large', { name: archive.path }))
    if (working.going || others.length > 0) toast(t('knowWork.busy'))
    if (!working.going) await working.begin(archive.path, `/api/knowledge/${id}/folder`, 'PUT', new Blob([archive.file], { type: 'application/zip' }))
  }
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  const over = useDrop(useCallback((files: readonly File[], transfer: DataTransfer | null) => void dropped(transfer, files).then((all) => latest.current(all)), []))

  return (
    <main id="page" className={page.scroll}>
      <div className={styles.frame}>
        <Head collection={collection} />
        <nav className={styles.places} aria-label={t('knowledge.parts', { name: collection.name })}>
          {PARTS.map((one) => (
            <a key={one} {...link(collectionAt(id, one))} aria-current={one === part ? 'page' : undefined}>
              {t(`knowledge.part.${one}`)}
            </a>
          ))}
        </nav>
        <WorkReport working={working} />
        {batch.arrivals.length > 0 && <BatchReport batch={batch} halt={() => bringing.halt()} again={() => bringing.again()} close={() => bringing.clear()} />}
        {part === 'files' && <FilesPart collection={collection} take={(all) => void take(all)} working={working} />}
        {part === 'try' && (
          <section className={styles.facet} aria-label={t('knowledge.part.try')}>
            <p className={styles.small}>{t('knowTry.lead')}</p>
            <TryPart where={{ collections: [id] }} />
          </section>
        )}
        {part === 'uses' && <UsesPart id={id} />}
      </div>
      {over && (
        <div className={galleryStyles.drop} aria-hidden="true">
          <p>
            {t('knowFiles.drop')}
            <small>{t('knowFiles.drop.kinds')}</small>
          </p>
        </div>
      )}
    </main>
  )
}

function Head({ collection }: { collection: Collection }) {
  const t = useT()
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const { name, description } = collection
  return (
    <header className={own.head}>
      <IconButton icon="back" label={t('knowledge.back')} large onClick={() => go(KNOWLEDGE)} />
      <div className={own.headWords}>
        <h1>{name}</h1>
        {description !== '' && <p className={own.description}>{description}</p>}
        <p className={styles.small} data-facts="">
          {factsOf(t, collection)}
        </p>
      </div>
      <Menu
        label={t('knowledge.actions', { name })}
        className={styles.headMenu}
        items={[
          { icon: 'pencil', label: t('knowledge.rename'), choose: () => setOpen('rename') },
          { icon: 'bin', label: t('knowledge.delete'), danger: true, choose: () => setOpen('delete') },
        ]}
      />
      {open === 'rename' && <NamingDialog collection={collection} close={() => setOpen(null)} />}
      {open === 'delete' && <DeleteDialog collection={collection} close={() => setOpen(null)} done={() => go(KNOWLEDGE)} />}
    </header>
  )
}
