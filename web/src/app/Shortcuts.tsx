import { useT } from '../i18n/t'
import type { Key } from '../i18n/en'
import { Dialog } from '../ui/Dialog'
import styles from './app.module.css'
import { COMMAND } from './keys'

const KEYS: readonly (readonly [Key, readonly string[]])[] = [
  ['keys.palette', [COMMAND, 'K']],
  ['keys.new', [COMMAND, 'Shift', 'O']],
  ['keys.write', ['/']],
  ['keys.send', ['Enter']],
  ['keys.line', ['Shift', 'Enter']],
  ['keys.stop', ['Esc']],
  ['keys.option', ['1', '…', '9']],
  ['keys.help', ['?']],
]

export function Shortcuts({ close }: { close: () => void }) {
  const t = useT()
  return (
    <Dialog title={t('keys.title')} close={close}>
      <dl className={styles.keys}>
        {KEYS.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
