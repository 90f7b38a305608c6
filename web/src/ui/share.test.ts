import { expect, it } from 'vitest'
import { shareOf } from './share'

it('measures a budget', () => {
  expect(shareOf(50, 100)).toEqual({ share: 0.5, state: 'ok' })
  expect(shareOf(90, 100).state).toBe('near')
  expect(shareOf(120, 100)).toEqual({ share: 1, state: 'full' })
  expect(shareOf(0, 0)).toEqual({ share: 0, state: 'ok' })
})
