import { useRef, useState } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
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
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const picked = (input: HTMLInputElement) => {
    take(chosen([...(input.files ?? [])]))
    input.value = ''
  }
  return (
    <>
      <section className={own.place} aria-label={t('knowFiles.drop')}>
        <input ref={files} type="file" name="files" accept={[...KINDS, '.zip'].join(',')} multiple hidden onChange={(event) => picked(event.target)} />
        <input ref={folder} type="file" name="folder" multiple hidden onChange={(event) => picked(event.target)} {...{ webkitdirectory: '' }} />
        <div className={own.ways}>
          <Button look="primary" onClick={() => files.current?.click()}>
            <Icon name="file" />
            {t('knowFiles.choose')}
          </Button>
          <Button onClick={() => folder.current?.click()}>{t('knowFiles.folder')}</Button>
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
