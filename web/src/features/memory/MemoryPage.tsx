import { useEffect, useState, type FormEvent } from 'react'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import settings from '../settings/settings.module.css'
import { budgetOf, chooseBudgets, chosenBudgets, LAYERS, USUAL } from './budgets'
import type { Sizes } from './wire'

type Typed = Record<keyof Sizes, string>

function typed(sizes: Sizes): Typed {
  return { session: String(sizes.session), short_term: String(sizes.short_term), long_term: String(sizes.long_term) }
}

/** How much characters keep in mind: three numbers. */
export default function MemoryPage() {
  const t = useT()
  const [kept, setKept] = useState<Typed | null>(null)
  const [now, setNow] = useState<Typed>(typed(USUAL))
  const [unread, setUnread] = useState<Problem | null>(null)
  const { busy, problem, attempt } = useAttempt()
  useEffect(() => {
    chosenBudgets().then(
      (sizes) => {
        setKept(typed(sizes))
        setNow(typed(sizes))
      },
      (fault: unknown) => {
        if (!(fault instanceof Problem)) throw fault
        setUnread(fault)
      },
    )
  }, [])
  const sizes = { session: budgetOf(now.session), short_term: budgetOf(now.short_term), long_term: budgetOf(now.long_term) }
  const fit = LAYERS.every((layer) => sizes[layer] !== null)
  const same = kept !== null && LAYERS.every((layer) => now[layer] === kept[layer])

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!fit || same) return
    if (!(await attempt(() => chooseBudgets(sizes as Sizes)))) return
    setKept(now)
    toast(t('settings.memory.saved'))
  }

  return (
    <section aria-labelledby="settings-memory">
      <h2 id="settings-memory">{t('settings.memory')}</h2>
      <p className={settings.muted}>{t('settings.memory.lead')}</p>
      {unread ? (
        <Notice code={unread.code} message={unread.message} />
      ) : (
        <form className={settings.form} aria-busy={kept === null} onSubmit={(event) => void save(event)} noValidate>
          {LAYERS.map((layer) => (
            <Field
              key={layer}
              label={t(`settings.memory.${layer}`)}
              name={layer}
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              disabled={kept === null}
              value={now[layer]}
              hint={t(`settings.memory.${layer}.hint`)}
              fault={sizes[layer] === null ? t('settings.memory.fault') : problem?.fields[`memory.${layer}`]}
              onChange={(event) => setNow({ ...now, [layer]: event.target.value })}
            />
          ))}
          {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
          <div className={settings.keyActions}>
            <Button type="submit" look="primary" disabled={busy || kept === null || !fit || same}>
              {t('settings.memory.save')}
            </Button>
            <Button look="quiet" disabled={busy || kept === null} onClick={() => setNow(typed(USUAL))}>
              {t('settings.memory.usual')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
