import { useState } from 'react'
import { useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Choices } from '../../ui/Field'
import editorStyles from '../characters/editor.module.css'
import page from '../characters/characters.module.css'
import { titleOf } from './entry'
import type { Clash } from './pending'
import type { Entry } from './wire'

interface Props {
  clashes: readonly Clash[]
  busy: boolean
  /** Gives the uids of which the other's words stand; empty for the book itself. */
  decide: (theirs: ReadonlySet<string>) => void
  close: () => void
}

/** What was written here and elsewhere: side by side, to choose from. */
export function ConflictDialog({ clashes, busy, decide, close }: Props) {
  const t = useT()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  return (
    <Dialog title={t('book.conflict')} close={close}>
      <p>{t('book.conflict.lead')}</p>
      {clashes.map((clash) => {
        const key = clash.uid ?? ''
        const name = nameOf(t, clash)
        return (
          <section key={key} className={editorStyles.clash} aria-label={name}>
            <h3>{name}</h3>
            <Choices
              label={name}
              value={theirs.has(key) ? 'theirs' : 'mine'}
              options={[
                ['mine', t('book.conflict.mine')],
                ['theirs', t('book.conflict.theirs')],
              ]}
              choose={(one) => {
                const next = new Set(theirs)
                if (one === 'theirs') next.add(key)
                else next.delete(key)
                setTheirs(next)
              }}
            />
            <p className={page.words}>{wordsOf(t, theirs.has(key) ? clash.theirs : clash.mine)}</p>
          </section>
        )
      })}
      <div className={page.actions}>
        <Button look="primary" disabled={busy} onClick={() => decide(theirs)}>
          {t('book.conflict.do')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </Dialog>
  )
}

function isEntry(value: NonNullable<Clash['mine']>): value is Entry {
  return 'uid' in value
}

function nameOf(t: Translate, { uid, mine, theirs }: Clash): string {
  if (uid === null) return t('book.settings')
  const entry = [mine, theirs].find((one) => one !== null && isEntry(one)) as Entry | undefined
  return (entry && titleOf(entry)) || t('entries.untitled')
}

function wordsOf(t: Translate, value: Clash['mine']): string {
  if (value === null) return t('book.conflict.gone')
  return isEntry(value) ? [value.comment, value.key.join(', '), value.content].filter((part) => part !== '').join('\n') : [value.name, value.description].join('\n')
}
