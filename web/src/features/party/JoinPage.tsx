import { useEffect, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Hearth } from '../../ui/Hearth'
import { Notice } from '../../ui/Notice'
import { Retry } from '../chat/Retry'
import page from '../stories/stories.module.css'
import { codeOf, spoken } from './code'
import styles from './party.module.css'
import type { StoryParty } from './wire'

const LONGEST_NAME = 40

/** To a table by its code: typed here, or carried by the link that was followed. */
export function JoinPage({ carried }: { carried: string }) {
  const t = useT()
  const followed = codeOf(carried)
  const [typed, setTyped] = useState(followed ? spoken(followed) : carried)
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const code = codeOf(typed)
  useEffect(() => {
    document.title = t('join.title')
  }, [t])

  async function join() {
    setTried(true)
    if (!code || busy) return
    setBusy(true)
    setProblem(null)
    try {
      const party = await call<StoryParty>('POST', '/api/stories/players', { body: { code, ...(name.trim() === '' ? {} : { name: name.trim() }) } })
      go(party.host ? `/stories/${party.story_id}` : `/stories/${party.story_id}/table`, 'replace')
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
      setBusy(false)
    }
  }

  const unknown = problem?.status === 404
  const odd = tried && !code ? t('join.code.odd') : unknown ? t('join.code.unknown') : problem?.fields.code
  return (
    <main id="page" className={page.scroll}>
      <form
        className={styles.join}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void join()
        }}
      >
        <Hearth />
        <h1>{t('join.title')}</h1>
        <p className={page.muted}>{t('join.lead')}</p>
        <Field
          label={t('join.code')}
          hint={t('join.code.hint')}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={32}
          value={typed}
          fault={odd}
          onChange={(event) => {
            setTyped(event.target.value)
            setProblem(null)
          }}
        />
        <Field label={t('party.name')} hint={t('party.name.hint')} name="name" autoComplete="nickname" maxLength={LONGEST_NAME} value={name} fault={problem?.fields.name} onChange={(event) => setName(event.target.value)} />
        {problem && !unknown && Object.keys(problem.fields).length === 0 && <Refused problem={problem} again={() => void join()} />}
        <Button type="submit" look="primary" size="wide" disabled={busy}>
          {t('join.do')}
        </Button>
      </form>
    </main>
  )
}

function Refused({ problem, again }: { problem: Problem; again: () => void }) {
  const t = useT()
  // The only conflict there is at a door like this: nobody else fits in.
  const full = problem.status === 409
  return (
    <Notice code={full ? 'TABLE_FULL' : problem.code} message={problem.message} trace={problem.status === 500 ? problem.trace : null}>
      {problem.retryAfter !== null && <Retry key={String(problem.retryAfter)} wait={problem.retryAfter} run={again} />}
      {full && <Button onClick={() => go('/stories')}>{t('story.back')}</Button>}
    </Notice>
  )
}
