import { link } from '../../app/router'
import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import charStyles from '../characters/characters.module.css'
import { MOST_IMPORTANT } from './lines'
import styles from './memory.module.css'
import type { Line, Term } from './wire'

interface Props {
  term: Term
  lines: readonly Line[]
  conversation: string
  edit: (line: Line) => void
  forget: (line: Line) => void
  erase: (line: Line) => void
  add: (() => void) | null
}

/** One layer as a timeline: what is remembered, how much it matters, when it was made and of which messages. */
export function Lines({ term, lines, conversation, edit, forget, erase, add }: Props) {
  const t = useT()
  const name = term === 'short_term' ? 'short' : 'long'
  return (
    <section className={charStyles.facet} data-term={term}>
      <h2>{t(`memory.${name}`)}</h2>
      <p className={charStyles.small}>{t(lines.length === 0 ? `memory.${name}.none` : `memory.${name}.lead`)}</p>
      {lines.length > 0 && (
        <ol className={styles.lines}>
          {lines.map((line) => (
            <li key={line.id} data-line={line.id}>
              <div className={styles.lineWords}>
                <p className={styles.text}>{line.text}</p>
                <p className={styles.facts}>
                  <Importance value={line.importance} />
                  {line.counterpart && <span>{t('memory.about', { name: line.counterpart.name })}</span>}
                  <time dateTime={line.created_at}>{time(line.created_at)}</time>
                  {line.messages.length === 0 && <span>{t('memory.messages.none')}</span>}
                </p>
                {line.messages.length > 0 && (
                  <details className={styles.messages}>
                    <summary>{line.messages.length === 1 ? t('memory.messages.one') : t('memory.messages', { count: line.messages.length })}</summary>
                    <ul>
                      {line.messages.map((message, at) => (
                        <li key={message}>
                          <a {...link(`/chat/${conversation}#${message}`)}>{t('memory.message', { number: at + 1 })}</a>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </div>
              <Menu
                label={t('memory.line', { text: line.text.slice(0, 40) })}
                className={styles.lineMenu}
                items={[
                  { icon: 'pencil', label: t('memory.edit'), choose: () => edit(line) },
                  { icon: 'bin', label: t('memory.delete'), choose: () => forget(line) },
                  { icon: 'bin', label: t('memory.erase'), danger: true, choose: () => erase(line) },
                ]}
              />
            </li>
          ))}
        </ol>
      )}
      {add && (
        <div>
          <Button size="small" data-add={term} onClick={add}>
            <Icon name="plus" />
            {t(`memory.add.${name}`)}
          </Button>
        </div>
      )}
    </section>
  )
}

function Importance({ value }: { value: number | null }) {
  const t = useT()
  if (value === null) return null
  const words = t('memory.importance.of', { value })
  return (
    <span className={styles.importance} title={words}>
      <span role="img" aria-label={words}>
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} data-on={value > (step - 1) * (MOST_IMPORTANT / 5) ? '' : undefined} />
        ))}
      </span>
    </span>
  )
}
