import { useEffect, useState } from 'react'
import { call } from '../../api/client'
import { whatHappened } from '../../api/problem'
import type { Account } from '../../api/types'
import { useAttempt } from '../../api/useCall'
import { changed } from '../../app/session'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { AvatarEditor } from './AvatarEditor'
import styles from './avatar.module.css'

const LARGEST = 8 * 1024 * 1024

interface Chosen {
  picture: ImageBitmap
  opaque: boolean
}

/** The picture of oneself: choose one, cut it, take it away. */
export function AvatarLine({ account }: { account: Account }) {
  const t = useT()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [odd, setOdd] = useState('')
  const { busy, problem, attempt, clear } = useAttempt()

  useEffect(() => () => chosen?.picture.close(), [chosen])

  async function choose(file: File | undefined) {
    setOdd('')
    clear()
    if (!file) return
    if (file.size > LARGEST) return setOdd(t('avatar.large'))
    try {
      setChosen({ picture: await createImageBitmap(file), opaque: file.type === 'image/jpeg' })
    } catch {
      // What the browser cannot read is no picture to it, whatever its name says.
      setOdd(t('avatar.odd'))
    }
  }

  async function keep(cropped: Blob) {
    const done = await attempt(async () => changed(await call<Account>('PUT', '/api/me/avatar', { body: cropped })))
    if (done) setChosen(null)
  }

  async function remove() {
    await attempt(async () => {
      await call('DELETE', '/api/me/avatar')
      changed({ ...account, avatar: null })
    })
  }

  const fault = problem ? whatHappened(t, problem.code, problem.message) : odd
  return (
    <div className={styles.line}>
      <Avatar name={account.username} src={account.avatar} size={72} />
      <div className={styles.actions}>
        <FileButton label={t(account.avatar ? 'avatar.replace' : 'avatar.choose')} name="avatar" accept="image/png,image/jpeg,image/gif,image/webp" plain take={([file]) => void choose(file)} />
        {account.avatar && (
          <Button look="quiet" disabled={busy} onClick={() => void remove()}>
            {t('avatar.remove')}
          </Button>
        )}
      </div>
      {fault && !chosen && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {chosen && <AvatarEditor {...chosen} busy={busy} fault={problem && fault} keep={(cropped) => void keep(cropped)} close={() => setChosen(null)} />}
    </div>
  )
}
