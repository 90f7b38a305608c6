import { STORY } from '../stories/samples'
import type { StoryParty, StoryTold } from './wire'

export const ADA = '0199bbbb-0000-7000-8000-000000000001'
export const BO = '0199bbbb-0000-7000-8000-000000000002'

const AT = '2026-11-21T10:00:00.000Z'

export function told(number: number, type = 'decision', chosen: string | null = 'Climb'): StoryTold {
  return { number, type, chosen: type === 'init' ? null : chosen, payload: { scene: { summary: `Scene ${number}`, npc_line: 'Hm.' } }, at: AT }
}

/** A table with two seats, as the second of them sees it before anybody has chosen. */
export const PARTY: StoryParty = {
  revision: 4,
  story_id: STORY.id,
  title: STORY.title,
  language: 'en',
  state: 'playing',
  event_number: 2,
  next_event_type: 'DECISION',
  options: STORY.options,
  scene: STORY.scene,
  npc_line: STORY.npc_line,
  status: STORY.status,
  arc_progress: 10,
  remaining_seconds: 240,
  told: told(2),
  rounds: 'vote',
  round_seconds: 60,
  code: null,
  host: false,
  you: BO,
  round: { event_number: 3, state: 'waiting', remaining_ms: null, chosen: 0, due: 2, yours: null, problem: null },
  players: [
    { id: ADA, name: 'Ada', host: true, here: true, chosen: false, events: 1, cost: '0.000100000' },
    { id: BO, name: 'Bo', host: false, here: true, chosen: false, events: 1, cost: '0.000100000' },
  ],
  cost: '0.000200000',
}

/** The same table a little later. */
export function later(revision: number, change: Partial<StoryParty>, round: Partial<StoryParty['round']> = {}): StoryParty {
  return { ...PARTY, revision, ...change, round: { ...PARTY.round, event_number: (change.event_number ?? PARTY.event_number) + 1, ...round } }
}
