import type { Problem } from '../../api/problem'
import type { Choice, Round, StoryParty, StoryTold } from './wire'

/** A choice that is not at the server yet, for the event that it is meant for. */
export interface Sent {
  event: number
  choice: Choice
}

/** One person's sitting at a table: what is known of it, and what is on its way. */
export interface Sitting {
  /** `none`: nobody plays this together, or it is nobody's business here; `ended`: somebody did until now. */
  status: 'loading' | 'ready' | 'none' | 'ended' | 'failed'
  party: StoryParty | null
  tale: readonly StoryTold[]
  /** When the party was heard of, by this page's own clock, in milliseconds. */
  at: number
  /** Nobody answers just now; what is shown may be old. */
  lost: boolean
  sent: Sent | null
  /** Why what was sent has not arrived. It is sent again. */
  stopped: Problem | null
  /** Why what was sent was not taken. */
  refused: Problem | null
  /** The event for which a choice came too late. */
  late: number | null
  /** Number of the event that was told here last: it is read out, and its first line is scrolled to. */
  fresh: number | null
}

export const NOBODY: Sitting = { status: 'loading', party: null, tale: [], at: 0, lost: false, sent: null, stopped: null, refused: null, late: null, fresh: null }

export type News =
  | { kind: 'found'; party: StoryParty; tale: readonly StoryTold[]; now: number }
  | { kind: 'gone' }
  | { kind: 'lost' }
  | { kind: 'chooses'; sent: Sent }
  | { kind: 'arrived'; sent: Sent }
  | { kind: 'stopped'; problem: Problem }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'late'; sent: Sent }

/** The sitting after some news. Pure. */
export function after(sitting: Sitting, news: News): Sitting {
  switch (news.kind) {
    case 'found':
      return found(sitting, news.party, news.tale, news.now)
    case 'gone':
      return { ...NOBODY, status: sitting.party ? 'ended' : 'none' }
    case 'lost':
      return sitting.party ? { ...sitting, lost: true } : { ...sitting, status: 'failed' }
    case 'chooses':
      return { ...sitting, sent: news.sent, stopped: null, refused: null, late: null }
    case 'arrived':
      // Somebody who has changed their mind meanwhile is heard next.
      return sitting.sent === news.sent ? { ...sitting, sent: null, stopped: null } : sitting
    case 'stopped':
      return sitting.sent ? { ...sitting, stopped: news.problem } : sitting
    case 'refused':
      return { ...sitting, sent: null, stopped: null, refused: news.problem }
    case 'late':
      return { ...sitting, sent: null, stopped: null, late: news.sent.event }
  }
}

function found(sitting: Sitting, party: StoryParty, tale: readonly StoryTold[], now: number): Sitting {
  const { sent, stopped } = sitting
  const missed = sent !== null && sent.event !== party.round.event_number
  const before = sitting.party
  return {
    ...sitting,
    status: 'ready',
    party,
    tale,
    at: now,
    lost: false,
    sent: missed ? null : sent,
    stopped: missed ? null : stopped,
    refused: before?.round.event_number === party.round.event_number ? sitting.refused : null,
    // What never arrived came too late; what was on its way may well have decided.
    late: missed && stopped ? sent.event : sitting.late !== null && party.round.event_number > sitting.late + 1 ? null : sitting.late,
    fresh: before && party.event_number > before.event_number ? party.event_number : sitting.fresh,
  }
}

/** The tale with more of it, each event once and in its order. */
export function longer(tale: readonly StoryTold[], items: readonly StoryTold[]): readonly StoryTold[] {
  if (items.length === 0) return tale
  const news = new Map(items.map((one) => [one.number, one]))
  return [...tale.filter(({ number }) => !news.has(number)), ...news.values()].toSorted((one, other) => one.number - other.number)
}

/** What counts as chosen in this round: what is on its way, else what the server has. */
export function yours({ party, sent }: Pick<Sitting, 'party' | 'sent'>): Choice | null {
  if (!party) return null
  return sent && sent.event === party.round.event_number ? sent.choice : party.round.yours
}

/** Whether an event could be told without asking anybody: then only its end is left. */
export function atTheEnd(party: StoryParty): boolean {
  return party.state === 'playing' && (party.options.length === 0 || party.next_event_type?.toUpperCase() === 'RESOLUTION' || party.remaining_seconds <= 0)
}

/** Whether a choice is taken now. */
export function isAsked(party: StoryParty): boolean {
  return party.state === 'playing' && party.round.state !== 'telling' && !atTheEnd(party)
}

/** Whether own words are taken too: where everybody acts, and not in a fight that only knows its options. */
export function takesWords(party: StoryParty): boolean {
  return party.rounds === 'act' && isAsked(party)
}

/** Milliseconds that are left of a round now; null where no time runs. */
export function leftOf(round: Round, at: number, now: number): number | null {
  if (round.state !== 'open' || round.remaining_ms === null) return null
  return Math.max(0, round.remaining_ms - Math.max(0, now - at))
}
