import { afterEach, beforeEach, expect, it } from 'vitest'
import { Answering } from '../api/answering'
import { call } from '../api/client'
import { Problem } from '../api/problem'
import { remember, remembered } from '../ui/storage'
import { departed, enter, leave, look, moveOn, signedOut, stillIn, visitor } from './session'

let server: Answering

const ADA = { id: 'a', username: 'ada', email: null, email_verified: false, pending_email: null, avatar: null, role: 'member', version: 1, created_at: '2026-11-21T10:00:00.000Z' }

beforeEach(async () => {
  localStorage.clear()
  server = new Answering()
  server.answers = {
    'GET /api/me': [200, ADA],
    'GET /api/setup': [200, { needed: false }],
    'POST /api/token/refresh': [401, { code: 'UNAUTHENTICATED' }],
    'POST /api/logout': [200, {}],
  }
  await server.open()
  visitor.set({ kind: 'unknown' })
})

afterEach(() => server.close())

it('tells whoever is shown out why, and keeps name and drafts', async () => {
  await look()
  remember('draft.a.new', 'half a thou')
  signedOut('signed in elsewhere')
  expect(visitor.get()).toEqual({ kind: 'out', why: 'elsewhere', username: 'ada' })
  expect(remembered('draft.a.new')).toBe('half a thou')
})

it('learns from the refused renewal why the login ended', async () => {
  await look()
  server.answers['GET /api/models'] = [401, { code: 'UNAUTHENTICATED' }]
  server.answers['POST /api/token/refresh'] = [401, { code: 'UNAUTHENTICATED', reason: 'password changed' }]
  await expect(call('GET', '/api/models')).rejects.toThrow(Problem)
  expect(visitor.get()).toEqual({ kind: 'out', why: 'password', username: 'ada' })
})

it('tells also a page that is opened after the login has ended', async () => {
  server.answers['GET /api/me'] = [401, { code: 'UNAUTHENTICATED' }]
  server.answers['POST /api/token/refresh'] = [401, { code: 'UNAUTHENTICATED', reason: 'signed in elsewhere' }]
  await look()
  expect(visitor.get()).toEqual({ kind: 'out', why: 'elsewhere', username: '' })
})

it('says nothing of the sort to whoever was not here before', async () => {
  server.answers['GET /api/me'] = [401, { code: 'UNAUTHENTICATED' }]
  await look()
  expect(visitor.get()).toEqual({ kind: 'out', why: null, username: '' })
})

it('renews a login that ran out, and nobody notices', async () => {
  await look()
  server.answers['GET /api/models'] = [401, { code: 'UNAUTHENTICATED' }]
  server.answers['POST /api/token/refresh'] = () => {
    server.answers['GET /api/models'] = [200, { items: ['lamp'] }]
    return [200, {}]
  }
  expect(await call('GET', '/api/models')).toEqual({ items: ['lamp'] })
  expect(visitor.get().kind).toBe('in')
})

it('does not show anybody out for a wrong password', async () => {
  await look()
  server.answers['POST /api/me/password'] = [401, { code: 'BAD_CREDENTIALS' }]
  await expect(call('POST', '/api/me/password', { body: {} })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' })
  expect(visitor.get().kind).toBe('in')
  expect(server.asked).not.toContain('POST /api/token/refresh')
})

it('lets nobody in whose address must be verified first', async () => {
  server.answers['POST /api/register'] = [201, { token: null, account: ADA }]
  visitor.set({ kind: 'out', why: null, username: '' })
  expect((await enter('/api/register', {})).token).toBeNull()
  expect(visitor.get().kind).toBe('out')
})

it('leaves nothing behind of whoever leaves or is deleted', async () => {
  for (const go of [leave, async () => departed()]) {
    await look()
    remember('draft.a.new', 'half a thou')
    await go()
    expect(remembered('draft.a.new')).toBeNull()
    expect(visitor.get()).toMatchObject({ kind: 'out', username: '' })
    visitor.set({ kind: 'unknown' })
  }
})

it('is still in when a new login takes the place of the one that its own change has ended', async () => {
  server.answers['GET /api/me'] = [401, { code: 'UNAUTHENTICATED' }]
  server.answers['POST /api/me/password'] = () => {
    server.answers['GET /api/me'] = [200, ADA]
    return [200, {}]
  }
  const change = moveOn(call('POST', '/api/me/password', { body: {} }))
  expect(await stillIn()).toBe(true)
  await change
  server.answers['GET /api/me'] = [401, { code: 'UNAUTHENTICATED' }]
  expect(await stillIn()).toBe(false)
})
