import { describe, expect, it } from 'vitest'
import type { Message } from '../../api/types'
import { emptyView } from '../../stream/turnView'
import { afterStart, graft, newRequestId, told, withoutOverlap } from './path'

function message(id: string, parent: string | null, more: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: 'c',
    parent_id: parent,
    turn_id: null,
    role: 'user',
    author: { kind: 'account', id: null, name: 'Ada' },
    text: id,
    reasoning: null,
    state: 'complete',
    hidden: false,
    model: null,
    usage: null,
    cost: null,
    sibling_ids: [id],
    version: 1,
    created_at: '2026-11-21T10:00:00.000Z',
    ...more,
  }
}

const ids = (path: readonly Message[]) => path.map((one) => one.id)
const path = [message('u1', null), message('a1', 'u1', { role: 'assistant' }), message('u2', 'a1'), message('a2', 'u2', { role: 'assistant', state: 'failed' })]

const telling = (text: string) => ({
  ...emptyView('t'),
  messages: [{ id: 'a1', parentId: 'u1', role: 'assistant' as const, author: null, text, reasoning: '', finish: null }],
})

describe('the path of a conversation', () => {
  it('takes a sibling in the place of the branch that is left', () => {
    expect(ids(graft(path, message('a2b', 'u2')))).toEqual(['u1', 'a1', 'u2', 'a2b'])
    expect(ids(graft(path, message('u2b', 'a1')))).toEqual(['u1', 'a1', 'u2b'])
    expect(ids(graft(path, message('u0', null)))).toEqual(['u0'])
    expect(ids(graft(path, message('a1', 'u1')))).toEqual(ids(path))
  })

  it('ends in what was just asked', () => {
    const started = { turn_id: 't', messages: [{ id: 'u3', parent_id: 'a2', role: 'user' as const }, { id: 'a3', parent_id: 'u3', role: 'assistant' as const }] }
    const next = afterStart(path, started, 'again?')
    expect(ids(next)).toEqual(['u1', 'a1', 'u2', 'a2', 'u3', 'a3'])
    expect(next[4]).toMatchObject({ text: 'again?', state: 'complete' })
    expect(next[5]).toMatchObject({ text: '', state: 'running', turn_id: 't' })
    expect(ids(afterStart(next, started, 'again?'))).toEqual(ids(next))
  })

  it('shows an answer that only the stream knows', () => {
    const view = { ...emptyView('t'), messages: [{ id: 'a3', parentId: 'u2', role: 'assistant' as const, author: null, text: 'Once', reasoning: '', finish: null }] }
    const shown = told(path, view)
    expect(ids(shown)).toEqual(['u1', 'a1', 'u2', 'a3'])
    expect(shown[3]).toMatchObject({ text: 'Once', turn_id: 't' })
  })

  it('never shows less than what was kept', () => {
    const kept = [message('u1', null), message('a1', 'u1', { role: 'assistant', text: 'Once upon a time', state: 'running' })]
    expect(told(kept, telling('Once'))[1]?.text).toBe('Once upon a time')
    expect(told(kept, telling('Once upon a time there'))[1]?.text).toBe('Once upon a time there')
  })

  it('joins an older page without saying anything twice', () => {
    expect(ids(withoutOverlap(path.slice(0, 3), path.slice(2)))).toEqual(ids(path))
  })
})

it('makes ids of the shape of a UUID', () => {
  expect(newRequestId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(newRequestId()).not.toBe(newRequestId())
})
