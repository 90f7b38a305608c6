import { useCallback, useEffect, useState } from 'react'
import { Problem } from '../../api/problem'
import type { Source } from '../../api/types'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { webAddress } from '../../ui/webAddress'
import own from './knowledge.module.css'
import { nameOf, passageOf, placeOf } from './passages'
import { PassageText } from './PassageText'
import { collectionAt } from './place'
import type { Passage } from './wire'

type Shown = { passage: Passage; same: boolean } | 'gone' | Problem | null

/** The passage that an answer names: where it stands, what it says, and the page that it is from. */
export default function SourceDialog({ source, close }: { source: Source; close: () => void }) {
  const [shown, setShown] = useState<Shown>(null)
  const ask = useCallback(() => {
    const gone = new AbortController()
    passageOf(source, gone.signal).then(
      (found) => setShown(found ?? 'gone'),
      (fault: unknown) => {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setShown(fault.status === 404 ? 'gone' : fault)
      },
    )
    return () => gone.abort()
  }, [source])
  useEffect(ask, [ask])
  return <SourceShown source={source} shown={shown} again={() => void ask()} close={close} />
}

export function SourceShown({ source, shown, again, close }: { source: Source; shown: Shown; again: () => void; close: () => void }) {
  const t = useT()
  const page = webAddress(source.url)
  return (
    <Dialog title={nameOf(source)} close={close}>
      <div className={own.source} aria-busy={shown === null} data-source="">
        <p className={own.facts}>
          <a {...link(collectionAt(source.collection_id))}>{t('sources.of', { name: source.collection })}</a>
          <span>{placeOf(source)}</span>
          {source.licence && <span>{t('knowledge.licence', { name: source.licence })}</span>}
          {page && (
            <a href={page} target="_blank" rel="noopener noreferrer">
              {t('knowledge.out')}
            </a>
          )}
        </p>
        {shown === 'gone' && <p role="status">{t('sources.gone')}</p>}
        {shown instanceof Problem && (
          <Notice code={shown.code} message={shown.message} happened={t('sources.failed')}>
            <Button size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {shown !== null && shown !== 'gone' && !(shown instanceof Problem) && (
          <>
            {!shown.same && <p className={own.facts}>{t('sources.anew')}</p>}
            <PassageText text={shown.passage.text} question="" />
          </>
        )}
      </div>
    </Dialog>
  )
}
