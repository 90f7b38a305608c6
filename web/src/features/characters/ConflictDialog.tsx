import { useState } from 'react'
import { hasKey, useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Dialog } from '../../ui/Dialog'
import editorStyles from './editor.module.css'
import styles from './characters.module.css'
import type { Clash } from './sheet'

interface Props {
  clashes: readonly Clash[]
  busy: boolean
  /** Gives the fields in which the other's words stand. */
  decide: (theirs: ReadonlySet<string>) => void
  close: () => void
}

/** Fields that were written here and elsewhere: side by side, to choose from. */
export function ConflictDialog({ clashes, busy, decide, close }: Props) {
  const t = useT()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  return (
    <Dialog title={t('editor.conflict')} close={close}>
      <p>{t('editor.conflict.lead')}</p>
      {clashes.map(({ key, mine, theirs: other }) => {
        const name = nameOf(t, key)
        return (
          <section key={key} className={editorStyles.clash} aria-label={name}>
            <h3>{name}</h3>
            <Choices
              label={name}
              value={theirs.has(key) ? 'theirs' : 'mine'}
              options={[
                ['mine', t('editor.conflict.mine')],
                ['theirs', t('editor.conflict.theirs')],
              ]}
              choose={(one) => {
                const next = new Set(theirs)
                if (one === 'theirs') next.add(key)
                else next.delete(key)
                setTheirs(next)
              }}
            />
            <p className={styles.words}>{wordsOf(theirs.has(key) ? other : mine) || t('editor.conflict.empty')}</p>
          </section>
        )
      })}
      <div className={styles.actions}>
        <Button look="primary" disabled={busy} onClick={() => decide(theirs)}>
          {t('editor.conflict.do')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </Dialog>
  )
}

function nameOf(t: Translate, key: string): string {
  for (const at of [`field.${key}`, `card.${key}`]) if (hasKey(at)) return t(at)
  return key
}

function wordsOf(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join('\n')
}
