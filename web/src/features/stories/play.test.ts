import { expect, it } from 'vitest'
import { Problem } from '../../api/problem'
import { after, BEFORE, offers, type Deed, type Happening, type Play } from './play'
import { event, STORY } from './samples'

const DEED: Deed = { key: 'k', number: 3, type: 'DECISION', payload: { selected_option_id: 1 }, words: 'Climb' }
const run = (play: Play, ...happenings: Happening[]) => happenings.reduce(after, play)
const found: Happening = { kind: 'found', story: STORY, entries: [...event(1, 1, 'INIT', ''), ...event(5, 2, 'DECISION', 'Wait')], now: 0 }
const READY = run(BEFORE, found)

it('offers what is allowed, and nothing while something is on its way', () => {
  expect(offers(READY)).toMatchObject({ choosing: 'DECISION', free: true, end: false, mayEnd: true })
  expect(offers(READY).options).toHaveLength(2)
  expect(offers(run(READY, { kind: 'does', deed: DEED })).options).toEqual([])
})

it('posts an option as the event that comes next', () => {
  for (const type of ['DECISION', 'COMBAT', 'PUZZLE'] as const) {
    expect(offers({ story: { ...STORY, allowed: [type, 'RESOLUTION'] }, going: null })).toMatchObject({ choosing: type, free: false })
  }
})

it('leaves only the ending when the time is up or all is said', () => {
  expect(offers({ story: { ...STORY, allowed: ['RESOLUTION'] }, going: null })).toMatchObject({ choosing: null, options: [], end: true, mayEnd: false })
})

it('offers nothing while paused, in a run that was replaced, or before it is known', () => {
  expect(offers({ story: { ...STORY, state: 'paused', allowed: [] }, going: null })).toMatchObject({ choosing: null, end: false, free: false })
  expect(offers({ story: { ...STORY, current: false }, going: null })).toMatchObject({ choosing: null, free: false })
  expect(offers({ story: null, going: null })).toMatchObject({ choosing: null })
})

it('plays one deed at a time', () => {
  const play = run(READY, { kind: 'does', deed: DEED }, { kind: 'does', deed: { ...DEED, key: 'other', words: 'Wait' } })
  expect(play.going?.deed.key).toBe('k')
})

it('shows the scene as it is heard, and from the beginning where it begins anew', () => {
  const play = run(READY, { kind: 'does', deed: DEED }, { kind: 'hears', text: 'Fog ' }, { kind: 'hears', text: 'falls.' })
  expect(play.going?.told).toBe('Fog falls.')
  expect(run(play, { kind: 'hearsAnew', text: '' }, { kind: 'hears', text: 'Rain.' }).going?.told).toBe('Rain.')
})

it('shows the answer at once, and keeps it in its one place when the journal has it', () => {
  const answered = run(READY, { kind: 'does', deed: DEED }, { kind: 'answered', payload: { scene: { summary: 'Up.' } } })
  expect(answered.going).toBeNull()
  expect(answered.fresh).toBe(3)
  expect(answered.journal.moments.map(({ number, deed }) => [number, deed]).at(-1)).toEqual([3, 'Climb'])
  const known = run(answered, { kind: 'found', story: { ...STORY, event_number: 3, version: 11 }, entries: event(9, 3, 'DECISION', 'Climb'), now: 0 })
  expect(known.journal.moments.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(known.journal.moments[2]?.source).toBe('MENDED')
})

it('keeps what stopped on its way, to be sent again as it was', () => {
  const stopped = run(READY, { kind: 'does', deed: DEED }, { kind: 'hears', text: 'Fog' }, { kind: 'stopped', problem: Problem.offline() })
  expect(stopped.going?.problem?.code).toBe('OFFLINE')
  const again = run(stopped, { kind: 'again' })
  expect(again.going).toEqual({ deed: DEED, told: '', problem: null })
})

it('lets go of a deed that the server has already answered', () => {
  const play = run(READY, { kind: 'does', deed: DEED }, { kind: 'stopped', problem: Problem.offline() })
  expect(run(play, { kind: 'found', story: { ...STORY, event_number: 3, version: 11 }, entries: [], now: 0 }).going).toBeNull()
})

it('does not go back to an older word of the server', () => {
  const play = run(READY, { kind: 'found', story: { ...STORY, version: 9, event_number: 3 }, entries: [], now: 0 })
  expect(run(play, { kind: 'found', story: STORY, entries: [], now: 5 }).story?.version).toBe(9)
})

it('says that the story went on elsewhere until something is done here', () => {
  const play = run(READY, { kind: 'does', deed: DEED }, { kind: 'overtaken' })
  expect(play).toMatchObject({ overtaken: true, going: null })
  expect(run(play, { kind: 'does', deed: DEED }).overtaken).toBe(false)
})

it('keeps the page when the server cannot be reached, and gives up where there is no story', () => {
  expect(run(READY, { kind: 'unreachable' }).status).toBe('ready')
  expect(run(BEFORE, { kind: 'unreachable' }).status).toBe('failed')
  expect(run(READY, { kind: 'missing' }).status).toBe('missing')
})
