import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { Key } from '../../i18n/en'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Field } from '../../ui/Field'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { models } from '../chat/models'
import { LANGUAGES, ownName } from '../stories/languages'
import page from '../stories/stories.module.css'
import editorStyles from './editor.module.css'
import styles from './characters.module.css'
import { faultOf, rowsIn, tagsOf, textIn, type Sheet } from './sheet'
import { ProvenanceMark } from './Traits'
import { FACET_NAMES, FACETS, LISTS, type Character, type Facet, type Provenance, type Visibility } from './wire'

export const PARTS = ['about', 'greetings', ...FACET_NAMES, 'card', 'sharing'] as const
export type PartName = (typeof PARTS)[number]

interface Props {
  part: PartName
  character: Character
  sheet: Sheet
  set: (change: Sheet) => void
  fields: Readonly<Record<string, string>>
  /** Shows a sentence in the source; nothing where there is none. */
  find: ((quote: string) => void) | null
  picture: () => void
}

export function PartForm(props: Props) {
  switch (props.part) {
    case 'about':
      return <About {...props} />
    case 'greetings':
      return <GreetingRows {...props} />
    case 'card':
      return <CardPart {...props} />
    case 'sharing':
      return <Sharing {...props} />
    default:
      return <FacetPart {...props} facet={props.part} />
  }
}

