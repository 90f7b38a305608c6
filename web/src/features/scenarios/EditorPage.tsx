import { useEffect, useId, useState } from 'react'
import { call } from '../../api/client'
import { useAnswer, useAttempt } from '../../api/useCall'
import { NotFound } from '../../app/NotFound'
import { go } from '../../app/router'
import { useLanguage, useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import { toast } from '../../ui/toasts'
import ui from '../../ui/ui.module.css'
import { shelfOf } from '../stories/player'
import styles from '../stories/stories.module.css'
import { SheetForm } from './SheetForm'
import { blank, scenarioOf, sheetOf, yamlOf, type Sheet } from './sheet'
import own from './scenarios.module.css'
import { useVerdict } from './useVerdict'
import type { Fault, Kept } from './wire'

/** A scenario being written, as a form or as YAML; the server says at every pause what is wrong with it. */
export function EditorPage({ id }: { id: string | null }) {
  const language = useLanguage()
  return id === null ? <Editor kept={null} first={blank(language)} /> : <Existing key={id} id={id} />
}

function Existing({ id }: { id: string }) {
  const { value, problem } = useAnswer<Kept>(`/api/scenarios/${id}`)
  if (problem?.status === 404) return <NotFound />
  if (!value) return <main id="page" className={styles.scroll} aria-busy={problem === null}>{problem && <Notice code={problem.code} message={problem.message} />}</main>
  return <Editor kept={value} first={sheetOf(value.scenario)} />
}

/** What is being written, in the form that it was last written in. */
type Draft = { as: 'form'; sheet: Sheet } | { as: 'yaml'; text: string }

function Editor({ kept, first }: { kept: Kept | null; first: Sheet }) {
  const t = useT()
  const shelf = shelfOf(`scenario.${kept?.id ?? 'new'}.${kept?.version ?? 0}`)
  const [draft, setDraft] = useState<Draft>(() => drafted(remembered(shelf)) ?? { as: 'form', sheet: first })
  const sent = draft.as === 'form' ? JSON.stringify(scenarioOf(draft.sheet)) : draft.text
  const { verdict, asking } = useVerdict(sent, draft.as === 'form' ? 'application/json' : 'application/yaml')
  const { busy, problem, attempt } = useAttempt()
  const [tried, setTried] = useState(kept !== null)
  useEffect(() => {
    document.title = t(kept ? 'scenarios.change' : 'scenarios.new')
  }, [t, kept])

  function write(next: Draft) {
    setDraft(next)
    remember(shelf, JSON.stringify(next))
  }

  function turn(as: Draft['as']) {
    if (as === draft.as) return
    if (draft.as === 'form') return write({ as: 'yaml', text: yamlOf(scenarioOf(draft.sheet)) })
    // Only what is understood can be shown in fields; until then the text stays as it is.
    if (verdict?.scenario && !asking) write({ as: 'form', sheet: sheetOf(verdict.scenario) })
    else toast(t('scenarios.yaml.first'))
  }

  async function save() {
    setTried(true)
    const scenario = draft.as === 'form' ? scenarioOf(draft.sheet) : verdict?.scenario
    if (!scenario || (verdict && !verdict.valid)) return
    let now: Kept | null = null
    const done = await attempt(async () => {
      now = await (kept ? call<Kept>('PUT', `/api/scenarios/${kept.id}`, { body: { scenario, version: kept.version } }) : call<Kept>('POST', '/api/scenarios', { body: { scenario } }))
    })
    if (!done || now === null) return
    remember(shelf, null)
    toast(t('scenarios.kept', { title: scenario.title }))
    go('/stories/scenarios', 'replace')
  }

  const faults = verdict?.faults ?? []
  // An empty page is not yet wrong: what is missing there is named when somebody wants to keep it.
  const shown = tried ? faults : faults.filter((fault) => draft.as === 'yaml' || !isMissing(draft.sheet, fault.path))
  return (
    <main id="page" className={`${styles.scroll} ${own.editor}`}>
      <div className={styles.frame}>
        <header className={styles.formHead}>
          <IconButton icon="back" label={t('scenarios.back')} large onClick={() => go('/stories/scenarios')} />
          <h1>{t(kept ? 'scenarios.change' : 'scenarios.new')}</h1>
        </header>
        {kept && kept.origin !== 'own' && <p className={styles.muted}>{t('scenarios.becomesCopy')}</p>}
        <Choices
          label={t('story.view')}
          value={draft.as}
          options={[
            ['form', t('scenarios.form')],
            ['yaml', 'YAML'],
          ]}
          choose={turn}
        />
        {draft.as === 'form' ? <SheetForm sheet={draft.sheet} faults={shown} set={(sheet) => write({ as: 'form', sheet })} /> : <Yaml text={draft.text} set={(text) => write({ as: 'yaml', text })} />}
        <div className={own.foot}>
          <Verdicts faults={shown} valid={verdict?.valid === true} asking={asking} />
          {problem && <Notice code={problem.code} message={Object.entries(problem.fields).map(([field, words]) => `${field}: ${words}`).join(' ') || problem.message} />}
          <Button look="primary" disabled={busy || (tried && verdict !== null && !verdict.valid)} onClick={() => void save()}>
            {t('scenarios.save')}
          </Button>
        </div>
      </div>
    </main>
  )
}

function isMissing(sheet: Sheet, path: string): boolean {
  return (path === 'title' && sheet.title.trim() === '') || (path === 'premise' && sheet.premise.trim() === '')
}

function Yaml({ text, set }: { text: string; set: (text: string) => void }) {
  const id = useId()
  const t = useT()
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{t('scenarios.yaml')}</label>
      <textarea id={id} name="yaml" className={own.yaml} spellCheck={false} autoCapitalize="off" value={text} onChange={(event) => set(event.target.value)} />
    </div>
  )
}

function Verdicts({ faults, valid, asking }: { faults: readonly Fault[]; valid: boolean; asking: boolean }) {
  const t = useT()
  return (
    <div role="status" className={own.verdict} data-valid={valid && !asking}>
      {faults.length > 0 ? (
        <ul>
          {faults.slice(0, 12).map((fault) => (
            <li key={`${fault.path}${fault.line}${fault.message}`}>
              <code>{fault.path || '/'}</code> {fault.line !== null && t('scenarios.line', { line: fault.line })} {fault.message}
            </li>
          ))}
        </ul>
      ) : (
        valid && <p>{t('scenarios.valid')}</p>
      )}
    </div>
  )
}

function drafted(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? 'null') as Draft | null
    if (draft?.as === 'yaml') return typeof draft.text === 'string' ? draft : null
    // Fields that an older app did not know begin empty.
    return draft?.as === 'form' ? { as: 'form', sheet: { ...blank('zh'), ...draft.sheet } } : null
  } catch {
    return null
  }
}
