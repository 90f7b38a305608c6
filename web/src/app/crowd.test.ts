import { beforeEach, expect, it } from 'vitest'
import { Crowd, standing, type Air } from './crowd'

/** A channel between pages, in one process: what one says all others hear. */
class Room {
  private readonly ears: { of: Air; listener: (event: MessageEvent) => void }[] = []

  end(): Air {
    const end: Air = {
      addEventListener: (_, listener) => this.ears.push({ of: end, listener }),
      postMessage: (data) => {
        for (const { of, listener } of this.ears) if (of !== end) listener(new MessageEvent('message', { data }))
      },
    }
    return end
  }
}

const atOnce = () => Promise.resolve()

let air: Room
let places: string[]
let room: number
const page = (name: string, seen: number) => {
  const crowd = new Crowd(air.end(), atOnce)
  crowd.look(seen)
  crowd.holds({
    leave: () => {
      places.push(`${name} leaves`)
      room += 1
    },
    take: async () => {
      places.push(`${name} asks`)
      if (room === 0) return false
      room -= 1
      return true
    },
  })
  return crowd
}

beforeEach(() => {
  air = new Room()
  places = []
  room = 0
  standing.set('admitted')
})

it('takes the place of the page that was looked at least recently', async () => {
  page('first', 3)
  page('second', 1)
  page('third', 2)
  expect(await page('fourth', 4).takeOver()).toBe(true)
  expect(places).toEqual(['fourth asks', 'second leaves', 'fourth asks'])
})

it('says when nobody in this browser could give it a place, after asking for a while', async () => {
  expect(await page('alone', 1).takeOver()).toBe(false)
  expect(places.length).toBeGreaterThan(3)
  expect(new Set(places)).toEqual(new Set(['alone asks']))
})

it('goes on without making anybody rest where a place has become free by itself', async () => {
  room = 1
  page('first', 1)
  expect(await page('fourth', 2).takeOver()).toBe(true)
  expect(places).toEqual(['fourth asks'])
})

it('takes no place from a page that rests already', async () => {
  page('first', 1)
  standing.set('resting')
  expect(await page('second', 2).takeOver()).toBe(false)
  expect(places).not.toContain('first leaves')
})
