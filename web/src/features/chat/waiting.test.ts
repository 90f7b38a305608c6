import { expect, it } from 'vitest'
import { secondsLeft, sendsItself } from './waiting'

it('counts whole seconds down to nothing', () => {
  expect([5000, 4999, 4001, 4000, 1, 0, -700].map((left) => secondsLeft(1000 + left, 1000))).toEqual([5, 5, 5, 4, 1, 0, 0])
})

it('sends a question itself only when that is wished and the server named the time', () => {
  expect(sendsItself(5, true)).toBe(true)
  expect(sendsItself(5, false)).toBe(false)
  expect(sendsItself(null, true)).toBe(false)
  expect(sendsItself(0, true)).toBe(false)
  expect(sendsItself(86_400, true)).toBe(false)
})
