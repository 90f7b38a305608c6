import { expect, it } from 'vitest'
import { addressOf, byFile, countOf, refusalOf, reportIn } from './report'

const ID = '00000000-0000-7000-8000-0000000000a1'

it('reads what came in, by kinds', () => {
  const report = reportIn({
    characters: [{ id: ID, name: '守灯人', file: 'characters/keeper.png', warnings: ['no keys', { message: 'cut' }, 7] }, 'characters/odd.png', null, {}],
    lorebooks: [{ lorebook_id: ID, name: 'Coast', entries: 12 }],
    conversations: [{ conversation_id: ID, title: 'Night', messages: 40 }],
    groups: 'none',
    problems: [{ file: 'chats/a.jsonl', message: 'line 3 is broken' }, { message: 'x' }, 7],
  })
  expect(report.moved.characters.map(({ name, file, remarks }) => [name, file, remarks.length])).toEqual([['守灯人', 'characters/keeper.png', 2], ['', 'characters/odd.png', 0]])
  expect(report.moved.lorebooks[0]?.size).toBe(12)
  expect(report.moved.conversations[0]).toMatchObject({ id: ID, name: 'Night', size: 40 })
  expect(report.problems.length).toBe(2)
  expect(countOf(report)).toBe(4)
})

it('reads nothing from nothing', () => {
  for (const result of [null, undefined, 7, 'x', [], {}]) expect(countOf(reportIn(result))).toBe(0)
})

it('puts problems of one file together, each once', () => {
  expect(byFile([{ file: 'a', message: '1' }, { file: 'b', message: '2' }, { file: 'a', message: '3' }, { file: 'a', message: '1' }])).toEqual([
    ['a', ['1', '3']],
    ['b', ['2']],
  ])
})

it('knows where things stand, and follows no address of others', () => {
  const moved = reportIn({ characters: [{ id: ID }, { id: '../evil', name: 'x' }] }).moved.characters
  expect(moved.map((one) => addressOf('characters', one))).toEqual([`/characters/${ID}`, null])
  expect(addressOf('conversations', { ...moved[0], id: ID } as never)).toBe(`/chat/${ID}`)
  expect(addressOf('groups', { ...moved[0], id: ID } as never)).toBeNull()
})

it('sends only what can be a zip', () => {
  expect([refusalOf({ name: 'data.ZIP', size: 9 }), refusalOf({ name: 'data.rar', size: 9 }), refusalOf({ name: 'a.zip', size: 0 })]).toEqual([null, 'kind', 'empty'])
})
