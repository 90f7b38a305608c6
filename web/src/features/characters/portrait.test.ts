import { expect, it } from 'vitest'
import { WHOLE } from '../settings/crop'
import { goesWhole, portraitAt, squareOf } from './portrait'

it('is the middle first, in whole pixels', () => {
  expect(squareOf({ width: 401, height: 200 }, WHOLE)).toEqual({ x: 101, y: 0, size: 200 })
  expect(portraitAt('c', { x: 101, y: 0, size: 200 })).toBe('/api/characters/c/avatar?x=101&y=0&size=200')
  expect(portraitAt('c', null)).toBe('/api/characters/c/avatar')
})

it('never reaches beyond the picture', () => {
  for (const picture of [{ width: 7, height: 3 }, { width: 1, height: 1 }, { width: 333, height: 1001 }]) {
    for (const zoom of [1, 1.3, 4]) {
      for (const at of [-9, -0.33, 0, 0.27, 9]) {
        const { x, y, size } = squareOf(picture, { zoom, x: at, y: -at })
        expect(size).toBeGreaterThanOrEqual(1)
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + size).toBeLessThanOrEqual(picture.width)
        expect(y + size).toBeLessThanOrEqual(picture.height)
      }
    }
  }
})

it('sends whole what the server reads, and cuts the rest here', () => {
  const size = { width: 4000, height: 4000 }
  expect(goesWhole('image/png', size)).toBe(true)
  expect(goesWhole('image/png', { width: 4001, height: 4000 })).toBe(false)
  for (const type of ['image/jpeg', 'image/webp', '']) expect(goesWhole(type, size)).toBe(false)
})
