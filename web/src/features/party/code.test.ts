import { expect, it } from 'vitest'
import { isJoining, tokenIn } from '../stories/place'
import { codeIn, codeOf, spoken } from './code'

it('knows a code however it was typed', () => {
  for (const typed of ['ABCD2345', 'abcd2345', ' abcd 2345 ', 'ABCD-2345', 'a-b c–d_2345']) expect(codeOf(typed)).toBe('ABCD2345')
  expect(spoken('ABCD2345')).toBe('ABCD 2345')
})

it('takes nothing for a code that cannot be one', () => {
  for (const typed of ['', 'ABCD234', 'ABCD23456', 'ABCD234!', '口令口令口令口令', '<script>']) expect(codeOf(typed)).toBeNull()
})

it('finds a code in an address, and nothing in an address that is broken', () => {
  expect(codeIn('/join/abcd2345')).toBe('abcd2345')
  expect(codeIn('/join/abcd%202345')).toBe('abcd 2345')
  for (const path of ['/join', '/join/', '/join/a/b', '/join/%E0%A4%A']) expect(codeIn(path)).toBe('')
  expect(['/join', '/join/X', '/joined', '/stories'].map(isJoining)).toEqual([true, true, false, false])
})

it('finds the token of a link to read', () => {
  expect(tokenIn('/s/Ab-_9')).toBe('Ab-_9')
  for (const path of ['/s', '/s/', '/s/a/b', '/s/a.b', '/s/..%2Fapi', `/s/${'x'.repeat(201)}`]) expect(tokenIn(path)).toBeNull()
})
