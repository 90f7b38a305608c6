import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from './door.module.css'
import { useEntrance } from './entrance'
import { Frame } from './Frame'

/** A new account whose address must be verified before anybody gets in: the letter is on its way. */
export function Awaiting({ email, leave }: { email: string; leave: () => void }) {
  const t = useT()
  const { mail } = useEntrance()
  const { busy, problem, attempt } = useAttempt()
  return (
    <Frame title={t('await.title')} lead={t(mail ? 'await.lead' : 'await.operator', { email })} told>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.actions}>
        <Button
          look="primary"
          size="wide"
          onClick={() => {
            leave()
            go('/', 'replace')
          }}
        >
          {t('login.do')}
        </Button>
        <Button size="wide" disabled={busy} onClick={() => void attempt(() => resend(email)).then((done) => done && toast(t('await.resent')))}>
          {t('await.resend')}
        </Button>
      </div>
    </Frame>
  )
}

/** The answer is the same whether or not the address is known or verified already. */
export async function resend(email: string): Promise<void> {
  await call('POST', '/api/resend-email', { body: { email }, door: true })
}
