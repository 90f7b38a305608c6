import type { Lore, Role, Scenario } from './wire'

/** A scenario as the form has it: every field a text that somebody writes. Lists are lines. */
export interface Sheet {
  title: string
  summary: string
  language: string
  premise: string
  player_role: string
  primary_goal: string
  stakes: string
  tone: string
  tone_bias: string
  theme_bias: string
  npc_bias: string
  allowed_events: string[]
  content_rating: string
  max_chars_scene: string
  max_chars_option: string
  forbidden_terms: string
  cast: RoleSheet[]
  budget: string
  lore: LoreSheet[]
  difficulty: string
  player_count: string
  hard_limit_seconds: string
  model: string
}

export interface RoleSheet {
  name: string
  description: string
  voice: string
  lines: string
}

export interface LoreSheet {
  keys: string
  text: string
  constant: boolean
  order: string
}

export const EVENTS = ['DECISION', 'ACTION', 'COMBAT', 'PUZZLE'] as const
export const NEW_ROLE: RoleSheet = { name: '', description: '', voice: '', lines: '' }
export const NEW_LORE: LoreSheet = { keys: '', text: '', constant: false, order: '' }

export function blank(language: string): Sheet {
  return sheetOf({ title: '', language, premise: '' })
}

const lines = (list: readonly string[] | null | undefined) => (list ?? []).join('\n')
const number = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value))

export function sheetOf(scenario: Scenario): Sheet {
  const { slots, constraints, cast, lorebook } = scenario
  return {
    title: scenario.title,
    summary: scenario.summary ?? '',
    language: scenario.language,
    premise: scenario.premise,
    player_role: scenario.player_role ?? '',
    primary_goal: scenario.primary_goal ?? '',
    stakes: scenario.stakes ?? '',
    tone: scenario.tone ?? '',
    tone_bias: lines(slots?.tone_bias),
    theme_bias: lines(slots?.theme_bias),
    npc_bias: lines(slots?.npc_bias),
    allowed_events: [...(scenario.allowed_events ?? EVENTS)],
    content_rating: constraints?.content_rating ?? '',
    max_chars_scene: number(constraints?.max_chars_scene),
    max_chars_option: number(constraints?.max_chars_option),
    forbidden_terms: lines(constraints?.forbidden_terms),
    cast: (cast ?? []).map((role) => ({ name: role.name, description: role.description ?? '', voice: role.voice ?? '', lines: lines(role.lines) })),
    budget: number(lorebook?.budget),
    lore: (lorebook?.entries ?? []).map((entry) => ({ keys: lines(entry.keys), text: entry.text, constant: entry.constant === true, order: number(entry.order) })),
    difficulty: scenario.difficulty ?? '',
    player_count: number(scenario.player_count),
    hard_limit_seconds: number(scenario.hard_limit_seconds),
    model: scenario.model ?? '',
  }
}

/** What stands in the form, without what was left empty. What is no number goes as it is: the server says what is wrong with it. */
export function scenarioOf(sheet: Sheet): Scenario {
  return pruned({
    title: sheet.title.trim(),
    summary: sheet.summary.trim(),
    language: sheet.language,
    premise: sheet.premise.trim(),
    player_role: sheet.player_role.trim(),
    primary_goal: sheet.primary_goal.trim(),
    stakes: sheet.stakes.trim(),
    tone: sheet.tone.trim(),
    slots: { tone_bias: listed(sheet.tone_bias), theme_bias: listed(sheet.theme_bias), npc_bias: listed(sheet.npc_bias) },
    allowed_events: EVENTS.filter((one) => sheet.allowed_events.includes(one)),
    constraints: {
      content_rating: sheet.content_rating.trim(),
      max_chars_scene: counted(sheet.max_chars_scene),
      max_chars_option: counted(sheet.max_chars_option),
      forbidden_terms: listed(sheet.forbidden_terms),
    },
    cast: sheet.cast.map((role): Role => ({ name: role.name.trim(), description: role.description.trim(), voice: role.voice.trim(), lines: listed(role.lines) })),
    lorebook: {
      budget: counted(sheet.budget),
      entries: sheet.lore.map((entry): Lore => ({ keys: listed(entry.keys), text: entry.text.trim(), constant: entry.constant || null, order: counted(entry.order) as number | null })),
    },
    difficulty: sheet.difficulty,
    player_count: counted(sheet.player_count),
    hard_limit_seconds: counted(sheet.hard_limit_seconds),
    model: sheet.model.trim(),
  }) as unknown as Scenario
}

function listed(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function counted(text: string): number | string | null {
  const wanted = text.trim()
  if (wanted === '') return null
  return /^-?\d{1,15}$/.test(wanted) ? Number(wanted) : wanted
}

/** These must be there: left empty, the server names them. */
const NEEDED = new Set(['title', 'premise', 'language', 'name', 'text'])

function pruned(value: object): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, one] of Object.entries(value) as [string, unknown][]) {
    const some = Array.isArray(one) ? one.map((each: unknown) => (typeof each === 'object' && each !== null ? pruned(each) : each)) : typeof one === 'object' && one !== null ? pruned(one) : one
    if (NEEDED.has(name) || !isEmpty(some)) kept[name] = some
  }
  return kept
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The same as YAML. Texts are written as JSON writes them, which every reader of YAML understands. */
export function yamlOf(scenario: Scenario): string {
  return `format: raconteur.scenario/1\n${block(scenario, 0)}`
}

function block(value: object, depth: number): string {
  const indent = '  '.repeat(depth)
  return Object.entries(value)
    .filter(([, one]) => one !== null && one !== undefined)
    .map(([name, one]) => `${indent}${name}:${held(one, depth)}`)
    .join('')
}

function held(value: unknown, depth: number): string {
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${value.map((one) => item(one, depth + 1)).join('')}`
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? ' {}\n' : `\n${block(value, depth + 1)}`
  return ` ${JSON.stringify(value)}\n`
}

function item(value: unknown, depth: number): string {
  const indent = '  '.repeat(depth)
  if (typeof value !== 'object' || value === null) return `${indent}- ${JSON.stringify(value)}\n`
  return `${indent}- ${block(value, depth + 1).trimStart()}`
}
