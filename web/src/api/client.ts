import { currentLanguage } from '../i18n/t'
import { remember, remembered } from '../ui/storage'
import { Problem } from './problem'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

interface Options {
  /** Sent as JSON; a Blob goes as it is, under its own type, and a form as the browser sends forms. */
  body?: unknown
  signal?: AbortSignal
  /** The call says itself whether a password fits: its 401 does not mean that the session has ended. */
  door?: boolean
}

let whenSignedOut: (reason: string | null) => void = () => {}

/**
 * Called when the server no longer knows who is asking and the session could not be renewed, with its words for why
 * where it has any.
 */
export function onSignedOut(listener: (reason: string | null) => void): void {
  whenSignedOut = listener
}

/** Calls the server and gives its JSON; throws a Problem otherwise. The cookie says who asks. */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const response = await request(method, path, options)
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch {
    throw Problem.offline()
  }
}

export async function request(method: Method, path: string, options: Options, headers: Record<string, string> = {}): Promise<Response> {
  let response = await send(method, path, options, headers)
  if (response.status === 401 && !options.door) {
    const problem = await Problem.of(response)
    // A wrong password says nothing about the login of whoever typed it.
    if (problem.code === 'BAD_CREDENTIALS') throw problem
    const refused = await renew()
    if (!refused) response = await send(method, path, options, headers)
    if (response.status === 401) {
      whenSignedOut(refused?.reason ?? problem.reason)
      throw problem
    }
  }
  if (!response.ok) throw await Problem.of(response)
  return response
}

async function send(method: Method, path: string, { body, signal }: Options, headers: Record<string, string>): Promise<Response> {
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { Accept: 'application/json', 'Accept-Language': currentLanguage(), ...headers },
  }
  if (signal) init.signal = signal
  if (body instanceof Blob) {
    init.body = body
    init.headers = { ...init.headers, 'Content-Type': body.type }
  } else if (body instanceof FormData) {
    init.body = body
  } else if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { ...init.headers, 'Content-Type': 'application/json' }
  }
  try {
    return await fetch(path, init)
  } catch (fault) {
    if (signal?.aborted) throw fault
    throw Problem.offline()
  }
}

const JUST_NOW = 10_000
let renewing: Promise<Problem | null> | null = null

/**
 * A refresh token may be used once, so of all tabs only one asks and the others go on with its cookie. Gives what came
 * instead of a new pair; the server says there why the login has ended.
 */
function renew(): Promise<Problem | null> {
  renewing ??= alone('raconteur.renew', async () => {
    if (Date.now() - Number(remembered('renewed') ?? 0) < JUST_NOW) return null
    const response = await send('POST', '/api/token/refresh', { body: {} }, {})
    if (!response.ok) return Problem.of(response)
    remember('renewed', String(Date.now()))
    return null
  }).finally(() => {
    renewing = null
  })
  return renewing
}

/** Without locks (a page on plain http that is not localhost) tabs cannot agree, and each asks for itself. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined
  return locks ? (locks.request(name, work) as Promise<T>) : work()
}
