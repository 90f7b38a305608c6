import { call, onSignedOut } from '../api/client'
import { Problem } from '../api/problem'
import type { Account, Session, Setup } from '../api/types'
import { forget } from '../ui/storage'
import { store } from '../ui/store'
import { whyOf, type Why } from './ending'

/** Who is here. Whoever was here and did not leave finds their name at the door, and what they were doing behind it. */
export type Visitor =
  | { kind: 'unknown' }
  | { kind: 'unreachable'; problem: Problem }
  | { kind: 'new'; setup: Setup }
  | { kind: 'out'; why: Why | null; username: string }
  | { kind: 'in'; account: Account }

export const visitor = store<Visitor>({ kind: 'unknown' })

/** Tabs tell each other who came and who left, and why. */
const others = new BroadcastChannel('raconteur.session')
others.addEventListener('message', ({ data }) => {
  if (data === 'in') void look()
  else if (data === 'changed') void lookAgain()
  else shut(data as Why)
})

onSignedOut((reason) => {
  if (visitor.get().kind === 'unknown' && reason !== null) visitor.set({ kind: 'out', why: whyOf(reason), username: '' })
  else signedOut(reason)
})

let moving: Promise<unknown> = Promise.resolve()

/** Does what ends every login of the account and gives this browser a new one, such as changing the password. */
export async function moveOn<T>(work: Promise<T>): Promise<T> {
  moving = work.catch(() => {})
  return work
}

/** Whether this browser is in, though a login of its own has just ended: then by the one that took its place. */
export async function stillIn(): Promise<boolean> {
  await moving
  try {
    await call<Account>('GET', '/api/me', { door: true })
    return true
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    return false
  }
}

/** The server has ended this login; `reason` is how it says why, where it does. */
export function signedOut(reason: string | null): void {
  const why = whyOf(reason)
  if (visitor.get().kind !== 'in') return
  shut(why)
  others.postMessage(why)
}

function shut(why: Why): void {
  visitor.set((now) => (now.kind === 'in' ? { kind: 'out', why, username: now.account.username } : now))
}

/** Asks the server who we are, and when we are nobody, whether anybody is. */
export async function look(): Promise<void> {
  try {
    visitor.set({ kind: 'in', account: await call<Account>('GET', '/api/me') })
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    if (fault.status === 401) await askSetup()
    else visitor.set({ kind: 'unreachable', problem: fault })
  }
}

async function lookAgain(): Promise<void> {
  if (visitor.get().kind === 'in') await look()
}

async function askSetup(): Promise<void> {
  try {
    const setup = await call<Setup>('GET', '/api/setup', { door: true })
    // Where the page was just told why it ended, that stands.
    visitor.set((now) => (setup.needed ? { kind: 'new', setup } : now.kind === 'out' ? now : { kind: 'out', why: null, username: '' }))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    visitor.set({ kind: 'unreachable', problem: fault })
  }
}

/**
 * Through the door with what the form holds, unless an address must be verified first, which the answer tells; throws
 * the Problem that the form shows.
 */
export async function enter(door: '/api/setup' | '/api/login' | '/api/register', body: Record<string, unknown>): Promise<Session> {
  const session = await call<Session>('POST', door, { body, door: true })
  if (session.token !== null) {
    visitor.set({ kind: 'in', account: session.account })
    others.postMessage('in')
  }
  return session
}

/** The account as the server has it after a change. */
export function changed(account: Account): void {
  visitor.set((now) => (now.kind === 'in' ? { kind: 'in', account } : now))
  others.postMessage('changed')
}

/** The account is deleted, and nothing of it stays in this browser. */
export function departed(): void {
  goOut('deleted')
}

export async function leave(): Promise<void> {
  try {
    await call('POST', '/api/logout', { body: {}, door: true })
  } catch (fault) {
    // Already unknown to the server: then we are out.
    if (!(fault instanceof Problem) || fault.status !== 401) throw fault
  }
  goOut('left')
}

function goOut(why: Why): void {
  const who = visitor.get()
  // Whoever leaves on purpose leaves nothing behind; whose session only ended finds it again.
  if (who.kind === 'in') forget(`draft.${who.account.id}`)
  visitor.set({ kind: 'out', why, username: '' })
  others.postMessage(why)
}
