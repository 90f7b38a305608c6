import page from '../stories/stories.module.css'
import { Sources } from '../chat/Sources'
import { BatchReport } from '../knowledge/BatchReport'
import { CollectionCard, Empty } from '../knowledge/CollectionsPage'
import own from '../knowledge/knowledge.module.css'
import { FileLine } from '../knowledge/Ledger'
import { ARRIVALS, COLLECTIONS, FILES, FOUND, SOURCES } from '../knowledge/samples'
import { FoundList } from '../knowledge/TryPart'
import { Going, Over } from '../knowledge/WorkReport'

const nothing = () => {}
const TASK = { id: 't', kind: 'knowledge_crawl', status: 'running', progress: 42, step: 'fetching', categories: {}, elapsed_ms: 12_400, character_id: null, result: { added: 40, unchanged: 2, failed: 1 }, error: null, created_at: '' } as const
const FAILURES = [{ name: 'wiki.example.org/Fog', code: 'SOURCE_EMPTY', message: 'There is no text in it.' }]

/** Knowledge with much and with little. */
export function KnowledgeParts() {
  return (
    <>
      <ul className={page.cards}>
        {COLLECTIONS.map((one) => (
          <CollectionCard key={one.id} collection={one} />
        ))}
      </ul>
      <Empty make={nothing} />
      <BatchReport batch={{ arrivals: ARRIVALS, going: true }} halt={nothing} again={nothing} close={nothing} />
      <BatchReport batch={{ arrivals: ARRIVALS.slice(0, 5), going: false }} halt={nothing} again={nothing} close={nothing} />
      <Going working={{ sending: 'world.zip', task: null, lost: false, cancel: nothing }} />
      <Going working={{ sending: null, task: TASK, lost: true, cancel: nothing }} />
      <Over task={{ ...TASK, status: 'done', result: { added: 40, failed: 9, failures: FAILURES } }} close={nothing} />
      <Over task={{ ...TASK, status: 'error', error: { code: 'ADDRESS_REFUSED', message: 'Nothing is fetched from that address.' } }} close={nothing} />
      <Over task={{ ...TASK, status: 'cancelled' }} close={nothing} />
      <ul className={own.ledger}>
        {FILES.map((file) => (
          <FileLine key={file.id} file={file} read={nothing} remove={nothing} />
        ))}
      </ul>
      <FoundList question="spider 掉落" found={FOUND} />
      <FoundList question="xylophone" found={[]} />
      <Sources sources={SOURCES} />
    </>
  )
}
