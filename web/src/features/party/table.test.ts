import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Answering } from '../../api/answering'
import { call } from '../../api/client'
import { later, PARTY, told } from './samples'
import { yours } from './sitting'
import { Table } from './table'
import type { StoryParty } from './wire'

type Answer = [number, unknown]

const AT = `/api/stories/${PARTY.story_id}`
const waiting = (revision: number) => `GET ${AT}/party?after=${revision}&wait_ms=25000`
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 5000, interval: 5 })
const FAULT: Answer = [503, { code: 'STOPPING', message: 'stopping' }]

let server: Answering
let table: Table
let chosen: unknown[]
/** What each question that waits is answered with, once there is news. */
let news: Map<string, (answer: Answer) => void>

const party = () => table.sitting.get().party
const held = (what: string) => () => new Promise<Answer>((resolve) => news.set(what, resolve))
const tell = async (revision: number, answer: Answer) => {
  await until(() => news.has(waiting(revision)))
  news.get(waiting(revision))?.(answer)
}

beforeEach(async () => {
  chosen = []
  news = new Map()
  server = new Answering()
  server.answers = {
    [`GET ${AT}/party`]: [200, PARTY],
    [`GET ${AT}/tale?after=0`]: [200, { items: [told(1, 'init'), told(2)] }],
    [`POST ${AT}/choices`]: (body) => {
      chosen.push(body)
      return [200, later(5, {}, { state: 'open', chosen: 1, yours: { selected_option_id: 1, text: null } })]
    },
  }
  for (const revision of [4, 5, 6, 7]) server.answers[waiting(revision)] = held(waiting(revision))
  await server.open()
  table = new Table(PARTY.story_id, { pauses: [5] })
})

afterEach(() => {
  table.close()
  server.close()
})

async function seated() {
  table.open()
  await until(() => table.sitting.get().status === 'ready')
}

it('shows the tale from its beginning to whoever comes late', async () => {
  server.answers[`GET ${AT}/tale?after=0`] = [200, { items: [told(1, 'init')] }]
  server.answers[`GET ${AT}/tale?after=1`] = [200, { items: [told(2)] }]
  await seated()
  expect(table.sitting.get().tale.map(({ number }) => number)).toEqual([1, 2])
})

it('hears of news while it waits, and asks for what comes after them', async () => {
  await seated()
  await tell(4, [200, later(6, { event_number: 3, told: told(3) })])
  await until(() => party()?.event_number === 3)
  expect(table.sitting.get().tale.map(({ number }) => number)).toEqual([1, 2, 3])
  await until(() => news.has(waiting(6)))
  expect(server.asked.filter((what) => what.includes('/tale'))).toHaveLength(1)
})

it('chooses for the event that is next', async () => {
  await seated()
  table.choose({ selected_option_id: 1, text: null })
  expect(yours(table.sitting.get())?.selected_option_id).toBe(1)
  await until(() => table.sitting.get().sent === null)
  table.choose({ selected_option_id: null, text: 'I sing' })
  await until(() => chosen.length === 2)
  expect(chosen).toEqual([
    { event_number: 3, selected_option_id: 1 },
    { event_number: 3, text: 'I sing' },
  ])
})

it('sends the last of several quick choices last, and none between', async () => {
  server.answers[`POST ${AT}/choices`] = (body) => {
    chosen.push((body as { selected_option_id: number }).selected_option_id)
    const answer: Answer = [200, later(5 + chosen.length, {}, { state: 'open' })]
    return chosen.length === 1 ? new Promise((resolve) => news.set('first', () => resolve(answer))) : answer
  }
  await seated()
  for (const option of [1, 2, 1, 2]) table.choose({ selected_option_id: option, text: null })
  await until(() => chosen.length === 1)
  news.get('first')?.([200, null])
  await until(() => table.sitting.get().sent === null)
  expect(chosen).toEqual([1, 2])
})

it('is not set back by an answer that was overtaken', async () => {
  await seated()
  await until(() => news.has(waiting(4)))
  server.answers[`POST ${AT}/choices`] = [200, later(7, { event_number: 3, told: told(3) })]
  table.choose({ selected_option_id: 1, text: null })
  await until(() => party()?.revision === 7)
  await tell(4, [200, later(6, {}, { state: 'telling' })])
  await until(() => news.has(waiting(7)))
  expect(party()).toMatchObject({ revision: 7, event_number: 3 })
})

