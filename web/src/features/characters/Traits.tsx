import { useId, useState } from 'react'
import type { Key } from '../../i18n/en'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import paneStyles from './source.module.css'
import styles from './characters.module.css'
import { FACET_NAMES, FACETS, type Character, type Facet, type Provenance } from './wire'

interface Props {
  character: Character
  /** Shows a sentence where it stands in the source; where there is none to show, nothing. */
  find: ((quote: string) => void) | null
  /** Makes a facet again that failed or is empty; for the owner alone. */
  retry: ((facet: Facet) => void) | null
  fill: ((facet: Facet) => void) | null
}

/** A profile as a sheet to be read: facet by facet, each trait with where it comes from. */
export function Traits({ character, find, retry, fill }: Props) {
  return FACET_NAMES.map((facet) => <FacetView key={facet} facet={facet} character={character} find={find} retry={retry} fill={fill} />)
}

function FacetView({ facet, character, find, retry, fill }: Props & { facet: Facet }) {
  const t = useT()
  const state = character.categories[facet]
  const lines = FACETS[facet].flatMap((field) => linesOf(character, facet, field))
  if (lines.length === 0 && state !== 'failed' && (state !== 'empty' || !fill)) return null
  return (
    <section className={styles.facet} data-facet={facet}>
      <h2>{t(`facet.${facet}`)}</h2>
      {lines.length > 0 && (
        <dl className={styles.traits}>
          {FACETS[facet].map((field) => {
            const own = lines.filter((line) => line.field === field)
            return (
              own.length > 0 && (
                <div key={field}>
                  <dt>{t(`field.${facet}.${field}` as Key)}</dt>
                  {own.map((line) => (
                    <dd key={line.key} lang={character.language || undefined}>
                      <Trait line={line} find={find} />
                    </dd>
                  ))}
                </div>
              )
            )
          })}
        </dl>
      )}
      {lines.length === 0 && <p className={styles.small}>{t(state === 'failed' ? 'character.facet.failed' : 'character.facet.empty')}</p>}
      {state !== 'done' && (retry || fill) && (
        <div className={styles.actions}>
          {retry && (
            <Button size="small" onClick={() => retry(facet)}>
              <Icon name="retry" />
              {t('character.facet.retry')}
            </Button>
          )}
          {fill && (
            <Button size="small" look="quiet" onClick={() => fill(facet)}>
              {t('character.facet.fill')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

interface Line {
  key: string
  field: string
  label: string
  text: string
  provenance: Provenance | null
}

function linesOf({ profile, provenance }: Character, facet: Facet, field: string): Line[] {
  const value = profile[facet]?.[field]
  const key = `${facet}.${field}`
  const line = (at: string, text: string): Line => ({ key: at, field, label: key, text, provenance: provenance[at] ?? null })
  if (typeof value === 'string') return value.trim() === '' ? [] : [line(key, value)]
  return (value ?? []).map((text, at) => line(`${key}.${at}`, text)).filter(({ text }) => text.trim() !== '')
}

function Trait({ line, find }: { line: Line; find: Props['find'] }) {
  const { text, provenance } = line
  return (
    <>
      <span className={styles.trait}>{text}</span>
      {provenance && <ProvenanceMark provenance={provenance} label={line.label} find={find} />}
    </>
  )
}

/** Where a trait comes from, in a word; the sentence of the source at a press. */
export function ProvenanceMark({ provenance, label, find }: { provenance: Provenance; label: string; find: Props['find'] }) {
  const t = useT()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { kind, quote } = provenance
  if (kind !== 'source' || !quote) {
    return (
      <span className={paneStyles.kind} data-kind={kind} title={kind === 'inferred' ? t('trait.inferred.lead') : undefined}>
        {t(kind === 'source' ? 'trait.source' : `trait.${kind}`)}
      </span>
    )
  }
  return (
    <>
      <button type="button" className={paneStyles.kind} data-kind="source" aria-expanded={open} aria-controls={id} aria-label={`${t('trait.source')}: ${t(`field.${label}` as Key)}`} onClick={() => setOpen(!open)}>
        {t('trait.source')}
        <Icon name="chevron" />
      </button>
      <span id={id} hidden={!open} className={paneStyles.quote}>
        <q>{quote}</q>
        {find && (
          <button type="button" className={paneStyles.find} onClick={() => find(quote)}>
            {t('trait.find')}
          </button>
        )}
      </span>
    </>
  )
}
