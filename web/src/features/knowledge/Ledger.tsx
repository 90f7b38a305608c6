import { useState } from 'react'
import { bytes, time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { webAddress } from '../../ui/webAddress'
import page from '../stories/stories.module.css'
import styles from '../characters/characters.module.css'
import { fileRemoved } from './deeds'
import { SureDialog } from './dialogs'
import { FileDialog } from './FileDialog'
import own from './knowledge.module.css'
import { useLedger, type Only } from './useLedger'
import type { KnownFile } from './wire'
import { passagesWords, whyOf } from './words'

/** Every file that was taken in: whether it is kept, or refused and why. */
export function Ledger({ id }: { id: string }) {
  const t = useT()
  const [only, setOnly] = useState<Only>('all')
  const { items, cursor, state, again, more } = useLedger(id, only)
  const [open, setOpen] = useState<{ file: KnownFile; to: 'read' | 'delete' } | null>(null)
  return (
    <section className={styles.facet} aria-busy={state === 'loading'} data-ledger={state}>
      <div className={own.ledgerHead}>
        <h2>{t('knowFiles.ledger')}</h2>
        <Choices
          label={t('knowFiles.only')}
          value={only}
          options={[
            ['all', t('knowFiles.only.all')],
            ['done', t('knowFiles.only.done')],
            ['failed', t('knowFiles.only.failed')],
          ]}
          choose={setOnly}
        />
      </div>
      {state === 'failed' && (
        <Notice code="OFFLINE" message="" happened={t('knowFiles.failed')}>
          <Button size="small" onClick={again}>
            {t('chat.again')}
          </Button>
        </Notice>
      )}
      {state === 'ready' && items.length === 0 && <p className={page.muted}>{t(only === 'all' ? 'knowFiles.none' : `knowFiles.none.${only}`)}</p>}
      {items.length > 0 && (
        <ul className={own.ledger}>
          {items.map((file) => (
            <FileLine key={file.id} file={file} read={() => setOpen({ file, to: 'read' })} remove={() => setOpen({ file, to: 'delete' })} />
          ))}
        </ul>
      )}
      {cursor !== null && (
        <div className={page.row}>
          <Button onClick={more}>{t('knowledge.more')}</Button>
        </div>
      )}
      {open?.to === 'read' && <FileDialog collection={id} file={open.file} close={() => setOpen(null)} />}
      {open?.to === 'delete' && (
        <SureDialog title={t('knowFiles.delete.title')} label={t('knowFiles.delete.do')} act={() => fileRemoved(id, open.file.name)} close={() => setOpen(null)}>
          {t('knowFiles.delete.sure', { name: open.file.name })}
        </SureDialog>
      )}
    </section>
  )
}

export function FileLine({ file, read, remove }: { file: KnownFile; read: () => void; remove: () => void }) {
  const t = useT()
  const { name, state, passage_count: passages, error, licence } = file
  const address = webAddress(file.url)
  const kept = state === 'done'
  return (
    <li data-file={state}>
      <span className={own.mark}>
        <Icon name={kept ? 'check' : 'warn'} />
      </span>
      <span className={own.fileWords}>
        {kept ? (
          <button type="button" className={own.fileName} title={t('knowFiles.open', { name })} onClick={read}>
            {name}
          </button>
        ) : (
          <span className={own.fileName}>{name}</span>
        )}
        <span className={own.facts}>
          <span className={own.state}>{t(kept ? 'knowFiles.state.kept' : 'knowFiles.state.refused')}</span>
          {kept && <span>{passagesWords(t, passages)}</span>}
          <span>{bytes(file.bytes)}</span>
          <time dateTime={file.updated_at}>{time(file.updated_at)}</time>
          {licence && <span>{t('knowledge.licence', { name: licence })}</span>}
          {address && (
            <a href={address} target="_blank" rel="noopener noreferrer">
              {t('knowledge.out')}
            </a>
          )}
        </span>
        {error && <span className={own.why}>{whyOf(t, error)}</span>}
      </span>
      <IconButton icon="bin" label={t('knowFiles.delete', { name })} large onClick={remove} />
    </li>
  )
}
