import { useT } from '../../i18n/t'
import type { Key } from '../../i18n/en'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { isOver, PARTS, type Making, type Part } from './making'
import { failureIn } from './trouble'
import { FACETS, type Character, type Facet, type PartState } from './wire'

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
    <ul className={makingStyles.facets}>
      {PARTS.map((part) => {
        const state = stateOf(making, part)
        const lines = state === 'done' && character ? linesOf(character, part) : []
        const name = t(`facet.${part}`)
        const failure = failureIn(making.result, part)
        return (
          <li key={part} className={makingStyles.facetCard} data-part={part} data-state={state}>
            <div className={makingStyles.facetHead}>
              <strong>{name}</strong>
              <span className={makingStyles.state}>
                {state === 'done' ? <Icon name="check" /> : state === 'failed' ? <Icon name="warn" /> : <span className={makingStyles.spark} aria-hidden="true" />}
                {t(`making.part.${state}`)}
              </span>
            </div>
            {state === 'done' && character && lines.length === 0 && <p className={styles.small}>{t('character.facet.empty')}</p>}
            {lines.map(({ label, text }) => (
              <p key={label} lang={character?.language || undefined}>
                {label !== '' && <span>{t(`field.${label}` as Key)}</span>}
                {text}
              </p>
            ))}
            {state === 'failed' && failure !== '' && <p className={styles.small}>{failure}</p>}
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

/** All that are not made yet are asked for at once; one that nobody spoke of when all was done is missing. */
function stateOf({ parts, status, step }: Making, part: Part): PartState {
  const state = parts[part]
  if (state !== 'pending') return state
  return status === 'done' ? 'failed' : step === 'write' ? 'running' : state
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
