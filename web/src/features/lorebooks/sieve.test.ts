import { expect, it } from 'vitest'
import { duplicate, freshUid, muteOf, strangeIn, titleOf, whole } from './entry'
import { EVERY, rangeOf, scrollTo, sieved } from './sieve'

const LAMP = whole({ uid: 0, comment: '灯', key: ['灯塔'], content: '一盏灯。', order: 200 })
const FOG = whole({ uid: 1, key: ['fog', '雾'], content: 'Thick.', order: 10, disable: true })
const SEA = whole({ uid: 'x', comment: 'Sea', content: 'Always there.', constant: true })
const ALL = [LAMP, FOG, SEA]

it('orders entries as a prompt has them, by title, or as they came', () => {
  expect(sieved(ALL, EVERY, 'en')).toEqual([FOG, SEA, LAMP])
  expect(sieved(ALL, { ...EVERY, sort: 'file' }, 'en')).toEqual(ALL)
  expect(sieved(ALL, { ...EVERY, sort: 'title' }, 'en').at(0)).toBe(FOG)
})

it('finds by title, key and content', () => {
  expect(sieved(ALL, { ...EVERY, q: '雾' }, 'zh')).toEqual([FOG])
  expect(sieved(ALL, { ...EVERY, q: 'ALWAYS' }, 'zh')).toEqual([SEA])
  expect(sieved(ALL, { ...EVERY, q: 'nobody' }, 'zh')).toEqual([])
})

it('keeps what is asked for', () => {
  expect(sieved(ALL, { ...EVERY, only: 'off' }, 'en')).toEqual([FOG])
  expect(sieved(ALL, { ...EVERY, only: 'constant' }, 'en')).toEqual([SEA])
  expect(sieved([...ALL, whole({ uid: 7, content: 'No keys.' })], { ...EVERY, only: 'mute' }, 'en').map(({ uid }) => uid)).toEqual([7])
})

it('ten thousand entries are sieved at once', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => whole({ uid: n, comment: `entry ${n}`, key: [`k${n}`], content: 'x'.repeat(200), order: n % 97 }))
  const before = performance.now()
  expect(sieved(many, { ...EVERY, q: 'entry 99' }, 'en').length).toBe(111)
  expect(performance.now() - before).toBeLessThan(1000)
})

it('draws the rows in sight and a few around', () => {
  expect(rangeOf(0, 600, 60, 10_000)).toEqual({ from: 0, to: 19 })
  expect(rangeOf(6000, 600, 60, 10_000)).toEqual({ from: 92, to: 119 })
  expect(rangeOf(600_000, 600, 60, 10_000)).toEqual({ from: 9992, to: 10_000 })
  expect(rangeOf(6000, 600, 60, 3)).toEqual({ from: 0, to: 3 })
})

it('scrolls no further than need be', () => {
  expect(scrollTo(3, 0, 600, 60)).toBe(0)
  expect(scrollTo(12, 0, 600, 60)).toBe(180)
  expect(scrollTo(1, 300, 600, 60)).toBe(60)
})

it('names entries, and gives new ones a number of their own', () => {
  expect([titleOf(LAMP), titleOf(FOG)]).toEqual(['灯', 'fog, 雾'])
  expect(freshUid(ALL)).toBe(2)
  expect(duplicate(LAMP, ALL)).toEqual({ ...LAMP, uid: 2 })
  expect(strangeIn({ ...LAMP, vendor: 1 })).toEqual(['vendor'])
  expect([muteOf(LAMP), muteOf(whole({ uid: 1 })), muteOf(whole({ uid: 1, content: '@@activate\nx' }))]).toEqual([null, 'content', null])
})
