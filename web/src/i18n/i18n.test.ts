import { expect, it } from 'vitest'
import { en, type Key } from './en'
import { age, bytes, figure, money, ordinal, time } from './format'
import { chooseLanguage, words } from './t'
import { zh } from './zh'

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).toSorted()

it('asks for the same values in both languages', () => {
  for (const key of Object.keys(en) as Key[]) expect(holes(zh[key]), key).toEqual(holes(en[key]))
})

it('says in Chinese what it says in English', () => {
  const marks = new Set<Key>(['list.comma', 'sentence.end'])
  for (const key of Object.keys(en) as Key[]) if (!marks.has(key)) expect(zh[key], key).toMatch(/\p{Script=Han}/u)
})

it('fills in values and leaves unknown holes', () => {
  expect(words('en', 'list.deleted', { title: 'The lamp' })).toBe('“The lamp” is deleted.')
  expect(words('zh', 'list.deleted')).toBe('已删除“{title}”。')
})

it('every fault says what to do', () => {
  const faults = Object.keys(en).filter((key) => /^fault\.[A-Z_]+$/.test(key))
  expect(faults.length).toBeGreaterThan(30)
  for (const key of faults) expect(en).toHaveProperty([`${key}.do`])
})

it('names a place in a line', () => {
  chooseLanguage('en')
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd'])
  chooseLanguage('zh')
  expect(ordinal(3)).toBe('3')
})

it('never rounds a small cost to nothing', () => {
  chooseLanguage('en')
  expect(money('0.000213000')).toBe('$0.000213')
  expect(money('1.000000000')).toBe('$1.00')
  expect(money('0.000000000')).toBe('$0.00')
})

it('puts a time under the right heading', () => {
  const now = new Date(2026, 10, 21, 9, 0).getTime()
  expect(age(new Date(2026, 10, 21, 0, 1).toISOString(), now)).toBe('Today')
  expect(age(new Date(2026, 10, 20, 23, 59).toISOString(), now)).toBe('Yesterday')
  expect(age(new Date(2026, 10, 17).toISOString(), now)).toBe('This week')
  expect(age(new Date(2026, 9, 1).toISOString(), now)).toBe('Earlier')
  expect(time(new Date(2026, 10, 21, 8, 5).toISOString(), now)).toMatch(/8:05/)
})

it('tells sizes and scores to one place', () => {
  chooseLanguage('en')
  expect([0, 1, 999, 1000, 1_234_567, 5e12].map(bytes)).toEqual(['0 bytes', '1 byte', '999 bytes', '1 kB', '1.2 MB', '5,000 GB'])
  expect([0, 7.44, 12].map(figure)).toEqual(['0.0', '7.4', '12.0'])
})
