import { useEffect, useState } from 'react'
import { carried } from '../../app/letter'
import { go, link } from '../../app/router'
import { changed, look, visitor } from '../../app/session'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import styles from './door.module.css'
import { Frame } from './Frame'

type Outcome = 'asking' | 'verified' | 'broken' | Problem

/** Where the letter leads of a new address: its key is shown to the server, once. */
export function Verify() {
  const t = useT()
  const who = useStore(visitor)
  const [key] = useState(() => carried('key'))
  const [outcome, setOutcome] = useState<Outcome>(key === '' ? 'broken' : 'asking')

  useEffect(() => {
    if (key === '') return
    verify(key).then(setOutcome, (fault: unknown) => {
      if (!(fault instanceof Problem)) throw fault
      setOutcome(fault)
    })
  }, [key])

  const isIn = who.kind === 'in'
  const lead = outcome === 'asking' ? 'verify.asking' : outcome === 'verified' ? 'verify.done.lead' : 'link.broken'
  return (
    <Frame title={t(outcome === 'verified' ? 'verify.done' : 'verify.title')} lead={outcome instanceof Problem ? '' : t(lead)} told={outcome === 'verified'}>
      {outcome instanceof Problem && <Notice code={outcome.fields.key ? 'LINK_SPENT' : outcome.code} message={outcome.message} />}
      {outcome !== 'asking' && (
        <div className={styles.actions}>
          <Button look="primary" size="wide" onClick={() => go('/', 'replace')}>
            {t(isIn ? 'app.home' : 'login.do')}
          </Button>
          {outcome !== 'verified' && isIn && (
            <p className={styles.others}>
              <a {...link('/settings')}>{t('verify.settings')}</a>
            </p>
          )}
        </div>
      )}
    </Frame>
  )
}

/** One request for one key, however often the page is drawn. */
const asked = new Map<string, Promise<'verified'>>()

function verify(key: string): Promise<'verified'> {
  const known = asked.get(key)
  if (known) return known
  const answer = call('POST', '/api/verify-email', { body: { key }, door: true }).then(async () => {
    const who = visitor.get()
    if (who.kind === 'in') {
      await look()
      const now = visitor.get()
      if (now.kind === 'in') changed(now.account)
    }
    return 'verified' as const
  })
  asked.set(key, answer)
  return answer
}
