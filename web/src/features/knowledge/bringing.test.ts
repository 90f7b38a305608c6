import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Answering } from '../../api/answering'
import { Bringing } from './bringing'
import type { Taken } from './wire'

const server = new Answering()
const at = (name: string) => `PUT /api/knowledge/c/files?${new URLSearchParams({ name })}`
const LEDGER = 'GET /api/knowledge/c/files?limit=200'
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const line = (name: string, text: string) => ({ id: name, name, hash: hash(text), bytes: text.length, state: 'done' as const, passage_count: 1, error: null, url: null, licence: null, updated_at: '' })
const taken = (name: string, outcome: Taken['outcome'] = 'added'): Taken => ({ outcome, file: { ...line(name, '1'), error: outcome === 'failed' ? { code: 'SOURCE_UNREADABLE', message: 'no text' } : null } })
const files = (texts: Record<string, string>) => Object.entries(texts).map(([path, text]) => ({ path, file: new File([text], path) }))
const statesOf = (bringing: Bringing) => Object.fromEntries(bringing.batch.get().arrivals.map(({ path, state }) => [path, state]))
const over = (bringing: Bringing) => vi.waitFor(() => expect(bringing.batch.get().going).toBe(false), { timeout: 5000 })

beforeEach(async () => {
  await server.open()
  server.answers = { [LEDGER]: [200, { items: [], next_cursor: null }] }
  server.asked.length = 0
})
afterEach(() => server.close())

it('brings files and keeps what became of each', async () => {
  Object.assign(server.answers, { [at('a.md')]: [200, taken('a.md')], [at('dir/b.md')]: [200, taken('dir/b.md', 'changed')], [at('c.pdf')]: [200, taken('c.pdf', 'failed')] })
  const bringing = new Bringing('c')
  bringing.bring(files({ 'a.md': '1', 'dir/b.md': '2', 'c.pdf': '3', 'd.png': '4' }))
  await over(bringing)
  expect(statesOf(bringing)).toEqual({ 'a.md': 'added', 'dir/b.md': 'changed', 'c.pdf': 'refused', 'd.png': 'refused' })
  expect(bringing.batch.get().arrivals.find(({ path }) => path === 'c.pdf')?.why?.message).toBe('no text')
  expect(server.asked.filter((one) => one.includes('d.png'))).toEqual([])
})

it('does not send what is there already', async () => {
  server.answers[LEDGER] = [200, { items: [line('a.md', 'same'), line('b.md', 'old')], next_cursor: 'n' }]
  server.answers[`${LEDGER}&cursor=n`] = [200, { items: [line('c.md', 'same')], next_cursor: null }]
  server.answers[at('b.md')] = [200, taken('b.md', 'changed')]
  const bringing = new Bringing('c')
  bringing.bring(files({ 'a.md': 'same', 'b.md': 'new', 'c.md': 'same' }))
  await over(bringing)
  expect(statesOf(bringing)).toEqual({ 'a.md': 'unchanged', 'b.md': 'changed', 'c.md': 'unchanged' })
  expect(server.asked.filter((one) => one.startsWith('PUT'))).toEqual([at('b.md')])
})

it('waits where it is asked to, and tries again', async () => {
  let asked = 0
  server.answers[at('a.md')] = () => (++asked === 1 ? [429, { code: 'TOO_MANY_REQUESTS', retry_after_ms: 30 }] : [200, taken('a.md')])
  const bringing = new Bringing('c')
  bringing.bring(files({ 'a.md': '1' }))
  await over(bringing)
  expect(asked).toBe(2)
  expect(statesOf(bringing)).toEqual({ 'a.md': 'added' })
})

it('sends no more once the collection is full, and goes on at a press', async () => {
  let full = true
  const texts = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}.md`, '1']))
  for (const name of Object.keys(texts)) server.answers[at(name)] = () => (full ? [409, { code: 'CONFLICT', message: 'full' }] : [200, taken(name)])
  const bringing = new Bringing('c')
  bringing.bring(files(texts))
  await over(bringing)
  expect(server.asked.filter((one) => one.startsWith('PUT')).length).toBeLessThanOrEqual(2)
  expect(bringing.batch.get().arrivals.every(({ state, why }) => state === 'refused' && why?.message === 'full')).toBe(true)
  full = false
  bringing.again()
  await over(bringing)
  expect(new Set(Object.values(statesOf(bringing)))).toEqual(new Set(['added']))
})

it('is halted, and what is wished for then is still brought', async () => {
  const waiting: (() => void)[] = []
  const held = new Promise<void>((resolve) => {
    waiting.push(resolve)
  })
  server.answers[at('a.md')] = async () => {
    await held
    return [200, taken('a.md')]
  }
  server.answers[at('b.md')] = [200, taken('b.md')]
  const bringing = new Bringing('c')
  bringing.bring(files({ 'a.md': '1' }))
  await vi.waitFor(() => expect(server.asked).toContain(at('a.md')))
  bringing.halt()
  bringing.bring(files({ 'b.md': '2' }))
  for (const letGo of waiting) letGo()
  await vi.waitFor(() => expect(statesOf(bringing)).toEqual({ 'a.md': 'refused', 'b.md': 'added' }), { timeout: 5000 })
})
