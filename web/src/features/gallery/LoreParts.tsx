import { useState } from 'react'
import { ADA } from '../characters/samples'
import galleryStyles from '../characters/gallery.module.css'
import { BookCard, Empty } from '../lorebooks/BooksPage'
import { EmbeddedEntries } from '../lorebooks/CharacterBooks'
import { EntryForm } from '../lorebooks/EntryForm'
import { EntryList } from '../lorebooks/EntryList'
import { Findings } from '../lorebooks/Findings'
import { ArrivalLine } from '../lorebooks/Importing'
import { BOOKS, ENTRIES, REPORT } from '../lorebooks/samples'
import type { Entry } from '../lorebooks/wire'
import { Budgets } from '../memory/CharacterMemory'
import { Lines } from '../memory/Lines'
import { MEMORIES } from '../memory/samples'
import { Going } from '../migration/ImportPage'
import { MoveReport } from '../migration/MoveReport'
import { reportIn } from '../migration/report'
import page from '../stories/stories.module.css'
import styles from './gallery.module.css'

const nothing = () => {}
const MOVED = reportIn({
  characters: [{ id: ADA.id, name: ADA.name, file: 'characters/ada.png' }],
  lorebooks: [{ id: ADA.id, name: '北海志', file: 'worlds/北海志.json' }],
  conversations: Array.from({ length: 14 }, (_, n) => ({ id: `00000000-0000-7000-8000-0000000002${10 + n}`, title: `夜 ${n + 1}`, messages: 40 + n, file: `chats/${n}.jsonl` })),
  groups: [{ id: ADA.id, name: 'Keepers', kind: 'group', file: 'groups/keepers.json' }],
  counts: { conversations: 1207 },
  problems: [{ file: `chats/${'a-long-name-'.repeat(9)}.jsonl`, message: 'line 3 is no JSON' }, { file: 'characters/bad.png', message: '<b>no card</b>' }],
})
const TASK = { id: 't', kind: 'migration', status: 'running', progress: 42, step: 'chats/守灯人/2026-11-21.jsonl', categories: {}, elapsed_ms: 12_400, character_id: null, result: null, error: null, created_at: '' } as const

/** Lorebooks, memory and moving in, with much and with little. */
export function LoreParts() {
  const [entries, setEntries] = useState<readonly Entry[]>(ENTRIES)
  const [first] = entries
  const put = (uid: string, entry: Entry) => setEntries((now) => now.map((one) => (String(one.uid) === uid ? entry : one)))
  return (
    <>
      <ul className={page.cards}>
        {BOOKS.map((card) => (
          <BookCard key={card.id} card={card} />
        ))}
      </ul>
      <Empty make={nothing} />
      <ul className={galleryStyles.arrivals}>
        <ArrivalLine arrival={{ key: 1, file: 'world.json', state: 'in', id: ADA.id, name: '北海志', remarks: 3, error: null }} />
        <ArrivalLine arrival={{ key: 2, file: 'card.png', state: 'refused', id: null, name: '', remarks: 0, error: { code: 'LORE_KIND', message: '' } }} />
      </ul>
      <div className={styles.tall}>
        <EntryList id={ADA.id} name="北海志" entries={entries} changed={{ 1: true }} chosen="0" put={put} add={nothing} />
      </div>
      {first && <EntryForm entry={first} set={(change) => put('0', { ...first, ...change })} duplicate={nothing} remove={nothing} />}
      <Findings report={REPORT} sent={2} texts={['雾起来了。', '夜里的灯塔还亮着吗？']} open={nothing} />
      <EmbeddedEntries entries={ENTRIES} />
      <Budgets memories={MEMORIES} />
      <Lines term="short_term" lines={MEMORIES.short_term} conversation={MEMORIES.conversation_id} edit={nothing} forget={nothing} erase={nothing} add={nothing} />
      <Lines term="long_term" lines={MEMORIES.long_term} conversation={MEMORIES.conversation_id} edit={nothing} forget={nothing} erase={nothing} add={nothing} />
      <Lines term="long_term" lines={[]} conversation={MEMORIES.conversation_id} edit={nothing} forget={nothing} erase={nothing} add={nothing} />
      <Going sending={false} task={TASK} lost cancel={nothing} />
      <Going sending task={null} lost={false} cancel={null} />
      <MoveReport report={MOVED} done />
    </>
  )
}
