import { useEffect, useState } from 'react'
import { useAnswer } from '../../api/useCall'
import { NotFound } from '../../app/NotFound'
import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { useMedia } from '../../ui/useMedia'
import page from '../stories/stories.module.css'
import { BenchAside, useBench } from './Bench'
import { BookSettings, isNamed } from './BookSettings'
import { ConflictDialog } from './ConflictDialog'
import { removed, save as saveFile } from './deeds'
import { blank, duplicate, titleOf, uidOf } from './entry'
import { EntryForm } from './EntryForm'
import { EntryList } from './EntryList'
import styles from './lorebooks.module.css'
import { countOf } from './pending'
import { bookOf, LOREBOOKS, type BookPlace } from './place'
import { useBook, type BookWork } from './useBook'
import type { Entry, Lorebook } from './wire'

/** A book: its entries, one of them or the book itself beside them, and the bench on which it is tried. */
export function BookPage({ id, place }: { id: string; place: BookPlace }) {
  const t = useT()
  const { value, problem, again } = useAnswer<Lorebook>(`/api/lorebooks/${id}`)
  if (problem?.status === 404 || problem?.status === 422) return <NotFound />
  if (value) return <Editor first={value} place={place} />
  return (
    <main id="page" className={page.scroll} aria-busy={problem === null}>
      {problem && (
        <div className={page.frame}>
          <Notice code={problem.code} message={problem.message} happened={t('lore.failed')}>
            <Button look="primary" size="small" onClick={again}>
              {t('chat.again')}
            </Button>
          </Notice>
        </div>
      )}
    </main>
  )
}

function Editor({ first, place }: { first: Lorebook; place: BookPlace }) {
  const t = useT()
  const work = useBook(first)
  const { book, entries, settings, pending, dirty } = work
  const bench = useBench(book.id)
  const [testing, setTesting] = useState(false)
  const wide = useMedia('(min-width: 900px)')
  const beside = useMedia('(min-width: 1200px)')
  const uid = place.kind === 'entry' ? place.uid : null
  const entry = uid === null ? null : (entries.find((one) => uidOf(one) === uid) ?? null)
  const name = settings.name.trim() || book.name
  useEffect(() => {
    document.title = [dirty ? '•' : '', entry ? titleOf(entry) : '', name].filter(Boolean).join(' ')
  }, [dirty, entry, name])
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      document.querySelector<HTMLButtonElement>('[data-save]')?.click()
    }
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  }, [])

  const show = (one: Entry, how: 'push' | 'replace' = 'push') => go(bookOf(book.id, { kind: 'entry', uid: uidOf(one) }), how)
  function add(made: Entry) {
    work.put(uidOf(made), made)
    show(made)
  }
  function remove(one: Entry) {
    work.put(uidOf(one), null)
    go(bookOf(book.id), 'replace')
    const back = () => {
      work.put(uidOf(one), one)
      show(one)
    }
    toast(t('loreEntry.deleted', { title: titleOf(one) || t('entries.untitled') }), { label: t('list.undo'), run: back })
  }

  const within = !wide && place.kind !== 'entries'
  return (
    <main id="page" className={styles.page} data-place={place.kind} data-bench={testing && beside ? '' : undefined}>
      <Head work={work} name={name} within={within} testing={testing} test={() => setTesting(!testing)} />
      <div className={styles.columns}>
        {(wide || place.kind === 'entries') && <EntryList id={book.id} name={name} entries={entries} changed={pending.entries} chosen={uid} put={work.put} add={() => add(blank(entries))} />}
        {(wide || place.kind !== 'entries') && (
          <div className={styles.detail}>
            {place.kind !== 'entry' ? (
              <BookSettings key={work.turn} book={book} settings={settings} set={work.set} />
            ) : entry ? (
              <EntryForm key={`${uid} ${work.turn}`} entry={entry} set={(change) => work.put(uidOf(entry), { ...entry, ...change })} duplicate={() => add(duplicate(entry, entries))} remove={() => remove(entry)} />
            ) : (
              <p className={styles.none}>
                {t('book.gone')} <a {...link(bookOf(book.id))}>{t('book.toEntries')}</a>
              </p>
            )}
          </div>
        )}
        {testing && <BenchAside bench={bench} beside={beside} unsaved={dirty} save={work.save} open={(one) => go(bookOf(book.id, { kind: 'entry', uid: one }))} close={() => setTesting(false)} />}
      </div>
      {work.clash && <ConflictDialog clashes={work.clash} busy={work.busy} decide={(theirs) => void work.decide(theirs)} close={work.letBe} />}
    </main>
  )
}

function Head({ work, name, within, testing, test }: { work: BookWork; name: string; within: boolean; testing: boolean; test: () => void }) {
  const t = useT()
  const { book, dirty, busy, problem, pending, settings } = work
  const unfit = !isNamed(settings.name)
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <IconButton icon="back" label={t(within ? 'book.toEntries' : 'book.back')} large onClick={() => go(within ? bookOf(book.id) : LOREBOOKS)} />
        <h1>{name}</h1>
        <a {...link(bookOf(book.id, { kind: 'settings' }))} className={styles.settingsLink}>
          {t('book.settings')}
        </a>
        <div className={styles.headActions}>
          <span className={styles.saved} role="status" data-dirty={dirty}>
            {t(unfit ? 'book.name.fault' : dirty ? 'book.unsaved' : 'book.same', { count: countOf(pending) })}
          </span>
          {dirty && (
            <Button look="quiet" disabled={busy} onClick={work.discard}>
              {t('book.discard')}
            </Button>
          )}
          <Button look="primary" data-save="" disabled={busy || !dirty || unfit} onClick={() => void work.save()}>
            {t('book.save')}
          </Button>
          <Button aria-expanded={testing} data-test="" onClick={test}>
            {t('bench.open')}
          </Button>
          <Menu
            label={t('lore.actions', { name })}
            className={styles.headMenu}
            items={[
              { icon: 'file', label: t('lore.export.sillytavern'), choose: () => saveFile(book, 'sillytavern') },
              { icon: 'file', label: t('lore.export.v3'), choose: () => saveFile(book, 'v3') },
              { icon: 'bin', label: t('list.delete'), danger: true, choose: () => void removed(book).then((gone) => gone && go(LOREBOOKS)) },
            ]}
          />
        </div>
      </div>
      {work.restored && dirty && (
        <p className={styles.restored} role="status">
          {t('book.restoredDraft')}
        </p>
      )}
      {problem && <Notice code={problem.code} message={Object.entries(problem.fields).map(([field, words]) => `${field}: ${words}`).join(' ') || problem.message} kept={t('book.kept')} />}
    </header>
  )
}
