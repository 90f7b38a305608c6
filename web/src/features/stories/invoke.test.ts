import { expect, it, vi } from 'vitest'
import { invoke } from './invoke'

const answer = { code: 0, data: { event: { type: 'decision' }, session: { session_id: 's', event_number: 2 }, payload: {} } }
const frame = (id: number, name: string, data: unknown) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`

/** Answers the next call with this text, cut into pieces of so many bytes. */
function streams(text: string, size: number) {
  const bytes = new TextEncoder().encode(text)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  return vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }))
}

async function heardOf(text: string, size: number) {
  const asked = streams(text, size)
  let heard = ''
  const hearer = { more: (more: string) => (heard += more), anew: (anew: string) => (heard = anew) }
  const told = await invoke({}, 'key', hearer, new AbortController().signal).catch((fault: unknown) => fault)
  return { heard, told, asked }
}

it('hears a scene whole, wherever it is cut', async () => {
  const text = frame(1, 'delta', { text: '雾' }) + ': keep-alive\n\n' + frame(2, 'delta', { text: '散了。' }) + frame(3, 'answer', answer) + frame(4, 'done', {})
  for (const size of [1, 2, 3, 7, 1000]) expect(await heardOf(text, size)).toMatchObject({ heard: '雾散了。', told: answer })
})

it('forgets what was told when the scene begins anew', async () => {
  const text = frame(1, 'delta', { text: 'No.' }) + frame(2, 'resync', { text: '' }) + frame(3, 'delta', { text: 'Yes.' }) + frame(4, 'answer', answer)
  expect((await heardOf(text, 50)).heard).toBe('Yes.')
})

it('is a problem where the server says so, or breaks off before the answer', async () => {
  expect((await heardOf(frame(1, 'error', { code: 'INTERNAL', message: 'oh' }), 9)).told).toMatchObject({ code: 'INTERNAL', message: 'oh' })
  expect((await heardOf(frame(1, 'delta', { text: 'Fog' }), 9)).told).toMatchObject({ code: 'OFFLINE' })
})

it('names the key under which it is played once', async () => {
  const { asked } = await heardOf(frame(1, 'answer', answer), 100)
  expect(asked.mock.calls[0]?.[1]?.headers).toMatchObject({ 'Idempotency-Key': 'key' })
})
