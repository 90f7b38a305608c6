import type { Entry, Story } from './wire'

/** A story as the server tells it, for tests. */
export const STORY: Story = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  session_id: 'tower',
  current: true,
  title: 'The lighthouse',
  state: 'playing',
  difficulty: 'NORMAL',
  player_count: 1,
  language: 'en',
  event_number: 2,
  event_type: 'DECISION',
  next_event_type: 'DECISION',
  allowed: ['DECISION', 'ACTION', 'RESOLUTION'],
  options: [
    { id: 1, text: 'Climb' },
    { id: 2, text: 'Wait' },
  ],
  scene: 'Fog.',
  npc_line: 'You are late.',
  memory_summary: '',
  arc_progress: 10,
  status: { player_hp: 100, enemy_hp: 0 },
  hard_limit_seconds: 300,
  elapsed_seconds: 60,
  remaining_seconds: 240,
  origin: null,
  version: 7,
  created_at: '2026-11-21T10:00:00.000Z',
  updated_at: '2026-11-21T10:01:00.000Z',
}

/** The entries that one event leaves in a journal. */
export function event(seq: number, number: number, type: string, words: string): Entry[] {
  const at = '2026-11-21T10:00:00.000Z'
  return [
    { seq, type: 'acted', at, data: { number, type, text: words, option: 1 } },
    { seq: seq + 1, type: 'drawn', at, data: { number, draw: { luck: 'SUCCESS' } } },
    { seq: seq + 2, type: 'ruled', at, data: { number, ruling: { rule: 'NEVER_FALLS', field: '/ai_state/arc_progress', proposed: 3, ruled: 10 }, reason: 'the arc never falls' } },
    {
      seq: seq + 3,
      type: 'told',
      at,
      data: { number, type, payload: { scene: { summary: `Scene ${number}`, npc_line: 'Hm.' } }, source: 'MENDED', mended: [{ step: 'CUT', pointer: '/scene/summary', what: 'cut' }], turn: `turn-${number}`, vitals: { player_hp: 90, enemy_hp: 0 }, clock: { elapsed_ms: 1000 } },
    },
  ]
}
