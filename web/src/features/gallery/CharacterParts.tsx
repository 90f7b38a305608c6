import { useState } from 'react'
import type { Speaker } from '../../api/types'
import chatStyles from '../chat/chat.module.css'
import { MessageItem } from '../chat/MessageItem'
import galleryStyles from '../characters/gallery.module.css'
import styles from '../characters/characters.module.css'
import { arrivalsOf } from '../characters/arrivals'
import { CharacterHead, Greetings } from '../characters/CharacterPage'
import { Empty } from '../characters/CharactersPage'
import { CharacterTile } from '../characters/CharacterTile'
import { Sharing } from '../characters/EditParts'
import { FacetCards } from '../characters/FacetCards'
import { BEFORE, type Making } from '../characters/making'
import { MakingBar } from '../characters/MakingBar'
import { Choosing } from '../characters/Namesakes'
import { ArrivalLine } from '../characters/Importing'
import { Shown } from '../characters/PublicPage'
import { ADA, CARDS, SHOWN, SOURCE_TEXT } from '../characters/samples'
import { sheetOf } from '../characters/sheet'
import { SourceTrouble } from '../characters/SourceTrouble'
import { SourceWords } from '../characters/SourcePane'
import { Stopped } from '../characters/Stopped'
import { Traits } from '../characters/Traits'
import type { Arrival } from '../characters/arrivals'
import { freshWish } from '../characters/wish'
import { MESSAGES } from './samples'

const GOING: Making = { ...BEFORE, status: 'running', progress: 62, step: 'write', elapsed: 2400, characterId: ADA.id, result: { warnings: [{ code: 'NOT_FREE', message: 'No free licence is known for this page.' }], failed: { tasks: { code: 'UPSTREAM_ERROR', message: 'The model’s provider failed.' } } }, parts: { ...BEFORE.parts, basic_info: 'done', personality: 'done', background: 'running', knowledge: 'running', brief: 'done' } }
const DONE: Making = { ...GOING, status: 'done', progress: 100, parts: { basic_info: 'done', personality: 'done', background: 'done', knowledge: 'done', dialogue_rules: 'done', tasks: 'failed', worldview: 'done', system_params: 'done', brief: 'done' } }
const NAMESAKES = [
  { title: '守灯人 (小说)', snippet: '一部讲述北海灯塔的长篇小说，1931 年首次出版。', href: 'a' },
  { title: 'The keeper', snippet: 'W'.repeat(160), href: 'b' },
  { title: '守灯人', snippet: '', href: 'c' },
]
const SPEAKER: Speaker = { id: ADA.id, name: ADA.name, avatar_url: null }
const NOTHING = { again: () => Promise.resolve(), goOn: () => Promise.resolve(), turnTo: () => Promise.resolve() }
const nothing = () => {}

function arrival(change: Partial<Arrival>): Arrival {
  return { ...arrivalsOf([{ name: 'a-card-with-a-name-that-does-not-end.png', size: 9 }])[0], ...change } as Arrival
}

const ARRIVALS = [
  arrival({ key: 1, state: 'in', id: ADA.id, name: ADA.name, spec: 'v3', warnings: ['Two entries of its lorebook have no keys.', '<b>x</b>'] }),
  arrival({ key: 2, state: 'sending' }),
  arrival({ key: 3, state: 'refused', error: { code: 'CARD_KIND', message: '' } }),
]

/** Characters with much and with little said of them, on their way, and speaking. */
export function CharacterParts() {
  const [sheet, setSheet] = useState(() => ({ ...sheetOf(ADA), visibility: 'public' }))
  const message = MESSAGES.find(({ message: one }) => one.role === 'assistant')?.message
  return (
    <>
      <ul className={galleryStyles.grid}>
        {CARDS.map((card) => (
          <CharacterTile key={card.id} card={card} />
        ))}
      </ul>
      <Empty scope="own" />
      <CharacterHead character={ADA} changed={nothing} />
      <Greetings character={ADA} />
      <Traits character={ADA} find={nothing} retry={nothing} fill={nothing} />
      <SourceWords source={{ ...(ADA.source as NonNullable<typeof ADA.source>), text: SOURCE_TEXT }} quote={null} />
      <MakingBar making={GOING} lost />
      <FacetCards making={GOING} character={ADA} retry={nothing} />
      <FacetCards making={DONE} character={ADA} retry={nothing} />
      <div className={styles.stack}>
        <Choosing found={NAMESAKES} asked="守灯人" source="…" busy={false} choose={nothing} />
        <Choosing found={[]} asked="守灯人" source="…" busy={false} choose={nothing} />
      </div>
      <SourceTrouble code="SOURCE_CHECK" message="该网站要求人工验证。" paste={nothing} other={nothing} />
      <Stopped error={{ code: 'SOURCE_OTHER', message: '' }} wish={{ ...freshWish('zh'), name: '守灯人' }} choices={[]} result={{ title: 'Lighthouse' }} busy={false} anew={nothing} back={nothing} />
      <ul className={galleryStyles.arrivals}>
        {ARRIVALS.map((one) => (
          <ArrivalLine key={one.key} arrival={one} />
        ))}
      </ul>
      <Sharing character={{ ...ADA, visibility: 'public' }} sheet={sheet} set={(change) => setSheet({ ...sheet, ...change } as typeof sheet)} />
      <Shown character={SHOWN} />
      {message && (
        <div className={chatStyles.column}>
          <MessageItem message={{ ...message, id: 'spoken', text: `${ADA.greetings[0]}\n\n他把灯芯剪短了一点，火光稳住了。你愿意留下来，帮我守到天亮吗？\n\n\`\`\`\n灯. 还. 亮.\n\`\`\``, reasoning: null, sibling_ids: ['a', 'spoken', 'b'] }} live={false} last fault={null} finish={null} speaker={SPEAKER} bubbles chat={NOTHING} />
          <MessageItem message={{ ...message, id: 'typing', text: '', reasoning: null }} live last={false} fault={null} finish={null} speaker={SPEAKER} bubbles chat={NOTHING} />
        </div>
      )}
    </>
  )
}
