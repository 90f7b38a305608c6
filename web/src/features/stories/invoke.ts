import { request } from '../../api/client'
import { Problem } from '../../api/problem'
import { EventReader, type StreamEvent } from '../../stream/sse'
import type { Invoked } from './wire'

/** Who hears a scene while it is told. */
export interface Hearer {
  more: (text: string) => void
  /** What was told until now does not count: the scene begins anew. */
  anew: (text: string) => void
}

/**
 * Posts an event and gives its answer; the scene is heard on the way, where the server tells it so. The same key and
 * body are played once, however often they are sent.
 */
export async function invoke(body: unknown, key: string, hearer: Hearer, signal: AbortSignal): Promise<Invoked> {
  const response = await request('POST', '/api/invoke', { body, signal }, { Accept: 'text/event-stream, application/json', 'Idempotency-Key': key })
  if (response.headers.get('Content-Type')?.startsWith('text/event-stream') && response.body) return hear(response.body, hearer, signal)
  try {
    return (await response.json()) as Invoked
  } catch {
    throw Problem.offline()
  }
}

async function hear(body: ReadableStream<Uint8Array>, hearer: Hearer, signal: AbortSignal): Promise<Invoked> {
  const reader = body.getReader()
  const events = new EventReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (const event of events.read(decoder.decode(value, { stream: true }))) {
        const answer = heard(event, hearer)
        if (answer) return answer
      }
    }
  } catch (fault) {
    if (signal.aborted || fault instanceof Problem) throw fault
  } finally {
    // Whatever follows the answer says nothing more.
    void reader.cancel().catch(() => {})
  }
  // Broken off before the answer: what became of it the same request tells.
  throw Problem.offline()
}

function heard({ name, data }: StreamEvent, hearer: Hearer): Invoked | null {
  const said = data as { text?: unknown; code?: unknown; message?: unknown }
  switch (name) {
    case 'delta':
      hearer.more(String(said.text ?? ''))
      return null
    case 'resync':
      hearer.anew(String(said.text ?? ''))
      return null
    case 'answer':
      return data as Invoked
    case 'error':
      throw new Problem(String(said.code ?? 'INTERNAL'), String(said.message ?? ''), 500)
    default:
      return null
  }
}
