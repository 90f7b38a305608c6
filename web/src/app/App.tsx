import { lazy, Suspense, useEffect } from 'react'
import { clearShelf, loadShelf } from '../features/conversations/conversations'
import { isCharacters, publicIn } from '../features/characters/place'
import { ChatPage } from '../features/chat/ChatPage'
import { forgetChat } from '../features/chat/chat'
import { loadModels } from '../features/chat/models'
import { Door } from '../features/door/Door'
import { Letter } from '../features/door/Letter'
import { Reset } from '../features/door/Reset'
import { Verify } from '../features/door/Verify'
import { clearPresets, loadPresets } from '../features/presets/presets'
import { followPreferences } from '../features/settings/preferences'
import { isKnowledge } from '../features/knowledge/place'
import { isLorebooks } from '../features/lorebooks/place'
import { isSettings, SettingsPage } from '../features/settings/SettingsPage'
import { isJoining, isStories, tokenIn } from '../features/stories/place'
import type { Account } from '../api/types'
import { useT } from '../i18n/t'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useStore } from '../ui/store'
import { Toasts } from '../ui/toasts'
import styles from './app.module.css'
import { standing } from './crowd'
import { Crowded } from './Crowded'
import { NotFound } from './NotFound'
import { go, usePath } from './router'
import { connect } from './live'
import { look, visitor, type Visitor } from './session'
import { Shell } from './Shell'

const Characters = lazy(() => import('../features/characters/Characters'))
const Knowledge = lazy(() => import('../features/knowledge/Knowledge'))
const Lorebooks = lazy(() => import('../features/lorebooks/Lorebooks'))
const PublicPage = lazy(() => import('../features/characters/PublicPage'))
const Stories = lazy(() => import('../features/stories/Stories'))
const SharedPage = lazy(() => import('../features/party/SharedPage'))
const Gallery = lazy(() => import('../features/gallery/Gallery'))

export function App() {
  const t = useT()
  const path = usePath()
  const who = useStore(visitor)

  const token = tokenIn(path)
  const shown = publicIn(path)
  const reads = token !== null || shown !== null
  useEffect(() => {
    // Whoever only reads is nobody here, and need not be asked.
    if (!reads) void look()
  }, [reads])

  if (token !== null) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <SharedPage token={token} />
      </Suspense>
    )
  }
  if (shown !== null) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <PublicPage key={shown} id={shown} />
      </Suspense>
    )
  }
  if (path === '/dev/gallery') {
    return (
      <Suspense fallback={null}>
        <Gallery />
      </Suspense>
    )
  }
  return (
    <>
      <a className={styles.skip} href="#page">
        {t('app.skip')}
      </a>
      <ForVisitor who={who} path={path} />
      <Toasts />
    </>
  )
}

function ForVisitor({ who, path }: { who: Visitor; path: string }) {
  switch (who.kind) {
    case 'unknown':
      return <main id="page" aria-busy="true" />
    case 'unreachable':
      return <Unreachable who={who} />
    case 'new':
      return <Door key="setup" kind="setup" code={who.setup.code_required} />
    case 'out':
      return <Outside who={who} path={path} />
    case 'in':
      if (path === '/verify-email') return <Verify />
      if (path === '/reset-password') return <Reset />
      return <Home key={who.account.id} account={who.account} path={path} />
  }
}

/** Where somebody was going who had to pass the door first, and perhaps to make an account on the way. */
let wanted: string | null = null

function Outside({ who, path }: { who: Visitor & { kind: 'out' }; path: string }) {
  const t = useT()
  const invited = isJoining(path)
  const somebody = isCharacters(path) || isLorebooks(path) || isKnowledge(path)
  useEffect(() => {
    if (invited || somebody) wanted = path
  }, [invited, somebody, path])
  switch (path) {
    case '/register':
      return <Door key="register" kind="register" lead={wanted !== null && isJoining(wanted) ? t('join.door.register') : undefined} />
    case '/forgot':
      return <Letter key="reset" purpose="reset" />
    case '/resend':
      return <Letter key="verify" purpose="verify" />
    case '/reset-password':
      return <Reset />
    case '/verify-email':
      return <Verify />
    default:
      return <Door key="login" kind="login" why={who.why} username={who.username} lead={invited ? t('join.door') : undefined} />
  }
}

function Unreachable({ who }: { who: Visitor & { kind: 'unreachable' } }) {
  const t = useT()
  useEffect(() => {
    const again = () => void look()
    const timer = setInterval(again, 5000)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [])
  return (
    <main id="page" className={styles.unreachable}>
      <Notice code={who.problem.code} message={who.problem.message} trace={who.problem.trace}>
        <Button look="primary" onClick={() => void look()}>
          {t('chat.again')}
        </Button>
      </Notice>
    </main>
  )
}

/** Whoever is in has no business at these. */
const DOORS = new Set(['/register', '/setup', '/forgot', '/resend'])

/** The app for somebody who is signed in. Another account finds nothing of this one in it. */
function Home({ account, path }: { account: Account; path: string }) {
  useEffect(() => {
    void loadShelf()
    void loadModels()
    void loadPresets()
    const letGo = followPreferences()
    const disconnect = connect()
    return () => {
      disconnect()
      letGo()
      standing.set('admitted')
      clearShelf()
      clearPresets()
      forgetChat()
    }
  }, [])
  useEffect(() => {
    if (isJoining(path) || isCharacters(path) || isLorebooks(path) || isKnowledge(path)) wanted = null
    if (!DOORS.has(path)) return
    go(wanted ?? '/', 'replace')
    wanted = null
  }, [path])
  const here = useStore(standing)
  return here === 'admitted' ? (
    <Shell path={path} account={account}>
      <Page account={account} path={path} />
    </Shell>
  ) : (
    <Crowded standing={here} />
  )
}

function Page({ account, path }: { account: Account; path: string }) {
  const id = /^\/chat\/([0-9a-f-]{36})$/.exec(path)?.[1]
  if (path === '/' || DOORS.has(path)) return <ChatPage id={null} />
  if (id) return <ChatPage id={id} />
  if (isSettings(path)) return <SettingsPage account={account} path={path} />
  if (isCharacters(path)) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <Characters path={path} />
      </Suspense>
    )
  }
  if (isLorebooks(path)) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <Lorebooks path={path} />
      </Suspense>
    )
  }
  if (isKnowledge(path)) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <Knowledge path={path} />
      </Suspense>
    )
  }
  if (isStories(path)) {
    return (
      <Suspense fallback={<main id="page" aria-busy="true" />}>
        <Stories path={path} />
      </Suspense>
    )
  }
  return <NotFound />
}
