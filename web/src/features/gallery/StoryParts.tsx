import { useState } from 'react'
import { useLanguage } from '../../i18n/t'
import { Clock } from '../stories/Clock'
import { Deeds } from '../stories/Deeds'
import type { Moment } from '../stories/journal'
import { BEFORE, type Play } from '../stories/play'
import { Player } from '../stories/player'
import { STORY } from '../stories/samples'
import { Tale } from '../stories/Tale'
import type { Payload } from '../stories/wire'

const LONG = 'The stairs go on for longer than the tower is high, and on every landing the same lamp stands in the same window. '.repeat(4)

function moment(number: number, type: Moment['type'], deed: string, payload: Payload): Moment {
  return { number, type, deed, payload, luck: null, rulings: [], source: 'MODEL', mended: [], fault: null, turn: null, hits: { player_hp: 40, enemy_hp: 12 }, elapsedMs: 0, at: '' }
}

const MOMENTS: Moment[] = [
  moment(1, 'INIT', '', {
    ai_state: { title: 'The lighthouse' },
    mainline: { premise: LONG, player_role: 'A surveyor', primary_goal: 'Put out the lamp', stakes: 'Forty people' },
    opening: { scene: LONG, npc_line: '“You are late.”' },
    start_hint: { how_to_play_next: 'Choose what to do.' },
  }),
  moment(2, 'COMBAT', 'A'.repeat(200), { result: { player_action: 'You swing.', enemy_action: 'It ducks.', outcome: '<script>alert(1)</script>', damage_to_enemy: 9, damage_to_player: 3 }, scene: { summary: LONG, npc_line: 'W'.repeat(120) } }),
  moment(3, 'PUZZLE', '', { puzzle: { title: 'The lock', riddle: LONG, hint_level: 2, key_fact: 'It is above you.' }, attempt: { is_correct: false }, result: { outcome: 'Click.', failure_level: 'minor' }, scene: { summary: '雾。', npc_line: '' } }),
  moment(4, 'RESOLUTION', '', {
    ending: { title: 'The light goes out', outcome: LONG },
    epilogue: { scene: LONG, closing_line: '“Debt paid.”' },
    key_choices: [{ choice_text: 'Climb', impact: LONG }],
    novel_summary: { story_overview: LONG, player_journey: 'Up.', final_outcome: 'Out.' },
  }),
]

const GOING = { deed: { key: 'k', number: 5, type: 'DECISION' as const, payload: {}, words: 'Climb' }, told: 'Fog climbs the iron stairs', problem: null }
const nothing = () => {}

/** A story with long and with odd content: what was told, what may be done. */
export function StoryParts() {
  const language = useLanguage()
  const [player] = useState(() => new Player(STORY.id))
  const [look] = useState(() => ({ left: 25, limit: 300, runs: false, at: 0 }))
  const story = { ...STORY, language, options: [...STORY.options, { id: 3, text: LONG }] }
  const play: Play = { ...BEFORE, status: 'ready', story, look }
  return (
    <>
      <Clock look={look} over={nothing} />
      <Tale moments={MOMENTS} going={GOING} language={language} fork={nothing} />
      <Deeds player={player} play={play} />
    </>
  )
}
