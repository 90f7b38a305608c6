import { useEffect, useState } from 'react'
import { call, request } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { Dialog } from '../../ui/Dialog'
import { toast } from '../../ui/toasts'
import { AvatarEditor } from '../settings/AvatarEditor'
import editorStyles from './editor.module.css'
import galleryStyles from './gallery.module.css'
import styles from './characters.module.css'
import { goesWhole, portraitAt, squareOf } from './portrait'
import type { Character } from './wire'

const LARGEST = 8 * 1024 * 1024

interface Chosen {
  picture: ImageBitmap
  bytes: Blob
}

interface Props {
  character: Pick<Character, 'id' | 'name' | 'avatar_url'>
  close: () => void
  done: (character: Character) => void
}

/** A character's picture: another one, the same cut differently, or none. */
export function PortraitDialog({ character, close, done }: Props) {
  const t = useT()
  const { id, name, avatar_url } = character
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [odd, setOdd] = useState('')
  const { busy, problem, attempt, clear } = useAttempt()
  useEffect(() => () => chosen?.picture.close(), [chosen])

  async function choose(bytes: Blob | undefined) {
    setOdd('')
    clear()
    if (!bytes) return
    if (bytes.size > LARGEST) return setOdd(t('avatar.large'))
    try {
      setChosen({ picture: await createImageBitmap(bytes), bytes })
    } catch {
      // What the browser cannot read is no picture to it, whatever its name says.
      setOdd(t('avatar.odd'))
    }
  }

  async function again() {
    if (avatar_url === null) return
    try {
      const response = await request('GET', avatar_url, {})
      await choose(await response.blob())
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setOdd(whatHappened(t, fault.code, fault.message))
    }
  }

  async function keep(work: () => Promise<unknown>) {
    const kept = await attempt(async () => {
      await work()
      done(await call<Character>('GET', `/api/characters/${id}`))
    })
    if (!kept) return
    toast(t('portrait.kept'))
    close()
  }

  const fault = problem ? whatHappened(t, problem.code, problem.message) : odd
  if (chosen) {
    const { picture, bytes } = chosen
    const whole = goesWhole(bytes.type, picture)
    return (
      <AvatarEditor
        picture={picture}
        opaque={bytes.type === 'image/jpeg'}
        busy={busy}
        fault={fault || null}
        keep={(cropped, crop) => void keep(() => call('PUT', portraitAt(id, whole ? squareOf(picture, crop) : null), { body: whole ? bytes : cropped }))}
        close={() => setChosen(null)}
      />
    )
  }
  return (
    <Dialog title={t('portrait.title', { name })} close={close}>
      <div className={editorStyles.portrait}>
        <Avatar name={name} src={avatar_url} size={128} />
        <p>{t('portrait.lead')}</p>
      </div>
      {fault && (
        <p className={galleryStyles.refusal} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.actions}>
        <FileButton label={t(avatar_url ? 'portrait.choose' : 'avatar.choose')} name="portrait" accept="image/png,image/jpeg,image/gif,image/webp" plain look="primary" take={([file]) => void choose(file)} />
        {avatar_url && <Button onClick={() => void again()}>{t('portrait.cut')}</Button>}
        {avatar_url && (
          <Button look="quiet" disabled={busy} onClick={() => void keep(() => call('DELETE', `/api/characters/${id}/avatar`))}>
            {t('avatar.remove')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