it('comes back after the line was lost, and says so meanwhile', async () => {
  await seated()
  const lost: boolean[] = []
  table.sitting.subscribe(() => lost.push(table.sitting.get().lost))
  server.answers[`GET ${AT}/party`] = [200, later(6, { event_number: 3, told: told(3) })]
  await tell(4, FAULT)
  await until(() => party()?.event_number === 3)
  expect(lost[0]).toBe(true)
  expect(lost.at(-1)).toBe(false)
})

it('sends a choice again by itself when it did not arrive', async () => {
  await seated()
  const works = server.answers[`POST ${AT}/choices`]
  server.answers[`POST ${AT}/choices`] = FAULT
  table.choose({ selected_option_id: 1, text: null })
  await until(() => table.sitting.get().stopped)
  expect(yours(table.sitting.get())?.selected_option_id).toBe(1)
  if (works) server.answers[`POST ${AT}/choices`] = works
  await tell(4, [200, later(5, {}, { state: 'open' })])
  await until(() => chosen.length === 1 && table.sitting.get().stopped === null)
})

it('sends it at once when there is a line again, though an older question still waits on the dead one', async () => {
  await seated()
  await until(() => news.has(waiting(4)))
  const works = server.answers[`POST ${AT}/choices`]
  server.answers[`POST ${AT}/choices`] = FAULT
  table.choose({ selected_option_id: 1, text: null })
  await until(() => table.sitting.get().stopped)
  if (works) server.answers[`POST ${AT}/choices`] = works
  window.dispatchEvent(new Event('online'))
  await until(() => chosen.length === 1 && table.sitting.get().stopped === null)
  expect(server.asked.filter((what) => what === `GET ${AT}/party`)).toHaveLength(2)
})

it('says that a choice came too late, and sends it no more', async () => {
  server.answers[`POST ${AT}/choices`] = [409, { code: 'CONFLICT', message: 'late', event_number: 3 }]
  await seated()
  table.choose({ selected_option_id: 1, text: null })
  await until(() => table.sitting.get().late === 3)
  expect(yours(table.sitting.get())).toBeNull()
})

it('chooses nothing where nothing is asked', async () => {
  server.answers[`GET ${AT}/party`] = [200, later(4, {}, { state: 'telling' })]
  await seated()
  table.choose({ selected_option_id: 1, text: null })
  expect(table.sitting.get().sent).toBeNull()
})

it('lets go when the table is cleared, and follows again when it is laid again', async () => {
  await seated()
  await tell(4, [404, { code: 'NOT_FOUND' }])
  await until(() => table.sitting.get().status === 'ended')
  const asked = server.asked.length
  await table.opened({ ...PARTY, host: true, code: 'ABCD2345' } as StoryParty)
  await until(() => server.asked.length > asked && party()?.code === null)
})

it('looks at once when it is called back, though an older question still waits', async () => {
  await seated()
  await until(() => news.has(waiting(4)))
  server.answers[`GET ${AT}/party`] = [200, later(5, { title: 'Renamed' })]
  table.look()
  await until(() => party()?.title === 'Renamed')
  await until(() => news.has(waiting(5)))
})

it('asks a server that does not wait only now and then', async () => {
  const times: number[] = []
  server.answers[waiting(4)] = () => {
    times.push(performance.now())
    return [200, PARTY]
  }
  await seated()
  await until(() => times.length >= 2)
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(400)
})

it('reads no tale for an owner, who has the journal', async () => {
  table.close()
  table = new Table(PARTY.story_id, { reads: false })
  await seated()
  expect(server.asked.some((what) => what.includes('/tale'))).toBe(false)
})

it('hears nothing more once it is left', async () => {
  await seated()
  await until(() => news.has(waiting(4)))
  table.close()
  const asked = server.asked.length
  news.get(waiting(4))?.([200, later(5, { title: 'Renamed' })])
  // A question of the test's own takes longer than the table would have needed to hear and to ask again.
  await call('GET', `${AT}/party`)
  expect(server.asked).toHaveLength(asked + 1)
  expect(party()?.title).toBe(PARTY.title)
})
