import { useT } from '../../i18n/t'
import { Field } from '../../ui/Field'
import { Area, NumberField, Tri } from './fields'
import styles from './lorebooks.module.css'
import type { Settings } from './pending'
import { UsesPart } from './Uses'
import type { Lorebook } from './wire'

const SHOWN = 20

interface Props {
  book: Lorebook
  settings: Settings
  set: (change: Partial<Settings>) => void
}

export function isNamed(name: string): boolean {
  const letters = [...name.trim()].length
  return letters > 0 && letters <= 200
}

/** What the book says of itself, and where it is open. */
export function BookSettings({ book, settings, set }: Props) {
  const t = useT()
  return (
    <div className={styles.form}>
      <header className={styles.formHead}>
        <h2>{t('book.settings')}</h2>
      </header>
      <Field label={t('book.name')} name="book-name" autoComplete="off" value={settings.name} fault={isNamed(settings.name) ? undefined : t('book.name.fault')} onChange={(event) => set({ name: event.target.value })} />
      <Area label={t('book.description')} name="book-description" rows={3} hint={t('book.description.hint')} value={settings.description} set={(description) => set({ description })} />
      <div className={styles.pair}>
        <NumberField label={t('book.scanDepth')} name="scan_depth" value={settings.scan_depth} least={0} most={1000} empty={null} hint={t('book.scanDepth.hint')} set={(scan_depth) => set({ scan_depth })} />
        <NumberField label={t('book.budget')} name="token_budget" value={settings.token_budget} least={0} most={10_000_000} empty={null} hint={t('book.budget.hint')} set={(token_budget) => set({ token_budget })} />
        <Tri label={t('book.recursive')} name="recursive_scanning" value={settings.recursive_scanning} hint={t('book.recursive.hint')} set={(recursive_scanning) => set({ recursive_scanning })} />
      </div>
      <UsesPart id={book.id} />
      <Remarks book={book} />
    </div>
  )
}

function Remarks({ book }: { book: Lorebook }) {
  const t = useT()
  const strange = Object.keys(book.extra).length
  if (book.remarks.length === 0 && strange === 0) return null
  return (
    <section className={styles.group}>
      {book.remarks.length > 0 && (
        <>
          <h3>{t('book.remarks')}</h3>
          <ul className={styles.remarks}>
            {book.remarks.slice(0, SHOWN).map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
          {book.remarks.length > SHOWN && <p className={styles.note}>{t('book.remarks.more', { count: book.remarks.length - SHOWN })}</p>}
        </>
      )}
      {strange > 0 && <p className={styles.note}>{t('book.extra', { count: strange })}</p>}
    </section>
  )
}
