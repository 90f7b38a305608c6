import { expect, it } from 'vitest'
import { linesOf, piecesOf, placeOf, quotedIn } from './quote'

const SOURCE = '# 守灯人\n\n- 年龄: 六十\n\n守灯人住在岛上已有三十年，从未离开。\n他说：“灯一直亮着。”然后关上了门。\n\nThe keeper’s name is *Ada Byron* — she is old.'

const said = (quote: string) => {
  const place = placeOf(SOURCE, quote)
  return place && SOURCE.slice(place.from, place.to)
}

it('finds a sentence as it stands there, with the mark that ends it', () => {
  expect(said('守灯人住在岛上已有三十年，从未离开')).toBe('守灯人住在岛上已有三十年，从未离开。')
})

it('finds it though spaces, quotes, capitals and marks are others', () => {
  expect(said('守灯人住在岛上 已有三十年,从未离开.')).toBe('守灯人住在岛上已有三十年，从未离开。')
  expect(said("the keeper's name is Ada Byron - she is old.")).toBe('The keeper’s name is *Ada Byron* — she is old.')
  expect(said('他说：「灯一直亮着。」')).toBe('他说：“灯一直亮着。”')
})

it('finds the beginning of one whose end was changed, and nothing of another', () => {
  expect(said('守灯人住在岛上已有三十年，从未离开，后来去了城里')).toMatch(/^守灯人住在岛上已有三十年/)
  expect(said('他从小在城里长大，后来学医')).toBeNull()
  expect(said('')).toBeNull()
  expect(said(' \n')).toBeNull()
})

it('cuts the text without losing a letter', () => {
  for (const quote of ['守灯人住在岛上已有三十年', 'nothing of the kind at all', null]) {
    expect(piecesOf(SOURCE, quote).map(({ text }) => text).join('')).toBe(SOURCE)
  }
  expect(piecesOf(SOURCE, '年龄: 六十').filter(({ quoted }) => quoted)).toEqual([{ at: SOURCE.indexOf('年龄'), text: '年龄: 六十', quoted: true }])
})

it('shows headings and facts without their marks, and a quote in its line', () => {
  const lines = linesOf(SOURCE)
  expect(lines.map(({ kind }) => kind)).toEqual(['heading', 'fact', 'text', 'text', 'text'])
  const place = placeOf(SOURCE, '年龄: 六十')
  expect(lines.map((line) => quotedIn(line, place))).toEqual([null, { from: 0, to: 6 }, null, null, null])
  for (const line of lines) expect(SOURCE.slice(line.at, line.at + line.text.length)).toBe(line.text)
})
