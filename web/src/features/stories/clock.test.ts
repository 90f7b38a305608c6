import { expect, it } from 'vitest'
import { clockFace, left, lookAt, share } from './clock'
import { STORY } from './samples'

it('counts down from what the server said, by the page’s own clock', () => {
  const look = lookAt(STORY, 1000)
  expect(left(look, 1000)).toBe(240)
  expect(left(look, 1999)).toBe(240)
  expect(left(look, 2000)).toBe(239)
  expect(left(look, 1000 + 240_000)).toBe(0)
  expect(left(look, 10_000_000)).toBe(0)
})

it('stands still while the story is paused', () => {
  const look = lookAt({ ...STORY, state: 'paused' }, 0)
  expect(left(look, 3_600_000)).toBe(240)
})

it('gains nothing from a look that is older than the server’s word', () => {
  expect(left(lookAt(STORY, 5000), 0)).toBe(240)
})

it('says how much is left of the whole', () => {
  const look = lookAt(STORY, 0)
  expect(share(look, 0)).toBe(0.8)
  expect(share(look, 240_000)).toBe(0)
  expect(share({ ...look, limit: 0 }, 0)).toBe(0)
})

it('is read as a clock', () => {
  expect([0, 5, 65, 600, 3600, 3661].map(clockFace)).toEqual(['0:00', '0:05', '1:05', '10:00', '1:00:00', '1:01:01'])
})
