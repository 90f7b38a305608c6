import { useEffect, useRef } from 'react'
import { count } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Menu } from '../../ui/Menu'
import { tagsOf } from '../characters/sheet'
import { Chips } from './Chips'
import { DEPTH, filterOf, LOGICS, OUTLET, POSITIONS, ROLES, SOURCES, strangeIn, titleOf } from './entry'
import { Area, Check, Folded, NumberField, Select, Tri } from './fields'
import styles from './lorebooks.module.css'
import type { Entry } from './wire'

interface Props {
  entry: Entry
  set: (change: Partial<Entry>) => void
  duplicate: () => void
  remove: () => void
}

/** One entry: what is seen at first is what most entries need; the rest is folded. */
export function EntryForm({ entry, set, duplicate, remove }: Props) {
  const t = useT()
  const title = titleOf(entry) || t('entries.untitled')
  const always = entry.useRegex === true
  const form = useRef<HTMLFormElement>(null)
  const fresh = entry.comment === '' && entry.content === '' && entry.key.length === 0
  const first = useRef(fresh)
  useEffect(() => {
    // A new one begins to be written at once; otherwise only what was pressed and is gone gives the focus on.
    if (first.current) form.current?.querySelector<HTMLInputElement>('[name="comment"]')?.focus()
    else if (document.activeElement === document.body) form.current?.querySelector('h2')?.focus({ preventScroll: true })
  }, [])
  return (
    <form ref={form} className={styles.form} data-entry={String(entry.uid)} onSubmit={(event) => event.preventDefault()} noValidate>
      <header className={styles.formHead}>
        <h2 tabIndex={-1}>{title}</h2>
        <Menu
          label={t('loreEntry.actions', { title })}
          className={styles.headMenu}
          items={[
            { icon: 'copy', label: t('loreEntry.duplicate'), choose: duplicate },
            { icon: 'bin', label: t('loreEntry.delete'), danger: true, choose: remove },
          ]}
        />
      </header>
      <div className={styles.checks}>
        <Check label={t('loreEntry.enabled')} name="enabled" checked={!entry.disable} set={(on) => set({ disable: !on })} />
        <Check label={t('loreEntry.constant')} name="constant" checked={entry.constant} set={(constant) => set({ constant })} />
      </div>
      <Field label={t('loreEntry.title')} name="comment" hint={t('loreEntry.title.hint')} autoComplete="off" value={entry.comment} onChange={(event) => set({ comment: event.target.value })} />
      <Chips label={t('loreEntry.keys')} name="key" hint={t('loreEntry.keys.hint')} keys={entry.key} always={always} set={(key) => set({ key })} />
      <Area label={t('loreEntry.content')} name="content" rows={7} serif hint={t('loreEntry.content.hint', { length: count([...entry.content].length) })} value={entry.content} set={(content) => set({ content })} />
      <Chips label={t('loreEntry.secondary')} name="keysecondary" hint={t('loreEntry.secondary.hint')} keys={entry.keysecondary} always={always} set={(keysecondary) => set({ keysecondary, selective: true })} />
      {entry.keysecondary.length > 0 &&
        (entry.selective ? (
          <Select label={t('loreEntry.logic')} name="logic" value={String(entry.selectiveLogic)} options={[0, 3, 2, 1].map((logic) => [String(logic), t(`loreEntry.logic.${LOGICS[logic] ?? 'any'}`)] as const)} set={(logic) => set({ selectiveLogic: Number(logic) })} />
        ) : (
          <p className={styles.note}>
            {t('loreEntry.selective.off')}{' '}
            <Button size="small" onClick={() => set({ selective: true })}>
              {t('loreEntry.selective.on')}
            </Button>
          </p>
        ))}
      <Placing entry={entry} set={set} />
      <Advanced entry={entry} set={set} />
    </form>
  )
}

interface PartProps {
  entry: Entry
  set: (change: Partial<Entry>) => void
}

function Placing({ entry, set }: PartProps) {
  const t = useT()
  return (
    <fieldset className={styles.group}>
      <legend>{t('loreEntry.placement')}</legend>
      <div className={styles.pair}>
        <Select label={t('loreEntry.position')} name="position" value={String(entry.position)} options={POSITIONS.map((position, at) => [String(at), t(`position.${position}`)] as const)} set={(position) => set({ position: Number(position) })} />
        <NumberField label={t('loreEntry.order')} name="order" value={entry.order} least={-1_000_000} most={1_000_000} hint={t('loreEntry.order.hint')} set={(order) => order !== null && set({ order })} />
        {entry.position === DEPTH && (
          <>
            <NumberField label={t('loreEntry.depth')} name="depth" value={entry.depth} least={0} most={10_000} set={(depth) => depth !== null && set({ depth })} />
            <Select label={t('loreEntry.role')} name="role" value={String(entry.role)} options={ROLES.map((role, at) => [String(at), t(`role.${role}`)] as const)} set={(role) => set({ role: Number(role) })} />
          </>
        )}
        {entry.position === OUTLET && <Field label={t('loreEntry.outlet')} name="outlet" hint={t('loreEntry.outlet.hint')} autoComplete="off" value={entry.outletName} onChange={(event) => set({ outletName: event.target.value })} />}
      </div>
    </fieldset>
  )
}

