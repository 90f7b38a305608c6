import { expect, it } from 'vitest'
import { translate } from '../../i18n/t'
import { keyBody, keyFaults, NEW_KEY } from './apiKey'

const NOW = Date.parse('2026-11-21T10:00:00.000Z')

it('leaves out what is not limited', () => {
  expect(keyBody({ ...NEW_KEY, name: ' reader ', days: null }, NOW)).toEqual({ name: 'reader', scopes: ['chat'], models: [] })
})

it('says every limit that was set', () => {
  const form = { ...NEW_KEY, name: 'mod', scopes: ['game'] as const, days: 7 as const, perMinute: ' 30 ', budget: '5.00', models: ['demo/story'] }
  expect(keyBody(form, NOW)).toEqual({
    name: 'mod',
    scopes: ['game'],
    expires_at: '2026-11-28T10:00:00.000Z',
    per_minute: 30,
    budget: '5.00',
    models: ['demo/story'],
  })
})

it('tells what is missing or odd before it is sent', () => {
  expect(Object.keys(keyFaults(translate, { ...NEW_KEY, name: 'x' }))).toEqual([])
  expect(Object.keys(keyFaults(translate, { ...NEW_KEY, name: ' ', scopes: [], perMinute: '0', budget: '-1', models: [] }))).toEqual(['name', 'scopes', 'per_minute', 'budget', 'models'])
  for (const perMinute of ['1.5', 'many', '-3', '9999999']) expect(keyFaults(translate, { ...NEW_KEY, name: 'x', perMinute })).toHaveProperty('per_minute')
  for (const budget of ['1,5', '1e3', '.5', '0.0000000001']) expect(keyFaults(translate, { ...NEW_KEY, name: 'x', budget })).toHaveProperty('budget')
})
