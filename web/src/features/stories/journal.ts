import type { Entry, EventType, Hits, Payload } from './wire'

/** Where the server did not follow the model. */
export interface Ruling {
  rule: string
  field: string
  proposed: unknown
  ruled: unknown
  reason: string
}

export interface Mending {
  step: string
  pointer: string
  what: string
}

/** One event of a story: what was done, what fate and the server said to it, and what was told. */
export interface Moment {
  number: number
  type: EventType
  /** What the player chose or did, in words; empty where nothing was chosen. */
  deed: string
  payload: Payload
  luck: string | null
  rulings: Ruling[]
  source: 'MODEL' | 'MENDED' | 'TEMPLATE'
  mended: Mending[]
  fault: string | null
  turn: string | null
  hits: Hits
  elapsedMs: number
  at: string
}

/** A moment while its entries come in: it counts once it was told. */
interface Draft {
  deed: string
  luck: string | null
  rulings: Ruling[]
}

export interface Journal {
  moments: readonly Moment[]
  /** Number of the last entry that was read. */
  seen: number
  draft: Draft
}

const NOTHING: Draft = { deed: '', luck: null, rulings: [] }

export const EMPTY: Journal = { moments: [], seen: 0, draft: NOTHING }

/** The journal with more of its entries, oldest first. Entries that are known, and kinds that are not, change nothing. */
export function read(journal: Journal, entries: readonly Entry[]): Journal {
  return entries.reduce((now, entry) => (entry.seq <= now.seen ? now : { ...after(now, entry), seen: entry.seq }), journal)
}

function after(journal: Journal, { type, at, data }: Entry): Journal {
  switch (type) {
    case 'acted':
      return { ...journal, draft: { ...NOTHING, deed: text(data.text) } }
    case 'drawn':
      return { ...journal, draft: { ...journal.draft, luck: text((data.draw as { luck?: unknown } | null)?.luck) || null } }
    case 'ruled':
      return { ...journal, draft: { ...journal.draft, rulings: [...journal.draft.rulings, ruling(data)] } }
    case 'told':
      return { ...journal, moments: placed(journal.moments, moment(journal.draft, at, data)), draft: NOTHING }
    default:
      return journal
  }
}

/** In the place of what stood there under its number before it was in the journal. */
function placed(moments: readonly Moment[], told: Moment): Moment[] {
  return [...moments.filter(({ number }) => number !== told.number), told]
}

function ruling(data: Record<string, unknown>): Ruling {
  const { rule, field, proposed, ruled } = (data.ruling ?? {}) as Record<string, unknown>
  return { rule: text(rule), field: text(field), proposed, ruled, reason: text(data.reason) }
}

function moment(draft: Draft, at: string, data: Record<string, unknown>): Moment {
  const vitals = (data.vitals ?? {}) as Partial<Hits>
  const clock = (data.clock ?? {}) as { elapsed_ms?: number }
  return {
    ...draft,
    number: Number(data.number),
    type: text(data.type).toUpperCase() as EventType,
    payload: (data.payload ?? {}) as Payload,
    source: text(data.source) as Moment['source'],
    mended: Array.isArray(data.mended) ? (data.mended as Mending[]) : [],
    fault: text(data.fault) || null,
    turn: text(data.turn) || null,
    hits: { player_hp: vitals.player_hp ?? 0, enemy_hp: vitals.enemy_hp ?? 0 },
    elapsedMs: clock.elapsed_ms ?? 0,
    at,
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The scene of a moment, whatever its type calls it. */
export function sceneOf({ opening, scene, epilogue }: Payload): string {
  return opening?.scene ?? scene?.summary ?? epilogue?.scene ?? ''
}

/** What somebody says in it. */
export function lineOf({ opening, scene, epilogue }: Payload): string {
  return opening?.npc_line ?? scene?.npc_line ?? epilogue?.closing_line ?? ''
}

/** What came of the deed, each in a sentence. */
export function outcomes({ result, action }: Payload): string[] {
  const said = [action?.accepted === false ? action.reason : '', result?.player_action, result?.enemy_action, result?.outcome, result?.effect, result?.consequence]
  return [...new Set(said.filter((one): one is string => typeof one === 'string' && one !== ''))]
}
