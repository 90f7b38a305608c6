import { lazy, Suspense, useEffect } from 'react'
import type { Account } from '../../api/types'
import { link } from '../../app/router'
import type { Key } from '../../i18n/en'
import { useT } from '../../i18n/t'
import styles from './settings.module.css'

const Profile = lazy(() => import('./Profile'))
const Look = lazy(() => import('./LookPage'))
const Security = lazy(() => import('./Security'))
const Keys = lazy(() => import('./KeysPage'))
const Presets = lazy(() => import('../presets/PresetsPage'))
const Memory = lazy(() => import('../memory/MemoryPage'))
const Import = lazy(() => import('../migration/ImportPage'))
const Server = lazy(() => import('./ServerPage'))

export const SETTINGS: readonly { to: string; name: Key; operator?: true }[] = [
  { to: '/settings', name: 'settings.account' },
  { to: '/settings/look', name: 'settings.look' },
  { to: '/settings/security', name: 'settings.security' },
  { to: '/settings/keys', name: 'settings.keys' },
  { to: '/settings/presets', name: 'presets.title' },
  { to: '/settings/memory', name: 'settings.memory' },
  { to: '/settings/import', name: 'settings.import' },
  { to: '/settings/server', name: 'settings.server', operator: true },
]

export function settingsFor({ role }: Account) {
  return SETTINGS.filter((one) => !one.operator || role === 'operator')
}

export function isSettings(path: string): boolean {
  return path === '/settings' || path.startsWith('/settings/')
}

/** One's own pages, and the operator's, beside a list of them. */
export function SettingsPage({ account, path }: { account: Account; path: string }) {
  const t = useT()
  const places = settingsFor(account)
  const here = places.find((one) => one.to === path)
  const title = [here && t(here.name), t('settings.title')].filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <main id="page" className={styles.page}>
      <div className={styles.frame}>
        <h1>{t('settings.title')}</h1>
        <nav className={styles.places} aria-label={t('settings.title')}>
          {places.map(({ to, name }) => (
            <a key={to} {...link(to)} aria-current={to === path ? 'page' : undefined}>
              {t(name)}
            </a>
          ))}
        </nav>
        <Suspense fallback={<div className={styles.column} aria-busy="true" />}>
          <div className={styles.column}>{here ? <Place account={account} path={path} /> : <p>{t('app.notFound')}</p>}</div>
        </Suspense>
      </div>
    </main>
  )
}

function Place({ account, path }: { account: Account; path: string }) {
  switch (path) {
    case '/settings/look':
      return <Look />
    case '/settings/security':
      return <Security account={account} />
    case '/settings/keys':
      return <Keys account={account} />
    case '/settings/presets':
      return <Presets account={account} />
    case '/settings/memory':
      return <Memory />
    case '/settings/import':
      return <Import />
    case '/settings/server':
      return <Server />
    default:
      return <Profile account={account} />
  }
}
