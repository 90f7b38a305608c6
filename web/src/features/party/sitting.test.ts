import { expect, it } from 'vitest'
import { Problem } from '../../api/problem'
import { later, PARTY, told } from './samples'
import { after, atTheEnd, isAsked, leftOf, longer, NOBODY, takesWords, yours, type Sitting } from './sitting'
import type { Choice, StoryParty } from './wire'

const CLIMB: Choice = { selected_option_id: 1, text: null }
const WAIT: Choice = { selected_option_id: 2, text: null }
const found = (sitting: Sitting, party: StoryParty) => after(sitting, { kind: 'found', party, tale: sitting.tale, now: 0 })
const seated = () => found(NOBODY, PARTY)

it('shows a choice as chosen from the press on, and what the server has after that', () => {
  const sent = { event: 3, choice: CLIMB }
  let sitting = after(seated(), { kind: 'chooses', sent })
  expect(yours(sitting)).toEqual(CLIMB)
  sitting = found(sitting, later(5, {}, { state: 'open', yours: CLIMB, chosen: 1 }))
  sitting = after(sitting, { kind: 'arrived', sent })
  expect(sitting.sent).toBeNull()
  expect(yours(sitting)).toEqual(CLIMB)
})

it('keeps the newer of two choices when the older one arrives', () => {
  const first = { event: 3, choice: CLIMB }
  const second = { event: 3, choice: WAIT }
  let sitting = after(seated(), { kind: 'chooses', sent: first })
  sitting = after(sitting, { kind: 'chooses', sent: second })
  sitting = after(sitting, { kind: 'arrived', sent: first })
  expect(yours(sitting)).toEqual(WAIT)
})

it('takes nothing of one round into the next', () => {
  let sitting = after(seated(), { kind: 'chooses', sent: { event: 3, choice: CLIMB } })
  sitting = found(sitting, later(6, { event_number: 3 }))
  expect(yours(sitting)).toBeNull()
  expect(sitting).toMatchObject({ sent: null, late: null, fresh: 3 })
})

it('says that a choice which never arrived came too late, until that is long over', () => {
  let sitting = after(seated(), { kind: 'chooses', sent: { event: 3, choice: CLIMB } })
  sitting = after(sitting, { kind: 'stopped', problem: Problem.offline() })
  expect(yours(sitting)).toEqual(CLIMB)
  sitting = found(sitting, later(6, { event_number: 3 }))
  expect(sitting).toMatchObject({ sent: null, stopped: null, late: 3 })
  expect(found(sitting, later(7, { event_number: 3 }, { state: 'open' })).late).toBe(3)
  expect(found(sitting, later(9, { event_number: 4 })).late).toBeNull()
  expect(after(sitting, { kind: 'chooses', sent: { event: 4, choice: CLIMB } }).late).toBeNull()
})

it('forgets why a choice was refused once there is another to make', () => {
  const sitting = after(seated(), { kind: 'refused', problem: new Problem('INVALID_REQUEST', 'no', 422) })
  expect(found(sitting, later(5, {})).refused).not.toBeNull()
  expect(found(sitting, later(6, { event_number: 3 })).refused).toBeNull()
})

it('counts nothing as news that was told before the page was there', () => {
  expect(seated().fresh).toBeNull()
  expect(found(seated(), later(6, { event_number: 3 })).fresh).toBe(3)
})

it('tells a table that was cleared from one that never was', () => {
  expect(after(NOBODY, { kind: 'gone' }).status).toBe('none')
  expect(after(seated(), { kind: 'gone' })).toMatchObject({ status: 'ended', party: null, tale: [] })
})

it('goes on showing what it has when nobody answers', () => {
  expect(after(NOBODY, { kind: 'lost' }).status).toBe('failed')
  const lost = after(seated(), { kind: 'lost' })
  expect(lost).toMatchObject({ status: 'ready', lost: true, party: PARTY })
  expect(found(lost, PARTY).lost).toBe(false)
})

it('keeps each event of the tale once and in its order', () => {
  const tale = longer(longer([], [told(2), told(1, 'init')]), [told(2), told(3)])
  expect(tale.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(longer(tale, [])).toBe(tale)
})

it('asks for choices only while one can count', () => {
  expect(isAsked(PARTY)).toBe(true)
  expect(isAsked(later(5, {}, { state: 'open' }))).toBe(true)
  expect(isAsked(later(5, {}, { state: 'telling' }))).toBe(false)
  expect(isAsked(later(5, { state: 'paused' }))).toBe(false)
  expect(isAsked(later(5, { state: 'over' }))).toBe(false)
})

it('knows when only the end is left', () => {
  for (const change of [{ options: [] }, { next_event_type: 'RESOLUTION' }, { next_event_type: 'resolution' }, { remaining_seconds: 0 }]) {
    expect(atTheEnd(later(5, change))).toBe(true)
    expect(isAsked(later(5, change))).toBe(false)
  }
  expect(atTheEnd(PARTY)).toBe(false)
  expect(atTheEnd(later(5, { state: 'over', options: [] }))).toBe(false)
})

it('takes words where everybody acts, and votes where they vote', () => {
  expect(takesWords(PARTY)).toBe(false)
  expect(takesWords(later(5, { rounds: 'act' }))).toBe(true)
  expect(takesWords(later(5, { rounds: 'act' }, { state: 'telling' }))).toBe(false)
})

it('counts the time of a round down from when it was heard of', () => {
  const { round } = later(5, {}, { state: 'open', remaining_ms: 20_000 })
  expect(leftOf(round, 1000, 1000)).toBe(20_000)
  expect(leftOf(round, 1000, 6000)).toBe(15_000)
  expect(leftOf(round, 1000, 60_000)).toBe(0)
  expect(leftOf({ ...round, state: 'waiting' }, 0, 0)).toBeNull()
  expect(leftOf({ ...round, remaining_ms: null }, 0, 0)).toBeNull()
})
