import { expect, it } from 'vitest'
import { addressOf, byFile, countOf, refusalOf, reportIn } from './report'

const ID = '00000000-0000-7000-8000-0000000000a1'

it('reads what came in, by kinds, and how much there is in all', () => {
  const report = reportIn({
    characters: [{ id: ID, name: '守灯人', file: 'characters/keeper.png' }],
    lorebooks: [],
    conversations: [{ id: ID, title: 'Night', character_id: ID, messages: 40, file: 'chats/a.jsonl' }],
    groups: [],
    problems: [{ file: 'chats/a.jsonl', message: 'line 3 is broken' }],
    counts: { characters: 1200, lorebooks: 0, conversations: 1, groups: 0, problems: 1 },
  })
  expect(report.moved.characters).toEqual([{ id: ID, name: '守灯人', file: 'characters/keeper.png', messages: null }])
  expect(report.moved.conversations[0]).toMatchObject({ id: ID, name: 'Night', messages: 40 })
  expect(report.problems.length).toBe(1)
  expect(countOf(report)).toBe(1201)
})

it('reads nothing from nothing', () => {
  for (const result of [null, undefined]) expect(countOf(reportIn(result))).toBe(0)
})

it('puts problems of one file together, each once', () => {
  expect(byFile([{ file: 'a', message: '1' }, { file: 'b', message: '2' }, { file: 'a', message: '3' }, { file: 'a', message: '1' }])).toEqual([
    ['a', ['1', '3']],
    ['b', ['2']],
  ])
})

it('knows where things stand', () => {
  const one = { id: ID, name: 'x', file: '', messages: null }
  expect([addressOf('characters', one), addressOf('conversations', one), addressOf('groups', one)]).toEqual([`/characters/${ID}`, `/chat/${ID}`, null])
})

it('sends only what can be a zip', () => {
  expect([refusalOf({ name: 'data.ZIP', size: 9 }), refusalOf({ name: 'data.rar', size: 9 }), refusalOf({ name: 'a.zip', size: 0 })]).toEqual([null, 'kind', 'empty'])
})
