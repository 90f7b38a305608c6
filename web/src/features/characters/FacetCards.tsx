import { useT } from '../../i18n/t'
import type { Key } from '../../i18n/en'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import styles from './characters.module.css'
import { isOver, PARTS, type Making, type Part } from './making'
import { FACETS, type Character, type Facet } from './wire'

const LINES = 3

interface Props {
  making: Making
  character: Character | null
  /** Makes one part again; nothing while there is no character to make it for. */
  retry: ((part: Part) => void) | null
}

/** The eight facets and the brief, each as it is: waiting, being read, done with its first lines, failed. */
export function FacetCards({ making, character, retry }: Props) {
  const t = useT()
  return (
    <ul className={styles.facets}>
      {PARTS.map((part) => {
        const state = making.parts[part]
        const lines = state === 'done' && character ? linesOf(character, part) : []
        const name = t(`facet.${part}`)
        return (
          <li key={part} className={styles.facetCard} data-part={part} data-state={state}>
            <div className={styles.facetHead}>
              <strong>{name}</strong>
              <span className={styles.state}>
                {state === 'done' ? <Icon name="check" /> : state === 'failed' ? <Icon name="warn" /> : <span className={styles.spark} aria-hidden="true" />}
                {t(`making.part.${state === 'pending' && making.status === 'done' ? 'failed' : state}`)}
              </span>
            </div>
            {state === 'done' && character && lines.length === 0 && <p className={styles.small}>{t('character.facet.empty')}</p>}
            {lines.map(({ label, text }) => (
              <p key={label} lang={character?.language || undefined}>
                {label !== '' && <span>{t(`field.${label}` as Key)}</span>}
                {text}
              </p>
            ))}
            {state === 'failed' && retry && isOver(making.status) && (
              <Button size="small" aria-label={`${t('character.facet.retry')}: ${name}`} onClick={() => retry(part)}>
                <Icon name="retry" />
                {t('character.facet.retry')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function linesOf(character: Character, part: Part): { label: string; text: string }[] {
  if (part === 'brief') return [character.brief, character.greetings[0] ?? ''].filter((text) => text !== '').map((text) => ({ label: '', text }))
  return fieldsOf(character, part)
    .filter(({ text }) => text.trim() !== '')
    .slice(0, LINES)
}

function fieldsOf({ profile }: Character, facet: Facet): { label: string; text: string }[] {
  return FACETS[facet].map((field) => {
    const value = profile[facet]?.[field] ?? ''
    return { label: `${facet}.${field}`, text: typeof value === 'string' ? value : value.join(' · ') }
  })
}