function About({ character, sheet, set, fields, picture }: Props) {
  const t = useT()
  const id = useId()
  const { items } = useStore(models)
  const [tags, setTags] = useState(() => rowsIn(sheet, 'tags').join(t('list.comma')))
  const language = textIn(sheet, 'language')
  const model = textIn(sheet, 'model')
  return (
    <>
      <div className={editorStyles.portraitLine}>
        <Avatar name={textIn(sheet, 'name')} src={character.avatar_url} size={72} />
        <Button onClick={picture}>{t('character.picture')}</Button>
      </div>
      <Field label={t('card.name')} name="name" autoComplete="off" value={textIn(sheet, 'name')} fault={faultOf(sheet) ? t('editor.name.fault') : fields.name} onChange={(event) => set({ name: event.target.value })} />
      <Field label={t('card.nickname')} name="nickname" autoComplete="off" hint={t('card.nickname.hint')} value={textIn(sheet, 'nickname')} fault={fields.nickname} onChange={(event) => set({ nickname: event.target.value })} />
      <Area name="brief" label={t('card.brief')} hint={t('card.brief.hint')} rows={4} value={textIn(sheet, 'brief')} fault={fields.brief} set={(brief) => set({ brief })} />
      <Field
        label={t('editor.tags')}
        name="tags"
        autoComplete="off"
        hint={t('editor.tags.hint')}
        value={tags}
        fault={fields.tags}
        onChange={(event) => {
          setTags(event.target.value)
          set({ tags: tagsOf(event.target.value) })
        }}
      />
      <div className={page.pair}>
        <div className={ui.field}>
          <label htmlFor={`${id}-language`}>{t('card.language')}</label>
          <select id={`${id}-language`} name="language" className={ui.input} value={language} onChange={(event) => set({ language: event.target.value })}>
            <option value="">{t('card.language.any')}</option>
            {[...new Set([...LANGUAGES, language])].filter((one) => one !== '').map((one) => (
              <option key={one} value={one}>
                {ownName(one)}
              </option>
            ))}
          </select>
        </div>
        <div className={ui.field}>
          <label htmlFor={`${id}-model`}>{t('card.model')}</label>
          <select id={`${id}-model`} name="model" className={ui.input} value={model} onChange={(event) => set({ model: event.target.value })}>
            <option value="">{t('card.model.any')}</option>
            {[...new Set([...items.map((one) => one.id), model])].filter((one) => one !== '').map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </div>
      </div>
    </>
  )
}

function GreetingRows({ sheet, set }: Props) {
  const t = useT()
  return (
    <>
      <p className={page.muted}>{t('editor.greetings.lead')}</p>
      <Rows name="greetings" rows={rowsIn(sheet, 'greetings')} tall set={(greetings) => set({ greetings })} label={(at) => (at === 0 ? t('editor.greeting.first') : t('editor.greeting.other', { number: at }))} />
      <h2>{t('editor.group')}</h2>
      <p className={page.muted}>{t('editor.group.lead')}</p>
      <Rows name="group_greetings" rows={rowsIn(sheet, 'group_greetings')} tall set={(rows) => set({ group_greetings: rows })} label={(at) => t('editor.group.row', { number: at + 1 })} />
    </>
  )
}

function FacetPart({ facet, character, sheet, set, find }: Props & { facet: Facet }) {
  const t = useT()
  const was = (key: string): Provenance | null => character.provenance[key] ?? null
  return (
    <>
      <h2>{t(`facet.${facet}`)}</h2>
      {character.categories[facet] === 'failed' && <p className={styles.warned}>{t('character.facet.failed')}</p>}
      {FACETS[facet].map((field) => {
        const key = `${facet}.${field}`
        const label = t(`field.${key}` as Key)
        if (LISTS.has(key)) {
          return (
            <fieldset key={key} className={editorStyles.listField}>
              <legend>{label}</legend>
              <Rows
                name={key}
                rows={rowsIn(sheet, key)}
                set={(rows) => set({ [key]: rows })}
                label={(at) => `${label} ${at + 1}`}
                marks={rowsIn(sheet, key).map((text, at) => (textAt(character, facet, field, at) === text ? was(`${key}.${at}`) : null))}
                field={key}
                find={find}
              />
            </fieldset>
          )
        }
        const kept = character.profile[facet]?.[field]
        const untouched = typeof kept === 'string' && kept === textIn(sheet, key)
        return (
          <div key={key} className={editorStyles.traitField}>
            <Area name={key} label={label} rows={1} value={textIn(sheet, key)} set={(value) => set({ [key]: value })} />
            <Mark provenance={untouched ? was(key) : null} label={key} find={find} />
          </div>
        )
      })}
    </>
  )
}

function textAt({ profile }: Character, facet: Facet, field: string, at: number): string | undefined {
  const rows = profile[facet]?.[field]
  return Array.isArray(rows) ? rows[at] : undefined
}

/** Where the words of a field come from, as long as they are still those. */
function Mark({ provenance, label, find }: { provenance: Provenance | null; label: string; find: Props['find'] }) {
  return provenance && <p className={editorStyles.markLine}>{<ProvenanceMark provenance={provenance} label={label} find={find} />}</p>
}

const LONG = ['description', 'personality', 'scenario', 'examples', 'system_prompt', 'post_history_instructions', 'creator_notes'] as const
const HINTED = new Set(['description', 'scenario', 'examples', 'system_prompt', 'creator_notes'])

function CardPart({ sheet, set, fields }: Props) {
  const t = useT()
  return (
    <>
      {LONG.map((key) => (
        <Area key={key} name={key} label={t(`card.${key}`)} hint={HINTED.has(key) ? t(`card.${key}.hint` as Key) : undefined} rows={3} value={textIn(sheet, key)} fault={fields[key]} set={(value) => set({ [key]: value })} />
      ))}
      <div className={page.pair}>
        {(['creator', 'character_version'] as const).map((key) => (
          <Field key={key} label={t(`card.${key}`)} name={key} autoComplete="off" value={textIn(sheet, key)} fault={fields[key]} onChange={(event) => set({ [key]: event.target.value })} />
        ))}
      </div>
    </>
  )
}

const VISIBILITIES: readonly Visibility[] = ['private', 'unlisted', 'public']

export function Sharing({ character, sheet, set }: Pick<Props, 'character' | 'sheet' | 'set'>) {
  const t = useT()
  const name = useId()
  const now = textIn(sheet, 'visibility')
  const address = `${location.origin}/p/c/${character.id}`
  return (
    <>
      <fieldset className={editorStyles.visibility}>
        <legend>{t('character.visibility')}</legend>
        {VISIBILITIES.map((one) => (
          <label key={one}>
            <input type="radio" name={name} value={one} checked={now === one} onChange={() => set({ visibility: one })} />
            <strong>{t(`character.visibility.${one}`)}</strong>
            <span>{t(`character.visibility.${one}.lead`)}</span>
          </label>
        ))}
      </fieldset>
      {character.visibility !== 'private' && now !== 'private' && (
        <div className={editorStyles.address}>
          <span className={styles.label}>{t('character.link')}</span>
          <p>
            <code>{address}</code>
            <CopyButton text={address} label={t('character.link.copy')} />
          </p>
        </div>
      )}
      {character.source && character.source.licence === null && character.source.kind !== 'text' && character.source.kind !== 'blank' && now !== 'private' && <p className={styles.warned}>{t('source.licence.none')}</p>}
    </>
  )
}

interface AreaProps {
  name: string
  label: string
  hint?: string | undefined
  fault?: string | undefined
  rows: number
  value: string
  set: (value: string) => void
}

/** A text that is as tall as what is written in it. */
function Area({ name, label, hint, fault, rows, value, set }: AreaProps) {
  const id = useId()
  const said = fault ?? hint
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{label}</label>
      <GrowingText id={id} name={name} rows={rows} value={value} fault={fault !== undefined} said={said ? `${id}-said` : undefined} set={set} />
      {said && (
        <p id={`${id}-said`} className={fault ? ui.fault : ui.hint}>
          {said}
        </p>
      )}
    </div>
  )
}

