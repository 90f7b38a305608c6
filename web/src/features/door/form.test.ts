import { expect, it } from 'vitest'
import { translate } from '../../i18n/t'
import type { Entrance } from './entrance'
import { bodyOf, faultsOf, looksLikeAddress, type Form } from './form'

const OPEN: Entrance = { registration: 'open', email_verification: 'none', mail: true, terms: null }
const ADA: Form = { username: 'ada', password: 'a lamp by the river', code: '', email: '', invite: '', terms: true }
const faults = (form: Partial<Form>, entrance: Partial<Entrance> = {}) => Object.keys(faultsOf(translate, 'register', { ...ADA, ...form }, false, { ...OPEN, ...entrance }))

it('asks for an address only where one must be verified', () => {
  expect(faults({})).toEqual([])
  expect(faults({}, { email_verification: 'optional' })).toEqual([])
  expect(faults({}, { email_verification: 'mandatory' })).toEqual(['email'])
  expect(faults({ email: 'ada@example.org' }, { email_verification: 'mandatory' })).toEqual([])
})

it('asks for an invitation only where nobody gets in without', () => {
  expect(faults({}, { registration: 'invite' })).toEqual(['invite'])
  expect(faults({ invite: 'ri_lamp' }, { registration: 'invite' })).toEqual([])
})

it('never lets anybody by who has not accepted the terms', () => {
  expect(faults({ terms: false })).toEqual(['accept_terms'])
})

it('refuses only what is plainly no address', () => {
  for (const good of ['a@b', 'ada+lamp@example.org', '灯@例子.中国']) expect(looksLikeAddress(good), good).toBe(true)
  for (const bad of ['', 'ada', '@b', 'a@', 'a b@c', 'a@b c', 'a@@b']) expect(looksLikeAddress(bad), bad).toBe(false)
})

it('does not say what was left blank', () => {
  expect(bodyOf('register', { ...ADA, email: ' ' })).toEqual({ username: 'ada', password: ADA.password, accept_terms: true })
  expect(bodyOf('register', { ...ADA, email: ' a@b ', invite: ' ri_1 ' })).toMatchObject({ email: 'a@b', invite: 'ri_1' })
  expect(bodyOf('login', { ...ADA, email: 'a@b' })).toEqual({ username: 'ada', password: ADA.password })
})
