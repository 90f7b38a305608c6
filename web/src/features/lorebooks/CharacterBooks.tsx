import { useEffect, useState } from 'react'
import { call } from '../../api/client'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import page from '../stories/stories.module.css'
import { told } from '../characters/deeds'
import charStyles from '../characters/characters.module.css'
import type { Character } from '../characters/wire'
import { factsOf, SHELF } from './BooksPage'
import { isAt, stirred, use, usesOf } from './deeds'
import { embeddedIn, type Embedded } from './embedded'
import styles from './uses.module.css'
import { bookOf, LOREBOOKS } from './place'
import type { Lorebook, LorebookCard } from './wire'

/** The lorebooks of a character: those that are open at it, and the one that came with its card. */
export default function CharacterBooks({ character }: { character: Character }) {
  const t = useT()
  const { id, name } = character
  const { value, problem, again } = useAnswer<List<LorebookCard>>(`/api/lorebooks?${new URLSearchParams({ kind: 'character', place: id, limit: '200' })}`)
  const [choosing, setChoosing] = useState(false)
  useEffect(() => stirred.subscribe(again), [again])

  async function attach(book: LorebookCard): Promise<boolean> {
    return told(async () => {
      const now = await usesOf(book.id)
      if (!now.some((one) => isAt(one, 'character', id))) await use(book.id, [...now, { kind: 'character', place: id, position: 0 }])
    })
  }
  async function detach(book: LorebookCard) {
    const gone = await told(async () => void (await use(book.id, (await usesOf(book.id)).filter((one) => !isAt(one, 'character', id)))))
    if (gone) toast(t('charBooks.detached', { name: book.name }), { label: t('list.undo'), run: () => void attach(book) })
  }

  return (
    <>
      <section className={charStyles.facet} aria-busy={!value && !problem} data-books="">
        <p className={charStyles.small}>{t('charBooks.lead', { name })}</p>
        {problem && (
          <Notice code={problem.code} message={problem.message} happened={t('lore.failed')}>
            <Button size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {value?.items.length === 0 && <p>{t('charBooks.none')}</p>}
        <ul className={page.cards}>
          {value?.items.map((book) => (
            <li key={book.id} className={page.card}>
              <a {...link(bookOf(book.id))} className={page.cardLink}>
                <strong>{book.name}</strong>
                {book.description !== '' && <span className={page.excerpt}>{book.description}</span>}
                <span className={page.facts}>{factsOf(t, book)}</span>
              </a>
              <span>
                <IconButton icon="close" label={`${t('charBooks.detach')}: ${book.name}`} className={page.cardMenu} onClick={() => void detach(book)} />
              </span>
            </li>
          ))}
        </ul>
        <div className={charStyles.actions}>
          <Button data-attach="" onClick={() => setChoosing(true)}>
            {t('charBooks.attach')}
          </Button>
          <Button look="quiet" onClick={() => go(LOREBOOKS)}>
            {t('charBooks.all')}
          </Button>
        </div>
      </section>
      <section className={charStyles.facet}>
        <h2>{t('charBooks.embedded')}</h2>
        {character.book_entries === 0 ? <p className={charStyles.small}>{t('charBooks.embedded.none')}</p> : <EmbeddedPart character={character} />}
      </section>
      {choosing && value && (
        <Attaching
          here={new Set(value.items.map((book) => book.id))}
          close={() => setChoosing(false)}
          choose={(book) => {
            setChoosing(false)
            void attach(book).then((done) => done && toast(t('charBooks.attached', { name: book.name })))
          }}
        />
      )}
    </>
  )
}

function Attaching({ here, choose, close }: { here: ReadonlySet<string>; choose: (book: LorebookCard) => void; close: () => void }) {
  const t = useT()
  const { value, problem } = useAnswer<List<LorebookCard>>(SHELF)
  const left = value?.items.filter((book) => !here.has(book.id))
  return (
    <Dialog title={t('charBooks.attach')} close={close}>
      {problem && <Notice code={problem.code} message={problem.message} happened={t('lore.failed')} />}
      {left?.length === 0 && (
        <p>
          {t('charBooks.attach.none')} <a {...link(LOREBOOKS)}>{t('charBooks.all')}</a>
        </p>
      )}
      <ul className={page.cards} aria-busy={!value && !problem}>
        {left?.map((book) => (
          <li key={book.id} className={page.card}>
            <button type="button" className={`${page.cardLink} ${styles.choice}`} onClick={() => choose(book)}>
              <strong>{book.name}</strong>
              <span className={page.facts}>{factsOf(t, book)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** The card's own book, read when somebody wants to see it. */
function EmbeddedPart({ character }: { character: Character }) {
  const t = useT()
  const [shown, setShown] = useState<Embedded | 'none' | null>(null)
  const [busy, setBusy] = useState(false)

  async function read(): Promise<Embedded | null> {
    return embeddedIn(await call('GET', `/api/characters/${character.id}/export?format=json&spec=v3`))
  }
  async function show() {
    setBusy(true)
    await told(async () => setShown((await read()) ?? 'none'))
    setBusy(false)
  }
  async function take() {
    setBusy(true)
    await told(async () => {
      const found = await read()
      if (!found) return setShown('none')
      const title = found.name || character.name
      const file = new Blob([JSON.stringify({ spec: 'lorebook_v3', data: found.book })], { type: 'application/json' })
      const { id } = await call<Lorebook>('POST', `/api/lorebooks/import?${new URLSearchParams({ name: [...title].slice(0, 200).join('') })}`, { body: file })
      go(bookOf(id))
    })
    setBusy(false)
  }

  return (
    <>
      <p className={charStyles.small}>{t('charBooks.embedded.lead')}</p>
      <div className={charStyles.actions}>
        {shown === null && (
          <Button size="small" disabled={busy} data-embedded="" onClick={() => void show()}>
            {t('charBooks.embedded.show', { count: character.book_entries })}
          </Button>
        )}
        {shown !== 'none' && (
          <Button size="small" disabled={busy} onClick={() => void take()}>
            {t('charBooks.embedded.take')}
          </Button>
        )}
      </div>
      {shown === 'none' && <p role="alert">{t('charBooks.embedded.failed')}</p>}
      {shown !== null && shown !== 'none' && <EmbeddedEntries entries={shown.entries} />}
    </>
  )
}

const SHOWN = 100

export function EmbeddedEntries({ entries }: { entries: Embedded['entries'] }) {
  const t = useT()
  const [most, setMost] = useState(SHOWN)
  return (
    <>
      <ul className={styles.embedded}>
        {entries.slice(0, most).map((entry) => (
          <li key={entry.uid}>
            <strong>{entry.comment || entry.key[0] || t('entries.untitled')}</strong>
            <small>{[entry.constant ? t('entries.always') : entry.key.join(', ') || t('charBooks.embedded.noKeys'), ...(entry.disable ? [t('charBooks.embedded.off')] : [])].join(' · ')}</small>
            <p>{entry.content}</p>
          </li>
        ))}
      </ul>
      {entries.length > most && (
        <Button size="small" onClick={() => setMost(most + 500)}>
          {t('bench.more', { count: entries.length - most })}
        </Button>
      )}
    </>
  )
}
