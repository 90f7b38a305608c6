import { expect, it } from 'vitest'
import { en } from '../i18n/en'
import { keepsDrafts, whyOf, type Why } from './ending'

it('understands each of the server’s reasons', () => {
  const said: Record<string, Why> = {
    'signed in elsewhere': 'elsewhere',
    'signed out': 'left',
    'password changed': 'password',
    'ended by its owner': 'ended',
    'refresh token used twice': 'reused',
    'account suspended': 'suspended',
    'account gone': 'deleted',
    expired: 'expired',
  }
  for (const [reason, why] of Object.entries(said)) expect(whyOf(reason), reason).toBe(why)
})

it('takes a reason that it does not know for a login that ran out', () => {
  expect(whyOf(null)).toBe('expired')
  expect(whyOf('the moon is full')).toBe('expired')
})

it('has words for everybody who finds their drafts again', () => {
  const all: Why[] = ['left', 'deleted', 'expired', 'elsewhere', 'password', 'ended', 'suspended', 'reused']
  for (const why of all.filter(keepsDrafts)) {
    expect(en).toHaveProperty([`ended.${why}`])
    expect(en).toHaveProperty([`ended.${why}.lead`])
  }
})
