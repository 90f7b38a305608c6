import { Component, type ReactNode } from 'react'
import { translate } from '../i18n/t'
import { Button } from '../ui/Button'
import styles from './app.module.css'

/** When a page breaks it says so, and what was kept, instead of leaving the window white. */
export class Guard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <main id="page" className={styles.empty} role="alert">
        <h1>{translate('app.broke')}</h1>
        <p>{translate('app.broke.do')}</p>
        <Button look="primary" onClick={() => location.reload()}>
          {translate('app.reload')}
        </Button>
      </main>
    )
  }
}
