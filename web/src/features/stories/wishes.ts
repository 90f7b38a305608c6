import type { Card } from '../scenarios/wire'
import { remember, remembered } from '../../ui/storage'
import { shelfOf } from './player'
import type { Difficulty } from './wire'

/** What somebody wishes of a new story, as the form has it. */
export interface Wishes {
  /** The scenario that it begins from; empty for none. */
  scenario: string
  tone: string
  theme: string
  npc: string
  difficulty: Difficulty
  minutes: number
  language: string
  maxScene: string
  maxOption: string
  forbidden: string
  seed: string
}

export const MINUTES = [3, 5, 10, 20, 60] as const
/** The server's own bounds. */
export const SCENE = { least: 20, most: 10_000 } as const
export const OPTION = { least: 2, most: 1000 } as const

/** As a language wants it: Latin letters need more of them to say the same. */
export function usual(language: string): Wishes {
  const dense = /^(zh|ja|ko)/.test(language)
  return {
    scenario: '',
    tone: '',
    theme: '',
    npc: '',
    difficulty: 'NORMAL',
    minutes: 5,
    language,
    maxScene: dense ? '220' : '600',
    maxOption: dense ? '14' : '48',
    forbidden: '',
    seed: '',
  }
}

function fits(text: string, { least, most }: { least: number; most: number }): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
}

function said(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim()
}

/** The fields that cannot be what they say, before anything is sent. */
export function wrong(wishes: Wishes): ('maxScene' | 'maxOption')[] {
  const found: ('maxScene' | 'maxOption')[] = []
  if (!fits(wishes.maxScene, SCENE)) found.push('maxScene')
  if (!fits(wishes.maxOption, OPTION)) found.push('maxOption')
  return found
}

/** The event that begins the story. */
export function beginning(wishes: Wishes, session: string, locale: string) {
  const terms = wishes.forbidden.split('\n').map((line) => line.trim())
  return {
    event: { type: 'INIT' },
    session: { session_id: session, player_count: 1, difficulty: wishes.difficulty },
    time: { hard_limit_seconds: Math.round(wishes.minutes * 60) },
    ...(said(wishes.seed) ? { seed: { run_seed: said(wishes.seed) } } : {}),
    constraints: {
      language: wishes.language,
      max_chars_scene: Number(wishes.maxScene),
      max_chars_option: Number(wishes.maxOption),
      forbidden_terms: terms.filter((line) => line !== ''),
    },
    slots: { tone_bias: said(wishes.tone), theme_bias: said(wishes.theme), npc_bias: said(wishes.npc) },
    client_context: { platform: 'web', locale },
    payload: wishes.scenario === '' ? {} : { scenario_id: wishes.scenario },
  }
}

/** The wishes when a scenario is taken up, or put away: what it lays down takes the place of what stood there. */
export function from(wishes: Wishes, card: Card | null): Wishes {
  if (card === null) return { ...wishes, scenario: '' }
  const { maxScene, maxOption } = usual(card.language)
  return { ...wishes, scenario: card.id, language: card.language, difficulty: card.difficulty, minutes: card.hard_limit_seconds / 60, maxScene, maxOption, tone: '', theme: '', npc: '' }
}

/** The spans to choose from, with one of its own where a scenario has another. */
export function spans(minutes: number): number[] {
  return [...new Set([...MINUTES, minutes])].toSorted((a, b) => a - b)
}

export function keepWishes(wishes: Wishes): void {
  remember(shelfOf('wishes'), JSON.stringify(wishes))
}

/** What was wished last, or what is usual; an older app may have kept other fields. */
export function wishesKept(language: string): Wishes {
  try {
    const kept = JSON.parse(remembered(shelfOf('wishes')) ?? '{}') as Partial<Wishes>
    const before = usual(typeof kept.language === 'string' ? kept.language : language)
    const same = Object.entries(kept).filter(([name, value]) => typeof value === typeof before[name as keyof Wishes])
    return { ...before, ...(Object.fromEntries(same) as Partial<Wishes>) }
  } catch {
    return usual(language)
  }
}
