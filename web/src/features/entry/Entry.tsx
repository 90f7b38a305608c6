import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAnswer, useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import ui from '../../ui/ui.module.css'
import presetStyles from '../presets/presets.module.css'
import styles from '../settings/settings.module.css'
import { Invitations } from './Invitations'
import { Letters } from './Letters'
import { Members } from './Members'
import { RULES, type Rules } from './wire'

/** Who gets in, for operators: the rules, invitations, links for those who lost their way, and the post. */
export function Entry() {
  const t = useT()
  const rules = useAnswer<Rules>(RULES)
  return (
    <>
      <section aria-labelledby="settings-entry">
        <h2 id="settings-entry">{t('entry.title')}</h2>
        {rules.problem && (
          <Notice code={rules.problem.code} message={rules.problem.message}>
            <Button size="small" onClick={rules.again}>
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {rules.value && <Change key={rules.value.version} rules={rules.value} changed={(next) => rules.change(() => next)} again={rules.again} />}
      </section>
      <Invitations />
      <Members />
      {rules.value && <Letters mail={rules.value.mail} />}
    </>
  )
}

function Change({ rules, changed, again }: { rules: Rules; changed: (rules: Rules) => void; again: () => void }) {
  const t = useT()
  const [registration, setRegistration] = useState(rules.registration)
  const [verification, setVerification] = useState(rules.email_verification)
  const [terms, setTerms] = useState(rules.terms ?? '')
  const { busy, problem, attempt } = useAttempt()
  const fixed = (field: string) => rules.fixed.includes(field)

  async function save(event: FormEvent) {
    event.preventDefault()
    const body: Record<string, unknown> = { version: rules.version }
    if (!fixed('registration')) body.registration = registration
    if (!fixed('email_verification')) body.email_verification = verification
    if (!fixed('terms')) body.terms = terms
    if (await attempt(async () => changed(await call<Rules>('PATCH', RULES, { body })))) toast(t('entry.saved'))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <h3>{t('entry.who')}</h3>
      {fixed('registration') ? (
        <Fixed value={t(`entry.who.${rules.registration}`)} />
      ) : (
        <Choices
          label={t('entry.who')}
          value={registration}
          options={[['open', t('entry.who.open')], ['invite', t('entry.who.invite')], ['closed', t('entry.who.closed')]] as const}
          choose={setRegistration}
        />
      )}
      <h3>{t('entry.verification')}</h3>
      {fixed('email_verification') ? (
        <Fixed value={t(`entry.verification.${rules.email_verification}`)} />
      ) : (
        <Choices
          label={t('entry.verification')}
          value={verification}
          options={[['none', t('entry.verification.none')], ['optional', t('entry.verification.optional')], ['mandatory', t('entry.verification.mandatory')]] as const}
          choose={setVerification}
        />
      )}
      {verification !== 'none' && !rules.mail && <p className={styles.muted}>{t('entry.noMail')}</p>}
      <div className={ui.field}>
        <label htmlFor="entry-terms">{t('entry.terms')}</label>
        <textarea
          id="entry-terms"
          name="terms"
          className={presetStyles.prompt}
          maxLength={20_000}
          value={terms}
          aria-describedby="entry-terms-said"
          onChange={(event) => setTerms(event.target.value)}
        />
        <p id="entry-terms-said" className={problem?.fields.terms ? ui.fault : ui.hint}>
          {problem?.fields.terms ?? t('entry.terms.hint')}
        </p>
      </div>
      {problem && Object.keys(problem.fields).length === 0 && (
        <Notice code={problem.code} message={problem.message}>
          {problem.code === 'VERSION_CONFLICT' && (
            <Button size="small" onClick={again}>
              {t('entry.newer')}
            </Button>
          )}
        </Notice>
      )}
      <Button type="submit" disabled={busy}>
        {t('profile.save')}
      </Button>
    </form>
  )
}

function Fixed({ value }: { value: string }) {
  const t = useT()
  return (
    <p>
      {value} <span className={styles.muted}>{t('entry.fixed')}</span>
    </p>
  )
}