interface GrowingProps {
  id?: string
  name: string
  label?: string
  rows: number
  value: string
  fault?: boolean
  said?: string | undefined
  set: (value: string) => void
}

function GrowingText({ id, name, label, rows, value, fault = false, said, set }: GrowingProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const box = area.current
    if (!box) return
    box.style.height = 'auto'
    box.style.height = value === '' ? '' : `${box.scrollHeight + 2}px`
  }, [value])
  return <textarea ref={area} id={id} name={name} rows={rows} className={`${ui.input} ${editorStyles.growing}`} aria-label={label} aria-invalid={fault} aria-describedby={said} value={value} onChange={(event) => set(event.target.value)} />
}

interface RowsProps {
  name: string
  rows: readonly string[]
  tall?: boolean
  set: (rows: readonly string[]) => void
  label: (at: number) => string
  /** Where each row comes from, as long as it is still what was read. */
  marks?: readonly (Provenance | null)[]
  field?: string
  find?: Props['find']
}

/** A list of texts: written, moved up, taken away, added to. */
function Rows({ name, rows, tall = false, set, label, marks, field = '', find = null }: RowsProps) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const boxes = frame.current?.querySelectorAll('textarea')
    boxes?.[Math.min(wanted.current, boxes.length - 1)]?.focus()
    wanted.current = null
  })

  function change(next: readonly string[], focus: number) {
    wanted.current = focus
    set(next)
  }

  return (
    <div ref={frame} className={editorStyles.rows} data-rows={name}>
      {rows.map((text, at) => (
        // A row is its place: its words change with every letter.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={editorStyles.row}>
          <div className={editorStyles.rowHead}>
            <span aria-hidden="true">{label(at)}</span>
            <span>
              {at > 0 && <IconButton icon="up" label={`${t('editor.row.up')}: ${label(at)}`} onClick={() => change(rows.with(at - 1, text).with(at, rows[at - 1] ?? ''), at - 1)} />}
              <IconButton icon="bin" label={`${t('editor.row.remove')}: ${label(at)}`} onClick={() => change(rows.toSpliced(at, 1), Math.max(0, at - 1))} />
            </span>
          </div>
          <GrowingText name={`${name}.${at}`} label={label(at)} rows={tall ? 4 : 1} value={text} set={(value) => set(rows.with(at, value))} />
          <Mark provenance={marks?.[at] ?? null} label={field} find={find} />
        </div>
      ))}
      <Button size="small" onClick={() => change([...rows, ''], rows.length)}>
        {t('editor.row.add')}
      </Button>
    </div>
  )
}
