import { call, onSignedOut } from '../api/client'
import { Problem } from '../api/problem'
import type { Account, Session, Setup } from '../api/types'
import { forget } from '../ui/storage'
import { store } from '../ui/store'

/** Who is here. `expired` means that somebody was, so what they were doing is still on the page's mind. */
export type Visitor =
  | { kind: 'unknown' }
  | { kind: 'unreachable'; problem: Problem }
  | { kind: 'new'; setup: Setup }
  | { kind: 'out'; expired: boolean }
  | { kind: 'in'; account: Account }

export const visitor = store<Visitor>({ kind: 'unknown' })

/** Tabs tell each other who came and who left. */
const others = new BroadcastChannel('raconteur.session')
others.addEventListener('message', ({ data }) => {
  if (data === 'out') visitor.set((now) => (now.kind === 'in' ? { kind: 'out', expired: false } : now))
  else if (data === 'in' && visitor.get().kind !== 'in') void look()
})

onSignedOut(() => visitor.set((now) => (now.kind === 'in' ? { kind: 'out', expired: true } : now)))

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

async function askSetup(): Promise<void> {
  try {
    const setup = await call<Setup>('GET', '/api/setup', { door: true })
    visitor.set(setup.needed ? { kind: 'new', setup } : { kind: 'out', expired: false })
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    visitor.set({ kind: 'unreachable', problem: fault })
  }
}

/** Through the door with what the form holds; throws the Problem that the form shows. */
export async function enter(door: '/api/setup' | '/api/login' | '/api/register', body: Record<string, unknown>): Promise<void> {
  const { account } = await call<Session>('POST', door, { body, door: true })
  visitor.set({ kind: 'in', account })
  others.postMessage('in')
}

export async function leave(): Promise<void> {
  try {
    await call('POST', '/api/logout', { body: {}, door: true })
  } catch (fault) {
    // Already unknown to the server: then we are out.
    if (!(fault instanceof Problem) || fault.status !== 401) throw fault
  }
  const who = visitor.get()
  // Whoever leaves on purpose leaves nothing behind; whose session only ended finds it again.
  if (who.kind === 'in') forget(`draft.${who.account.id}`)
  visitor.set({ kind: 'out', expired: false })
  others.postMessage('out')
}
