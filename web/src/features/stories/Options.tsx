import { useId } from 'react'
import { useT } from '../../i18n/t'
import styles from './deeds.module.css'
import type { Option } from './wire'

interface Props {
  options: readonly Option[]
  choose: (option: Option) => void
  language: string
  /** Where a choice may still be changed: the one that counts now. */
  chosen?: number | null
}

/** What may be chosen, as large buttons. */
export function Options({ options, choose, language, chosen }: Props) {
  const t = useT()
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <h2 id={id} className={styles.ask}>
        {t('story.options')} <small>{t('story.keys', { count: options.length })}</small>
      </h2>
      <ol className={styles.options} lang={language}>
        {options.map((option, at) => (
          <li key={option.id}>
            <button
              type="button"
              className={styles.option}
              data-option={option.id}
              aria-keyshortcuts={String(at + 1)}
              aria-pressed={chosen === undefined ? undefined : chosen === option.id}
              onClick={() => choose(option)}
            >
              <span aria-hidden="true">{at + 1}</span>
              {option.text}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
