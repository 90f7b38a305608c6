import { store, useStore } from './store'
import styles from './ui.module.css'

interface Toast {
  id: number
  text: string
  action: { label: string; run: () => void } | null
}

const toasts = store<readonly Toast[]>([])
const SHOWN = 8000
let next = 1

/** Says something in passing. With an action it stays a little; the newest three are shown. */
export function toast(text: string, action: Toast['action'] = null): void {
  const id = next++
  toasts.set((now) => [...now.slice(-2), { id, text, action }])
  setTimeout(() => dismiss(id), SHOWN)
}

function dismiss(id: number) {
  toasts.set((now) => now.filter((one) => one.id !== id))
}

export function Toasts() {
  const shown = useStore(toasts)
  return (
    <div className={styles.toasts} role="status">
      {shown.map(({ id, text, action }) => (
        <div key={id} className={styles.toast}>
          <p>{text}</p>
          {action && (
            <button
              type="button"
              onClick={() => {
                dismiss(id)
                action.run()
              }}
            >
              {action.label}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
