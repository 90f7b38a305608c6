import type { Prompt, Report, Verdict } from './wire'

export interface Said {
  id: number
  role: 'user' | 'assistant'
  text: string
}

/** What a book is to be tried on. */
export interface Trial {
  text: string
  before: readonly Said[]
  character: string
  user: string
  scanDepth: number
  budget: number
  recursive: boolean
  seed: number
}

export const FIRST_TRIAL: Trial = { text: '', before: [], character: '', user: '', scanDepth: 2, budget: 2000, recursive: false, seed: 0 }

/** Whether there is anything in which keys may stand. */
export function isTriable({ text, before }: Trial): boolean {
  return text.trim() !== '' || before.some((said) => said.text.trim() !== '')
}

export function bodyOf({ text, before, character, user, scanDepth, budget, recursive, seed }: Trial): Record<string, unknown> {
  return {
    ...(text === '' ? {} : { text }),
    messages: sentOf(before).map((said) => ({ role: said.role, text: said.text })),
    settings: { scan_depth: scanDepth, budget, recursive },
    character,
    user,
    seed,
  }
}

/** Those of the messages that are sent: one without words says nothing. */
export function sentOf(before: readonly Said[]): Said[] {
  return before.filter((said) => said.text.trim() !== '')
}

/** Why an entry stays silent, and how many do for that reason. */
export interface Silent {
  reason: string
  why: string
  entries: readonly Verdict[]
}

export interface Findings {
  told: readonly Verdict[]
  dropped: readonly Verdict[]
  silent: readonly Silent[]
}

/** What hardly needs to be told stands last. */
const PLAIN = ['no_key', 'disabled']

/** The report folded: what fires, what the budget dropped, and the rest by reason. */
export function findingsOf({ entries }: Report): Findings {
  const groups = new Map<string, Verdict[]>()
  for (const verdict of entries) {
    if (verdict.told || verdict.budget_dropped) continue
    const group = groups.get(verdict.reason)
    if (group) group.push(verdict)
    else groups.set(verdict.reason, [verdict])
  }
  const silent = [...groups].map(([reason, all]) => ({ reason, why: all[0]?.why ?? '', entries: all }))
  return {
    told: entries.filter(({ told }) => told),
    dropped: entries.filter(({ budget_dropped: dropped }) => dropped),
    silent: silent.toSorted((one, other) => PLAIN.indexOf(one.reason) - PLAIN.indexOf(other.reason) || one.entries.length - other.entries.length),
  }
}

/** Sections in the order in which a prompt has them; what is outside of it comes last. */
const SECTIONS = ['before', 'personality', 'scenario', 'after', 'examples_top', 'examples_bottom', 'note_top', 'note_bottom', 'outlet']

function placeOf(name: string): number {
  return SECTIONS.includes(name) ? SECTIONS.indexOf(name) : SECTIONS.length
}

export function sectionsOf({ sections }: Prompt): [string, readonly string[]][] {
  return Object.entries(sections)
    .filter(([, uids]) => uids.length > 0)
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
}

export function titlesOf(report: Report): ReadonlyMap<string, string> {
  return new Map(report.entries.map(({ uid, title }) => [uid, title]))
}
