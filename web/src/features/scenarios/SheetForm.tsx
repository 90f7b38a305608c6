import { useId, type ReactNode } from 'react'
import type { Key } from '../../i18n/en'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import ui from '../../ui/ui.module.css'
import styles from '../stories/stories.module.css'
import { LANGUAGES, ownName } from '../stories/languages'
import own from './scenarios.module.css'
import { EVENTS, NEW_LORE, NEW_ROLE, type LoreSheet, type RoleSheet, type Sheet } from './sheet'
import type { Fault } from './wire'

interface Props {
  sheet: Sheet
  faults: readonly Fault[]
  set: (sheet: Sheet) => void
}

type Text = { [K in keyof Sheet]: Sheet[K] extends string ? K : never }[keyof Sheet]

/** Where each field of the form stands in a scenario. */
const PATHS: Partial<Record<Text, string>> = {
  tone_bias: 'slots.tone_bias',
  theme_bias: 'slots.theme_bias',
  npc_bias: 'slots.npc_bias',
  content_rating: 'constraints.content_rating',
  max_chars_scene: 'constraints.max_chars_scene',
  max_chars_option: 'constraints.max_chars_option',
  forbidden_terms: 'constraints.forbidden_terms',
  budget: 'lorebook.budget',
}

/** All of a scenario in fields, each with what is wrong with it. */
export function SheetForm({ sheet, faults, set }: Props) {
  const t = useT()
  const id = useId()
  const field = (name: Text, label: Key, rows = 1, hint?: Key) => {
    const path = PATHS[name] ?? name
    return <Line label={t(label)} name={name} rows={rows} hint={hint && t(hint)} fault={faultAt(faults, path)} value={sheet[name]} set={(value) => set({ ...sheet, [name]: value })} />
  }
  return (
    <form className={styles.wishes} onSubmit={(event) => event.preventDefault()} noValidate>
      {field('title', 'scenario.title')}
      {field('summary', 'scenario.summary', 2, 'scenario.summary.hint')}
      <div className={ui.field}>
        <label htmlFor={`${id}-language`}>{t('story.language')}</label>
        <select id={`${id}-language`} name="language" className={ui.input} value={sheet.language} onChange={(event) => set({ ...sheet, language: event.target.value })}>
          {[...new Set([...LANGUAGES, sheet.language])].map((one) => (
            <option key={one} value={one}>
              {ownName(one)}
            </option>
          ))}
        </select>
      </div>
      {field('premise', 'scenario.premise', 4, 'scenario.premise.hint')}
      {field('player_role', 'story.role')}
      {field('primary_goal', 'story.goal', 2)}
      {field('stakes', 'story.stakes', 2)}
      {field('tone', 'story.tone')}

      <Part name={t('scenario.part.draws')}>
        <p className={styles.muted}>{t('scenario.part.draws.lead')}</p>
        {field('tone_bias', 'story.tone', 3)}
        {field('theme_bias', 'story.theme', 3)}
        {field('npc_bias', 'story.npc', 3)}
      </Part>

      <Part name={t('scenario.part.rules')}>
        <fieldset className={own.events}>
          <legend>{t('scenario.events')}</legend>
          {EVENTS.map((one) => (
            <label key={one}>
              <input
                type="checkbox"
                name={one}
                checked={sheet.allowed_events.includes(one)}
                onChange={(event) => set({ ...sheet, allowed_events: event.target.checked ? [...sheet.allowed_events, one] : sheet.allowed_events.filter((other) => other !== one) })}
              />
              {t(`story.type.${one}`)}
            </label>
          ))}
          {faultAt(faults, 'allowed_events') && <p className={ui.fault}>{faultAt(faults, 'allowed_events')}</p>}
        </fieldset>
        <div className={ui.field}>
          <label htmlFor={`${id}-difficulty`}>{t('story.difficulty')}</label>
          <select id={`${id}-difficulty`} name="difficulty" className={ui.input} value={sheet.difficulty} onChange={(event) => set({ ...sheet, difficulty: event.target.value })}>
            <option value="">{t('scenario.usual')}</option>
            {(['EASY', 'NORMAL', 'HARD'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`story.difficulty.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className={styles.pair}>
          {field('hard_limit_seconds', 'scenario.seconds')}
          {field('content_rating', 'scenario.rating')}
          {field('max_chars_scene', 'story.maxScene')}
          {field('max_chars_option', 'story.maxOption')}
        </div>
        {field('forbidden_terms', 'story.forbidden', 3, 'story.forbidden.hint')}
      </Part>

      <Part name={t('scenario.part.cast')}>
        {sheet.cast.map((role, at) => (
          // They are where they stand: nothing in a role is a name of its own while it is written.
          // oxlint-disable-next-line react/no-array-index-key
          <Role key={at} role={role} at={at} faults={faults} set={(next) => set({ ...sheet, cast: replaced(sheet.cast, at, next) })} />
        ))}
        <Button onClick={() => set({ ...sheet, cast: [...sheet.cast, NEW_ROLE] })}>{t('scenario.cast.add')}</Button>
      </Part>

      <Part name={t('scenario.part.lore')}>
        <p className={styles.muted}>{t('scenario.part.lore.lead')}</p>
        {sheet.lore.map((entry, at) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Lore key={at} entry={entry} at={at} faults={faults} set={(next) => set({ ...sheet, lore: replaced(sheet.lore, at, next) })} />
        ))}
        <Button onClick={() => set({ ...sheet, lore: [...sheet.lore, NEW_LORE] })}>{t('scenario.lore.add')}</Button>
        {sheet.lore.length > 0 && field('budget', 'scenario.budget')}
      </Part>
    </form>
  )
}

/** The list with another at that place; null takes it out. */
function replaced<T>(list: readonly T[], at: number, next: T | null): T[] {
  return list.flatMap((one, index) => (index !== at ? [one] : next === null ? [] : [next]))
}

function faultAt(faults: readonly Fault[], path: string): string | undefined {
  return faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}[`))?.message
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className={styles.more}>
      <summary>{name}</summary>
      <div className={styles.wishes}>{children}</div>
    </details>
  )
}

function Role({ role, at, faults, set }: { role: RoleSheet; at: number; faults: readonly Fault[]; set: (role: RoleSheet | null) => void }) {
  const t = useT()
  const line = (name: keyof RoleSheet, label: Key, rows = 1) => (
    <Line label={t(label)} name={`cast.${at}.${name}`} rows={rows} fault={faultAt(faults, `cast[${at}].${name}`)} value={role[name]} set={(value) => set({ ...role, [name]: value })} />
  )
  return (
    <fieldset className={own.group}>
      <legend>{role.name || t('scenario.cast.one', { number: at + 1 })}</legend>
      {line('name', 'scenario.cast.name')}
      {line('description', 'scenario.cast.description', 2)}
      {line('voice', 'scenario.cast.voice')}
      {line('lines', 'scenario.cast.lines', 2)}
      <Button size="small" onClick={() => set(null)}>
        {t('scenario.remove')}
      </Button>
    </fieldset>
  )
}

function Lore({ entry, at, faults, set }: { entry: LoreSheet; at: number; faults: readonly Fault[]; set: (entry: LoreSheet | null) => void }) {
  const t = useT()
  const path = `lorebook.entries[${at}]`
  return (
    <fieldset className={own.group}>
      <legend>{t('scenario.lore.one', { number: at + 1 })}</legend>
      <Line label={t('scenario.lore.text')} name={`lore.${at}.text`} rows={3} fault={faultAt(faults, `${path}.text`)} value={entry.text} set={(text) => set({ ...entry, text })} />
      <Line label={t('scenario.lore.keys')} name={`lore.${at}.keys`} rows={2} fault={faultAt(faults, `${path}.keys`)} value={entry.keys} set={(keys) => set({ ...entry, keys })} />
      <label className={own.check}>
        <input type="checkbox" name={`lore.${at}.constant`} checked={entry.constant} onChange={(event) => set({ ...entry, constant: event.target.checked })} />
        {t('scenario.lore.constant')}
      </label>
      <Button size="small" onClick={() => set(null)}>
        {t('scenario.remove')}
      </Button>
    </fieldset>
  )
}

interface LineProps {
  label: string
  name: string
  rows: number
  hint?: string | undefined
  fault: string | undefined
  value: string
  set: (value: string) => void
}

/** A labelled text of one line or several. */
function Line({ label, name, rows, hint, fault, value, set }: LineProps) {
  const id = useId()
  const said = fault ?? hint
  const common = { id, name, value, 'aria-invalid': fault !== undefined, 'aria-describedby': said ? `${id}-said` : undefined }
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{label}</label>
      {rows > 1 ? (
        <textarea {...common} rows={rows} className={`${ui.input} ${styles.area}`} onChange={(event) => set(event.target.value)} />
      ) : (
        <input {...common} className={ui.input} autoComplete="off" onChange={(event) => set(event.target.value)} />
      )}
      {said && (
        <p id={`${id}-said`} className={fault ? ui.fault : ui.hint}>
          {said}
        </p>
      )}
    </div>
  )
}
