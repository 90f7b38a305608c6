import { expect, it } from 'vitest'
import { keysIn, kindOf, withKeys } from './chips'

it('splits keys at commas of any script and at line ends', () => {
  expect(keysIn('灯塔, lighthouse，守灯人、老灯\nlamp;')).toEqual(['灯塔', 'lighthouse', '守灯人', '老灯', 'lamp'])
  expect(keysIn('  old keeper , ')).toEqual(['old keeper'])
  expect(keysIn(' ,，\n')).toEqual([])
})

it('leaves an expression between slashes whole', () => {
  expect(keysIn('/灯(塔|座){1,2}/i, keeper')).toEqual(['/灯(塔|座){1,2}/i', 'keeper'])
  expect(keysIn('/[/,]a\\/b/')).toEqual(['/[/,]a\\/b/'])
  expect(keysIn('and/or, 1/2')).toEqual(['and/or', '1/2'])
  expect(keysIn('/half, done')).toEqual(['/half', 'done'])
})

it('adds no key twice', () => {
  expect(withKeys(['灯塔'], '灯塔, 雾, 雾')).toEqual(['灯塔', '雾'])
})

it('knows what a key is', () => {
  expect(kindOf('灯塔')).toBe('plain')
  expect(kindOf('/灯+/iu')).toBe('regex')
  expect(kindOf('/灯(/')).toBe('broken')
  expect(kindOf('/(?<=海)灯/')).toBe('broken')
  expect(kindOf('/(a)\\1/')).toBe('broken')
  expect(kindOf('/灯/q')).toBe('broken')
  expect(kindOf('灯+', true)).toBe('regex')
  expect(kindOf('a'.repeat(257))).toBe('long')
})
