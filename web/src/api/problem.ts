import { hasKey, type Translate } from '../i18n/t'

/** A request that was refused or did not arrive. `code` is the server's, or OFFLINE when nobody answered. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly retryAfter: number | null = null,
    readonly trace: string | null = null,
    readonly turnId: string | null = null,
    /** Why a login ended. */
    readonly reason: string | null = null,
    /** The conversations that are open in tabs, where there are too many. */
    readonly open: readonly string[] = [],
  ) {
    super(message)
    this.name = 'Problem'
  }

  static offline(): Problem {
    return new Problem('OFFLINE', '', 0)
  }

  static async of(response: Response): Promise<Problem> {
    const body = await bodyOf(response)
    const errors = Array.isArray(body.errors) ? body.errors : []
    const fields: Record<string, string> = {}
    for (const { field, message } of errors) fields[String(field)] = String(message)
    const seconds = typeof body.retry_after_ms === 'number' ? body.retry_after_ms / 1000 : Number(response.headers.get('Retry-After'))
    return new Problem(
      typeof body.code === 'string' ? body.code : codeOf(response.status),
      typeof body.message === 'string' ? body.message : '',
      response.status,
      fields,
      seconds > 0 ? seconds : null,
      typeof body.trace_id === 'string' ? body.trace_id : null,
      typeof body.turn_id === 'string' ? body.turn_id : null,
      typeof body.reason === 'string' ? body.reason : null,
      Array.isArray(body.open) ? body.open.filter((one) => typeof one === 'string') : [],
    )
  }
}

/** A proxy in between may answer with a page of its own: then the status is all we know. */
function codeOf(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 404) return 'NOT_FOUND'
  if (status === 413) return 'BODY_TOO_LARGE'
  if (status === 429) return 'TOO_MANY_REQUESTS'
  return status === 502 || status === 503 || status === 504 ? 'OVERLOADED' : 'INTERNAL'
}

interface Body {
  code?: unknown
  message?: unknown
  trace_id?: unknown
  turn_id?: unknown
  retry_after_ms?: unknown
  reason?: unknown
  open?: unknown
  errors?: { field: unknown; message: unknown }[]
}

/** Stories answer in an envelope of their own: the status as a number outside, everything else in its data. */
function unwrapped(body: Body & { data?: unknown }): Body {
  if (typeof body.code !== 'number') return body
  const { message, trace_id, data } = body
  return { ...(typeof data === 'object' && data !== null ? data : {}), message, trace_id }
}

async function bodyOf(response: Response): Promise<Body> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null ? unwrapped(body) : {}
  } catch {
    return {}
  }
}

/** What happened, in the reader's language, or the server's own sentence for a code that is newer than this app. */
export function whatHappened(t: Translate, code: string, message: string): string {
  const key = `fault.${code}`
  if (hasKey(key)) return t(key)
  return message || t('fault.INTERNAL')
}

export function whatToDo(t: Translate, code: string): string {
  const key = `fault.${code}.do`
  return hasKey(key) ? t(key) : ''
}
