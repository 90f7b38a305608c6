import { expect, it } from 'vitest'
import { carried } from './letter'

const at = (path: string) => history.replaceState(null, '', path)

it('takes a key out of the address and keeps it while the page is open', () => {
  at('/verify-email#key=lamp-1')
  expect(carried('key')).toBe('lamp-1')
  expect(location.pathname + location.search + location.hash).toBe('/verify-email')
  expect(carried('key')).toBe('lamp-1')
})

it('reads a key that came as a query, and leaves the rest of the address', () => {
  at('/reset-password?theme=dark&key=lamp-2#part=1')
  expect(carried('key')).toBe('lamp-2')
  expect(location.search).toBe('?theme=dark')
})

it('gives the key of one page to no other', () => {
  at('/register#invite=ri_1')
  expect(carried('invite')).toBe('ri_1')
  at('/forgot')
  expect(carried('invite')).toBe('')
  expect(carried('key')).toBe('')
})
