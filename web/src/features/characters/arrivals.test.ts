import { expect, it } from 'vitest'
import { answered, arrivalsOf, batchesOf, countsOf, isWorthRetrying, LARGEST, notSent, sending } from './arrivals'

const file = (name: string, size = 10) => ({ name, size })
const told = (name: string, id: string | null) => ({ file: name, character_id: id, name: id, spec: 'v2', warnings: [], error: id ? null : { code: 'MALFORMED', message: 'No card in it.' } })

it('says at once what no card can be', () => {
  const all = arrivalsOf([file('a.png'), file('b.exe'), file('c.json', LARGEST + 1), file('d.charx', 0)])
  expect(all.map(({ error }) => error?.code ?? null)).toEqual([null, 'CARD_KIND', 'CARD_LARGE', 'CARD_EMPTY'])
  expect(countsOf(all)).toEqual({ in: 0, refused: 3, left: 1 })
})

it('sends so many at once as a request carries', () => {
  expect(batchesOf(Array.from({ length: 45 }, (_, i) => file(`${i}.png`))).map((batch) => batch.length)).toEqual([20, 20, 5])
  expect(batchesOf([file('a', LARGEST - 5), file('b'), file('c')]).map((batch) => batch.map(({ name }) => name))).toEqual([['a'], ['b', 'c']])
  expect(batchesOf([])).toEqual([])
})

it('finds what became of each, also of two with one name', () => {
  const all = sending(arrivalsOf([file('a.png'), file('a.png'), file('b.json')]), [0, 1, 2])
  const now = answered(all, [0, 1, 2], [told('b.json', null), told('a.png', 'one'), told('a.png', 'two')])
  expect(now.map(({ id }) => id)).toEqual(['one', 'two', null])
  expect(now.map(({ state }) => state)).toEqual(['in', 'in', 'refused'])
})

it('takes them in their order where a server names them otherwise', () => {
  const now = answered(sending(arrivalsOf([file('灯.png'), file('b.json')]), [0, 1]), [0, 1], [told('?.png', 'one'), told('b.json', 'two')])
  expect(now.map(({ id }) => id)).toEqual(['one', 'two'])
})

it('says of none that it came in when nothing is said of it', () => {
  const now = answered(arrivalsOf([file('a.png')]), [0], [])
  expect(now[0]).toMatchObject({ state: 'refused', error: { code: 'INTERNAL' } })
})

it('lets be tried again what the line lost, and not what the server refused', () => {
  const all = notSent(arrivalsOf([file('a.png'), file('b.png')]), [0], { code: 'OFFLINE', message: '' })
  expect(all.map(isWorthRetrying)).toEqual([true, false])
  expect(answered(all, [1], [told('b.png', null)]).map(isWorthRetrying)).toEqual([true, false])
})
