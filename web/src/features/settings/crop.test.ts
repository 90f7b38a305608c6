import { expect, it } from 'vitest'
import { cut, sizeAt, WHOLE, within } from './crop'

const WIDE = { width: 400, height: 200 }
const TALL = { width: 300, height: 900 }

it('shows the middle of a picture first', () => {
  expect(cut(WIDE, WHOLE)).toEqual({ left: 100, top: 0, side: 200 })
  expect(cut(TALL, WHOLE)).toEqual({ left: 0, top: 300, side: 300 })
})

it('never shows what is beyond the edge', () => {
  for (const picture of [WIDE, TALL, { width: 7, height: 7 }]) {
    for (const zoom of [0.2, 1, 1.7, 4, 9]) {
      for (const x of [-9, -0.4, 0, 0.4, 9]) {
        for (const y of [-9, -0.4, 0, 0.4, 9]) {
          const { left, top, side } = cut(picture, { zoom, x, y })
          expect(left).toBeGreaterThanOrEqual(-1e-9)
          expect(top).toBeGreaterThanOrEqual(-1e-9)
          expect(left + side).toBeLessThanOrEqual(picture.width + 1e-9)
          expect(top + side).toBeLessThanOrEqual(picture.height + 1e-9)
        }
      }
    }
  }
})

it('moves the picture as far as it goes, and no further', () => {
  expect(within(WIDE, { zoom: 1, x: 9, y: 9 })).toEqual({ zoom: 1, x: 0.5, y: 0 })
  expect(cut(WIDE, { zoom: 1, x: 0.5, y: 0 })).toEqual({ left: 0, top: 0, side: 200 })
  expect(cut(WIDE, { zoom: 2, x: -9, y: 0 })).toEqual({ left: 300, top: 50, side: 100 })
})

it('counts in sides of the window', () => {
  expect(sizeAt(WIDE, 1)).toEqual({ width: 2, height: 1 })
  expect(sizeAt(WIDE, 3)).toEqual({ width: 6, height: 3 })
})