function Advanced({ entry, set }: PartProps) {
  const t = useT()
  const span = (name: 'sticky' | 'cooldown' | 'delay') => (
    <NumberField label={t(`loreEntry.${name}`)} name={name} value={entry[name]} least={0} most={100_000} empty={null} hint={t('loreEntry.messages.hint')} set={(value) => set({ [name]: value === 0 ? null : value })} />
  )
  const strange = strangeIn(entry)
  return (
    <div className={styles.advanced}>
      <Folded title={t('loreEntry.chance')}>
        <div className={styles.pair}>
          <NumberField label={t('loreEntry.probability')} name="probability" value={Math.round(entry.probability)} least={0} most={100} hint={t('loreEntry.probability.hint')} set={(probability) => probability !== null && set({ probability, useProbability: true })} />
          {span('sticky')}
          {span('cooldown')}
          {span('delay')}
        </div>
      </Folded>
      <Folded title={t('loreEntry.groups')}>
        <div className={styles.pair}>
          <Field label={t('loreEntry.group')} name="group" hint={t('loreEntry.group.hint')} autoComplete="off" value={entry.group} onChange={(event) => set({ group: event.target.value })} />
          <NumberField label={t('loreEntry.groupWeight')} name="groupWeight" value={entry.groupWeight} least={0} most={1_000_000} set={(groupWeight) => groupWeight !== null && set({ groupWeight })} />
          <Tri label={t('loreEntry.groupScoring')} name="useGroupScoring" value={entry.useGroupScoring} set={(useGroupScoring) => set({ useGroupScoring })} />
        </div>
        <Check label={t('loreEntry.groupOverride')} name="groupOverride" checked={entry.groupOverride} set={(groupOverride) => set({ groupOverride })} />
      </Folded>
      <Folded title={t('loreEntry.recursion')}>
        <Check label={t('loreEntry.excludeRecursion')} name="excludeRecursion" checked={entry.excludeRecursion} set={(excludeRecursion) => set({ excludeRecursion })} />
        <Check label={t('loreEntry.preventRecursion')} name="preventRecursion" checked={entry.preventRecursion} set={(preventRecursion) => set({ preventRecursion })} />
        <NumberField label={t('loreEntry.delayUntilRecursion')} name="delayUntilRecursion" value={Number(entry.delayUntilRecursion)} least={0} most={64} hint={t('loreEntry.delayUntilRecursion.hint')} set={(delayUntilRecursion) => delayUntilRecursion !== null && set({ delayUntilRecursion })} />
      </Folded>
      <Folded title={t('loreEntry.matching')}>
        <div className={styles.pair}>
          <Tri label={t('loreEntry.caseSensitive')} name="caseSensitive" value={entry.caseSensitive} set={(caseSensitive) => set({ caseSensitive })} />
          <Tri label={t('loreEntry.wholeWords')} name="matchWholeWords" value={entry.matchWholeWords} hint={t('loreEntry.wholeWords.hint')} set={(matchWholeWords) => set({ matchWholeWords })} />
          <NumberField label={t('loreEntry.scanDepth')} name="scanDepth" value={entry.scanDepth} least={0} most={1000} empty={null} hint={t('loreEntry.scanDepth.hint')} set={(scanDepth) => set({ scanDepth })} />
        </div>
        <Check label={t('loreEntry.useRegex')} name="useRegex" checked={entry.useRegex === true} set={(useRegex) => set({ useRegex })} />
        <fieldset className={styles.group}>
          <legend>{t('loreEntry.sources')}</legend>
          {(Object.keys(SOURCES) as (keyof typeof SOURCES)[]).map((source) => (
            <Check key={source} label={t(`loreSource.${source}`)} name={SOURCES[source]} checked={entry[SOURCES[source]] === true} set={(on) => set({ [SOURCES[source]]: on })} />
          ))}
        </fieldset>
      </Folded>
      <Folded title={t('loreEntry.limits')}>
        <Check label={t('loreEntry.ignoreBudget')} name="ignoreBudget" checked={entry.ignoreBudget} set={(ignoreBudget) => set({ ignoreBudget })} />
        <NumberField label={t('loreEntry.priority')} name="priority" value={typeof entry.priority === 'number' ? entry.priority : null} least={-1_000_000} most={1_000_000} empty={null} hint={t('loreEntry.priority.hint')} set={(priority) => set({ priority })} />
        <ForWhom entry={entry} set={set} />
        <Commas label={t('loreEntry.triggers')} name="triggers" hint={t('loreEntry.triggers.hint')} values={entry.triggers} set={(triggers) => set({ triggers })} />
      </Folded>
      {strange.length > 0 && <p className={styles.note}>{t('loreEntry.strange', { names: strange.slice(0, 12).join(', ') })}</p>}
    </div>
  )
}

function ForWhom({ entry, set }: PartProps) {
  const t = useT()
  const filter = filterOf(entry)
  const change = (edit: Partial<typeof filter>) => {
    const next = { ...filter, ...edit }
    const given = typeof entry.characterFilter === 'object' && entry.characterFilter !== null ? entry.characterFilter : {}
    set({ characterFilter: { ...given, ...next } })
  }
  return (
    <>
      <div className={styles.pair}>
        <Commas label={t('loreEntry.filter.names')} name="filterNames" hint={t('loreEntry.filter.hint')} values={filter.names} set={(names) => change({ names })} />
        <Commas label={t('loreEntry.filter.tags')} name="filterTags" hint={t('loreEntry.filter.hint')} values={filter.tags} set={(tags) => change({ tags })} />
      </div>
      {(filter.names.length > 0 || filter.tags.length > 0) && <Check label={t('loreEntry.filter.exclude')} name="filterExclude" checked={filter.isExclude} set={(isExclude) => change({ isExclude })} />}
    </>
  )
}

/** Several words in a line; uncontrolled, so that a comma that was just typed stays. */
function Commas({ label, name, hint, values, set }: { label: string; name: string; hint: string; values: readonly string[]; set: (values: string[]) => void }) {
  return <Field label={label} name={name} hint={hint} autoComplete="off" defaultValue={values.join(', ')} onChange={(event) => set(tagsOf(event.target.value))} />
}
