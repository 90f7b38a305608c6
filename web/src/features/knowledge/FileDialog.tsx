import { useCallback, useEffect, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import own from './knowledge.module.css'
import { passagesAt } from './passages'
import { PassageText } from './PassageText'
import type { KnownFile, Passage } from './wire'

const AT_ONCE = 50

/** What a file says, passage by passage. */
export function FileDialog({ collection, file, close }: { collection: string; file: KnownFile; close: () => void }) {
  const t = useT()
  const [all, setAll] = useState<readonly Passage[]>([])
  const [cursor, setCursor] = useState<string | null>('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const ask = useCallback(
    (from: string) => {
      const gone = new AbortController()
      call<List<Passage>>('GET', passagesAt(collection, file.name, from, AT_ONCE), { signal: gone.signal }).then(
        ({ items, next_cursor: next }) => {
          setAll((now) => (from === '' ? items : [...now, ...items]))
          setCursor(next ?? null)
          setProblem(null)
        },
        (fault: unknown) => {
          if (gone.signal.aborted) return
          if (!(fault instanceof Problem)) throw fault
          setProblem(fault)
        },
      )
      return () => gone.abort()
    },
    [collection, file.name],
  )
  useEffect(() => ask(''), [ask])
  return (
    <Dialog title={file.name} close={close}>
      <ol className={own.passages} aria-busy={cursor === '' && !problem}>
        {all.map((passage) => (
          <li key={passage.id}>
            {passage.title !== '' && <h3>{passage.title}</h3>}
            <PassageText text={passage.text} question="" />
          </li>
        ))}
      </ol>
      {problem && (
        <Notice code={problem.code} message={problem.message}>
          <Button size="small" onClick={() => void ask(cursor ?? '')}>
            {t('chat.again')}
          </Button>
        </Notice>
      )}
      {cursor !== null && cursor !== '' && !problem && <Button onClick={() => void ask(cursor)}>{t('knowledge.more')}</Button>}
    </Dialog>
  )
}
