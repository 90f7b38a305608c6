import { expect, it } from 'vitest'
import { bodyOf, faultsOf, freshWish, onlyOne, searchAt, wishIn } from './wish'

const WISH = { ...freshWish('zh'), name: ' 守灯人 ' }

it('says what is missing', () => {
  expect(faultsOf(freshWish('zh'))).toEqual({ name: 'needed' })
  expect(faultsOf(WISH)).toEqual({})
  expect(faultsOf({ ...WISH, name: '灯'.repeat(65) })).toEqual({ name: 'long' })
  expect(faultsOf({ ...WISH, origin: 'url', url: 'example' })).toEqual({ url: 'address' })
  expect(faultsOf({ ...WISH, origin: 'url', url: ' https://example.org/a ' })).toEqual({})
  expect(faultsOf({ ...WISH, encyclopedia: 'mediawiki' })).toEqual({ wiki: 'address' })
  expect(faultsOf({ ...WISH, origin: 'text', text: ' \n' })).toEqual({ text: 'needed' })
})

it('asks for what was chosen and for nothing else', () => {
  expect(bodyOf({ ...WISH, choice: { title: '守灯人 (小说)', snippet: '', href: 'https://example.org/a' } })).toEqual({ role: '守灯人', source: 'baike', detail: 'concise', language: 'zh', choice: 'https://example.org/a' })
  expect(bodyOf({ ...WISH, origin: 'blank', text: 'left over', url: 'left over' })).toEqual({ role: '守灯人', source: 'blank', detail: 'concise', language: 'zh' })
  expect([...String(bodyOf({ ...WISH, origin: 'text', text: '🏮'.repeat(20_001) }).text)]).toHaveLength(20_000)
  expect(bodyOf({ ...WISH, encyclopedia: 'mediawiki', wiki: 'https://wiki.example.org', model: 'a/b' })).toMatchObject({ source: 'mediawiki', url: 'https://wiki.example.org', model: 'a/b' })
})

it('asks where the wiki is that is asked', () => {
  expect(searchAt(WISH)).toBe(`/api/sources/baike/search?q=${encodeURIComponent('守灯人')}`)
  expect(searchAt({ ...WISH, encyclopedia: 'mediawiki', wiki: 'https://w.example.org' }, 'a b')).toBe('/api/sources/mediawiki/search?q=a+b&url=https%3A%2F%2Fw.example.org')
})

it('asks nobody who is meant when there is only one', () => {
  const one = { title: '守灯人', snippet: '', href: '' }
  expect(onlyOne('守灯人', [one])).toBe(one)
  expect(onlyOne('守灯人', [one, one])).toBeNull()
  expect(onlyOne('守灯', [one])).toBeNull()
  expect(onlyOne('守灯', [])).toBeNull()
})

it('finds what was being wished, and begins anew where that is no wish', () => {
  expect(wishIn(JSON.stringify({ name: 'Ada' }), WISH)).toEqual({ ...WISH, name: 'Ada' })
  expect(wishIn('{', WISH)).toBe(WISH)
  expect(wishIn(null, WISH)).toBe(WISH)
})
