import { expect, it } from 'vitest'
import { blank, NEW_LORE, NEW_ROLE, scenarioOf, sheetOf, yamlOf } from './sheet'
import type { Scenario } from './wire'

const WHOLE: Scenario = {
  title: '灯塔',
  summary: 'A tower.',
  language: 'zh',
  premise: '雾里有一座塔。',
  player_role: '测量员',
  slots: { tone_bias: ['诡秘', '温柔'] },
  allowed_events: ['DECISION', 'PUZZLE'],
  constraints: { max_chars_scene: 220, forbidden_terms: ['骰子'] },
  cast: [{ name: '守灯人', voice: 'says "no"', lines: ['你来晚了。'] }],
  lorebook: { budget: 800, entries: [{ keys: ['灯'], text: '灯从未熄灭。', constant: true, order: 5 }] },
  difficulty: 'HARD',
  hard_limit_seconds: 600,
}

it('goes into the form and comes back as it was', () => {
  expect(scenarioOf(sheetOf(WHOLE))).toEqual(WHOLE)
})

it('leaves out what was left empty, but not what is needed', () => {
  expect(scenarioOf(blank('en'))).toEqual({ title: '', language: 'en', premise: '', allowed_events: ['DECISION', 'ACTION', 'COMBAT', 'PUZZLE'] })
  expect(scenarioOf({ ...blank('en'), cast: [NEW_ROLE], lore: [NEW_LORE] })).toMatchObject({ cast: [{ name: '' }], lorebook: { entries: [{ text: '' }] } })
})

it('sends what is no number as it was written, for the server to name', () => {
  expect(scenarioOf({ ...blank('en'), max_chars_scene: 'many' })).toMatchObject({ constraints: { max_chars_scene: 'many' } })
})

it('is YAML that says the same', () => {
  expect(yamlOf(WHOLE)).toBe(`format: raconteur.scenario/1
title: "灯塔"
summary: "A tower."
language: "zh"
premise: "雾里有一座塔。"
player_role: "测量员"
slots:
  tone_bias:
    - "诡秘"
    - "温柔"
allowed_events:
  - "DECISION"
  - "PUZZLE"
constraints:
  max_chars_scene: 220
  forbidden_terms:
    - "骰子"
cast:
  - name: "守灯人"
    voice: "says \\"no\\""
    lines:
      - "你来晚了。"
lorebook:
  budget: 800
  entries:
    - keys:
        - "灯"
      text: "灯从未熄灭。"
      constant: true
      order: 5
difficulty: "HARD"
hard_limit_seconds: 600
`)
})
