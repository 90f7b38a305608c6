import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Answering } from '../../api/answering'
import { remembered } from '../../ui/storage'
import { offers } from './play'
import { Player, shelfOf } from './player'
import { event, STORY } from './samples'
import type { Story } from './wire'

let server: Answering
let story: Story
let player: Player
let bodies: unknown[]

const AT = `/api/stories/${STORY.id}`
const told = (number: number) => ({ code: 0, message: 'success', data: { event: { type: 'decision' }, session: { session_id: 'tower', event_number: number }, payload: { scene: { summary: 'Up.' } } } })
const until = (check: () => unknown) => vi.waitFor(() => expect(check()).toBeTruthy(), { timeout: 5000, interval: 5 })
const posted = () => server.asked.filter((what) => what === 'POST /api/invoke').length

beforeEach(async () => {
  localStorage.clear()
  story = STORY
  bodies = []
  server = new Answering()
  server.answers = {
    [`GET ${AT}`]: () => [200, story],
    [`GET ${AT}/journal?after=0&limit=200`]: [200, { items: [...event(1, 1, 'INIT', ''), ...event(5, 2, 'DECISION', 'Wait')], next_cursor: null }],
    [`GET ${AT}/journal?after=8&limit=200`]: () => [200, { items: story.event_number === 3 ? event(9, 3, 'DECISION', 'Climb') : [], next_cursor: null }],
    'POST /api/invoke': (body) => {
      bodies.push(body)
      story = { ...STORY, event_number: 3, version: 12 }
      return [200, told(3)]
    },
  }
  await server.open()
  player = new Player(STORY.id, () => 0)
})

afterEach(() => {
  player.close()
  server.close()
})

async function opened() {
  player.open()
  await until(() => player.play.get().status === 'ready')
}

it('plays a double tap once, under the number of its event', async () => {
  await opened()
  player.act('DECISION', { selected_option_id: 1 }, 'Climb')
  player.act('DECISION', { selected_option_id: 1 }, 'Climb')
  await until(() => player.play.get().story?.event_number === 3)
  expect(bodies).toEqual([{ event: { type: 'DECISION', number: 3 }, session: { session_id: 'tower' }, payload: { selected_option_id: 1 } }])
  expect(player.play.get().journal.moments.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(remembered(shelfOf(STORY.id))).toBeNull()
})

it('asks again for what was on its way when the page was left', async () => {
  server.answers['POST /api/invoke'] = [503, { code: 503, message: 'stopping', data: { code: 'STOPPING' }, trace_id: 't' }]
  await opened()
  player.act('DECISION', { selected_option_id: 1 }, 'Climb')
  await until(() => player.play.get().going?.problem)
  expect(player.play.get().going?.problem).toMatchObject({ code: 'STOPPING', message: 'stopping', trace: 't' })
  const { key } = player.play.get().going?.deed ?? { key: '' }
  player.close()

  server.answers['POST /api/invoke'] = () => {
    story = { ...STORY, event_number: 3, version: 12 }
    return [200, told(3)]
  }
  player = new Player(STORY.id, () => 0)
  const seen: (string | undefined)[] = []
  player.play.subscribe(() => seen.push(player.play.get().going?.deed.key))
  await opened()
  await until(() => player.play.get().story?.event_number === 3)
  expect(seen).toContain(key)
  expect(posted()).toBe(2)
})

it('does not ask again for what the server has answered meanwhile', async () => {
  server.answers['POST /api/invoke'] = [503, { code: 503, message: 'stopping', data: { code: 'STOPPING' }, trace_id: 't' }]
  await opened()
  player.act('DECISION', { selected_option_id: 1 }, 'Climb')
  await until(() => player.play.get().going?.problem)
  player.close()
  story = { ...STORY, event_number: 3, version: 12 }
  player = new Player(STORY.id, () => 0)
  await opened()
  await until(() => remembered(shelfOf(STORY.id)) === null)
  expect(posted()).toBe(1)
})

it('shows the story as it is when it has gone on elsewhere', async () => {
  server.answers['POST /api/invoke'] = () => {
    story = { ...STORY, event_number: 3, version: 12 }
    return [409, { code: 409, message: 'not now', data: { code: 'CONFLICT', allowed: ['RESOLUTION'] }, trace_id: 't' }]
  }
  await opened()
  player.act('DECISION', { selected_option_id: 1 }, 'Climb')
  await until(() => player.play.get().overtaken && player.play.get().story?.event_number === 3)
  expect(offers(player.play.get()).options).toHaveLength(2)
})

it('names the field that was refused, and offers the same again', async () => {
  server.answers['POST /api/invoke'] = [422, { code: 422, message: 'no', data: { code: 'INVALID_REQUEST', errors: [{ field: 'payload.text', message: 'too long' }] }, trace_id: 't' }]
  await opened()
  player.act('ACTION', { text: 'x' }, 'x')
  await until(() => player.play.get().refused)
  expect(player.play.get().refused?.fields).toEqual({ 'payload.text': 'too long' })
  expect(remembered(shelfOf(`${STORY.id}.words`))).toBe('x')
  expect(offers(player.play.get()).free).toBe(true)
})

it('sees what is played in another tab', async () => {
  await opened()
  story = { ...STORY, event_number: 3, version: 12 }
  const other = new BroadcastChannel('raconteur.stories')
  other.postMessage('another story')
  other.postMessage(STORY.id)
  await until(() => player.play.get().journal.moments.length === 3)
  other.close()
})

it('reads a long journal page by page', async () => {
  server.answers[`GET ${AT}/journal?after=0&limit=200`] = [200, { items: event(1, 1, 'INIT', ''), next_cursor: '4' }]
  server.answers[`GET ${AT}/journal?after=4&limit=200`] = [200, { items: event(5, 2, 'DECISION', 'Wait'), next_cursor: null }]
  await opened()
  expect(player.play.get().journal.moments).toHaveLength(2)
})

it('says so when there is no such story', async () => {
  server.answers[`GET ${AT}`] = [404, { code: 'NOT_FOUND' }]
  player.open()
  await until(() => player.play.get().status === 'missing')
})

it('asks once more when the time is up by its own clock, but not yet by the server’s', async () => {
  await opened()
  story = { ...STORY, remaining_seconds: 0, version: 8 }
  await player.timeIsUp()
  expect(offers(player.play.get()).options).toHaveLength(2)
  story = { ...STORY, remaining_seconds: 0, version: 8, allowed: ['RESOLUTION'] }
  await until(() => offers(player.play.get()).end)
})
