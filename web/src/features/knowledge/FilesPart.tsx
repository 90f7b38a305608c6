import { useState } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { Icon } from '../../ui/Icon'
import { KINDS, type Gathered } from './arrivals'
import { chosen } from './gather'
import own from './knowledge.module.css'
import { Ledger } from './Ledger'
import { WikiDialog } from './WikiDialog'
import type { Collection } from './wire'
import type { Working } from './work'

interface Props {
  collection: Collection
  take: (all: readonly Gathered[]) => void
  working: Working
}

/** The ways in, and the ledger of what came. */
export function FilesPart({ collection, take, working }: Props) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const picked = (files: readonly File[]) => take(chosen(files))
  return (
    <>
      <section className={own.place} aria-label={t('knowFiles.drop')}>
        <div className={own.ways}>
          <FileButton label={t('knowFiles.choose')} name="files" accept={[...KINDS, '.zip'].join(',')} multiple look="primary" take={picked} />
          <FileButton label={t('knowFiles.folder')} name="folder" multiple folder plain take={picked} />
          <Button data-wiki="" onClick={() => setAsking(true)}>
            <Icon name="globe" />
            {t('knowFiles.wiki')}
          </Button>
        </div>
        <p className={own.facts}>{t('knowFiles.where')}</p>
      </section>
      <Ledger id={collection.id} />
      {asking && <WikiDialog collection={collection.id} working={working} close={() => setAsking(false)} />}
    </>
  )
}
