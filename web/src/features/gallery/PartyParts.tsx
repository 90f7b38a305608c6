import { useState } from 'react'
import { useLanguage } from '../../i18n/t'
import { Bids } from '../party/Bids'
import { Book } from '../party/Book'
import { later, PARTY, told } from '../party/samples'
import { Seats } from '../party/Seats'
import { NOBODY, type Sitting } from '../party/sitting'
import { Table } from '../party/table'
import type { Seat } from '../party/wire'

const LONG = 'The stairs go on for longer than the tower is high, and on every landing the same lamp stands in the same window. '.repeat(3)

function seat(name: string, change: Partial<Seat>): Seat {
  return { id: name, name, host: false, here: true, chosen: false, events: 3, cost: '0.000120000', ...change }
}

const PLAYERS = [seat('Ada', { host: true, chosen: true }), seat('Somebody-with-a-name-that-does-not-end', {}), seat('老舍', { here: false }), seat('Bo', { id: PARTY.you, chosen: true })]
const OPEN = later(5, { rounds: 'act', players: PLAYERS, options: [...PARTY.options, { id: 3, text: LONG }] }, { state: 'open', remaining_ms: 9000, chosen: 2, due: 3, yours: { selected_option_id: 1, text: null }, problem: { code: 'INSUFFICIENT_BALANCE', message: '' } })
const BOOK = {
  title: 'The Lighthouse Keeper’s Debt',
  language: 'en',
  state: 'playing' as const,
  event_number: 3,
  items: [{ ...told(1, 'init'), payload: { ai_state: { tone: 'eerie' }, mainline: { premise: LONG, player_role: 'A surveyor' }, opening: { scene: LONG, npc_line: '“You are late.”' } } }, { ...told(2), chosen: 'Ada: I light the lamp. Bo: I hold the door.' }, told(3, 'action', 'W'.repeat(200))],
  updated_at: '2026-11-21T10:00:00.000Z',
}

/** A table with many and with odd people, and a book. */
export function PartyParts() {
  const language = useLanguage()
  const [table] = useState(() => new Table(PARTY.story_id))
  const [at] = useState(() => performance.now())
  const sitting: Sitting = { ...NOBODY, status: 'ready', at, party: { ...OPEN, language } }
  return (
    <>
      <Seats sitting={sitting} />
      <Bids table={table} sitting={sitting} />
      <Seats sitting={{ ...sitting, lost: true }} />
      <Book story={{ ...BOOK, language }} />
    </>
  )
}
