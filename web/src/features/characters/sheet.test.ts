import { expect, it } from 'vitest'
import { ADA } from './samples'
import { changedIn, decided, faultOf, merged, patchOf, sheetOf, tagsOf } from './sheet'

const BASE = sheetOf(ADA)

it('holds every field, and none that was not said', () => {
  expect(BASE['basic_info.name']).toBe(ADA.profile.basic_info?.name)
  expect(BASE['background.experiences']).toEqual(ADA.profile.background?.experiences)
  expect(sheetOf({ ...ADA, profile: {}, model: null })).toMatchObject({ 'basic_info.age': '', 'background.relationships': [], model: '' })
})

it('takes a text for a list and a list for a text, where a card has the other', () => {
  const odd = sheetOf({ ...ADA, profile: { background: { experiences: 'one', origin: ['a', 'b'] } } })
  expect(odd['background.experiences']).toEqual(['one'])
  expect(odd['background.origin']).toBe('a\nb')
})

it('sends nothing where nothing was changed', () => {
  expect(patchOf(BASE, { ...BASE, greetings: [...ADA.greetings, '  '] })).toEqual({})
})

it('sends what was changed, and the profile as a whole', () => {
  const patch = patchOf(BASE, { ...BASE, brief: 'New', model: '', 'basic_info.age': '61', tags: ['sea', ' '] })
  expect(Object.keys(patch).toSorted()).toEqual(['brief', 'profile', 'tags'])
  expect(patch.tags).toEqual(['sea'])
  expect(patch.profile).toMatchObject({ basic_info: { age: '61', name: ADA.profile.basic_info?.name }, background: { experiences: ADA.profile.background?.experiences } })
  expect(patchOf({ ...BASE, nickname: 'A' }, { ...BASE, nickname: '' })).toEqual({ nickname: '' })
})

it('lays changes over those of another tab, and names what both wrote', () => {
  const theirs = { ...BASE, brief: 'Theirs', scenario: 'A storm', 'basic_info.age': '70' }
  const { sheet, clashes } = merged(BASE, { ...BASE, brief: 'Mine', 'basic_info.gender': 'f', 'basic_info.age': '70' }, theirs)
  expect(sheet).toMatchObject({ brief: 'Mine', scenario: 'A storm', 'basic_info.gender': 'f', 'basic_info.age': '70' })
  expect(clashes).toEqual([{ key: 'brief', mine: 'Mine', theirs: 'Theirs' }])
  expect(decided(sheet, clashes, new Set(['brief'])).brief).toBe('Theirs')
  expect(decided(sheet, clashes, new Set()).brief).toBe('Mine')
  expect(changedIn(theirs, sheet)).toEqual(['brief', 'basic_info.gender'])
})

it('needs a name, of letters of any script and not too many', () => {
  expect(faultOf(BASE)).toBeNull()
  expect(faultOf({ ...BASE, name: '  ' })).toBe('empty')
  expect(faultOf({ ...BASE, name: '灯'.repeat(64) })).toBeNull()
  expect(faultOf({ ...BASE, name: '🏮'.repeat(65) })).toBe('long')
})

it('reads tags between the commas of any script', () => {
  expect(tagsOf('sea, 灯塔，sea、 night；')).toEqual(['sea', '灯塔', 'night'])
})
