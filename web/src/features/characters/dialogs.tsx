import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Choices, Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from './characters.module.css'
import { save, type Format, type Spec } from './deeds'
import type { Character } from './wire'

type Named = Pick<Character, 'id' | 'name' | 'version'>

export function RenameDialog({ character, close, done }: { character: Named; close: () => void; done: (character: Character) => void }) {
  const t = useT()
  const [name, setName] = useState(character.name)
  const { busy, problem, attempt } = useAttempt()
  const wanted = name.trim()
  const letters = [...wanted].length

  async function rename(event: FormEvent) {
    event.preventDefault()
    if (letters === 0 || letters > 64) return
    const change = (version: number) => call<Character>('PATCH', `/api/characters/${character.id}`, { body: { name: wanted, version } })
    const renamed = await attempt(async () => {
      try {
        done(await change(character.version))
      } catch (fault) {
        if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT') throw fault
        // Whatever else was changed meanwhile, the name is what the person just typed.
        done(await change((await call<Character>('GET', `/api/characters/${character.id}`)).version))
      }
    })
    if (!renamed) return
    close()
    toast(t('character.renamed', { name: wanted }))
  }

  return (
    <Dialog title={t('character.rename')} close={close}>
      <form className={styles.stack} onSubmit={(event) => void rename(event)} noValidate>
        <Field label={t('character.renameTo')} name="name" autoComplete="off" value={name} fault={letters > 64 ? t('making.name.long') : problem?.fields.name} onChange={(event) => setName(event.target.value)} />
        {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
        <div className={styles.actions}>
          <Button type="submit" look="primary" disabled={busy || letters === 0}>
            {t('character.rename')}
          </Button>
          <Button onClick={close}>{t('ownKeys.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** The card as a file, of the kind that the app it is for can read. */
export function ExportDialog({ character, close }: { character: Named; close: () => void }) {
  const t = useT()
  const [format, setFormat] = useState<Format>('png')
  const [spec, setSpec] = useState<Spec>('v3')
  return (
    <Dialog title={t('export.title', { name: character.name })} close={close}>
      <div className={styles.stack}>
        <span className={styles.label}>{t('export.format')}</span>
        <Choices
          label={t('export.format')}
          value={format}
          options={[
            ['png', 'PNG'],
            ['json', 'JSON'],
            ['charx', 'CHARX'],
          ]}
          choose={(one) => {
            setFormat(one)
            if (one === 'charx') setSpec('v3')
          }}
        />
        <p className={styles.small}>{t(`export.${format}`)}</p>
        {format !== 'charx' && (
          <>
            <span className={styles.label}>{t('export.spec')}</span>
            <Choices
              label={t('export.spec')}
              value={spec}
              options={[
                ['v3', 'V3'],
                ['v2', 'V2'],
              ]}
              choose={setSpec}
            />
            <p className={styles.small}>{t('export.lead')}</p>
          </>
        )}
        <div className={styles.actions}>
          <Button
            look="primary"
            onClick={() => {
              save(character.id, format, spec)
              close()
            }}
          >
            {t('export.do')}
          </Button>
          <Button onClick={close}>{t('ownKeys.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
