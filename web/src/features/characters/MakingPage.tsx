import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { go, link } from '../../app/router'
import type { Key } from '../../i18n/en'
import { useLanguage, useT } from '../../i18n/t'
import type { Connection } from '../../stream/reader'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import { toast } from '../../ui/toasts'
import page from '../stories/stories.module.css'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { newRequestId } from '../chat/path'
import { shelfOf, talkTo, told } from './deeds'
import { FacetCards } from './FacetCards'
import { afterReport, afterRetry, BEFORE, failedOf, isOver, retrying, type Making, type Part } from './making'
import { MakingBar } from './MakingBar'
import { CHARACTERS, NEW_CHARACTER, pageOf } from './place'
import { PortraitDialog } from './PortraitDialog'
import { Stopped } from './Stopped'
import { watchTask } from './task'
import { choicesIn, troubleOf, warningsIn } from './trouble'
import type { Character, Namesake, Started } from './wire'
import { bodyOf, freshWish, wishIn, type Wish } from './wish'

/** A character that is being made: eight facets that appear at once, then its picture and the first talk. */
export function MakingPage({ id }: { id: string }) {
  const t = useT()
  const language = useLanguage()
  const [wish] = useState<Wish>(() => wishIn(remembered(shelfOf('wish')), freshWish(language)))
  const { making, connection, gone, again } = useMaking(id)
  const [character, setCharacter] = useCharacter(making)
  const [picture, setPicture] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const name = character?.name || wish.name.trim() || t('characters.title')
  const { status } = making
  const heading = useRef<HTMLHeadingElement>(null)
  const over = isOver(status)
  useEffect(() => {
    document.title = t(status === 'done' ? 'making.done' : 'making.title', { name })
    if (status === 'done') remember(shelfOf('wish'), null)
  }, [t, status, name])
  useEffect(() => {
    // What was pressed may be gone, and what happened stands above.
    if (over && document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [over])

  async function anew(change: Partial<Wish>) {
    const next = { ...wish, ...change }
    remember(shelfOf('wish'), JSON.stringify(next))
    await attempt(async () => go(`/characters/making/${(await call<Started>('POST', '/api/characters', { body: { ...bodyOf(next), client_request_id: newRequestId() } })).task_id}`, 'replace'))
  }

  function back(change: Partial<Wish> = {}) {
    remember(shelfOf('wish'), JSON.stringify({ ...wish, choice: null, ...change }))
    go(NEW_CHARACTER, 'replace')
  }

  async function cancel() {
    await attempt(async () => {
      try {
        await call('DELETE', `/api/tasks/${id}`)
      } catch (fault) {
        // Over already: then there is nothing to cancel.
        if (!(fault instanceof Problem) || (fault.status !== 404 && fault.status !== 409)) throw fault
      }
      toast(t('making.cancelled.lead'))
      back()
    })
  }

  if (gone) return <Gone />
  const choices: readonly Namesake[] = choicesIn(making.result)
  return (
    <main id="page" className={page.scroll}>
      <div className={styles.frame}>
        <header className={makingStyles.makingHead}>
          <IconButton icon="back" label={t('character.back')} large className={styles.back} onClick={() => go(CHARACTERS)} />
          <Avatar name={name} src={character?.avatar_url ?? null} size={96} />
          <div className={styles.headWords}>
            <h1 ref={heading} tabIndex={-1}>
              {t(headingOf(making), { name })}
            </h1>
            {!over && <MakingBar making={making} lost={connection === 'reconnecting'} />}
            {!over && (
              <div className={styles.actions}>
                <Button disabled={busy} onClick={() => void cancel()}>
                  {t('making.cancel')}
                </Button>
              </div>
            )}
            {status === 'done' && character && <Ready character={character} failed={failedOf(making).length} picture={() => setPicture(true)} />}
          </div>
        </header>
        {status === 'cancelled' && <p className={page.muted}>{t('making.cancelled.lead')}</p>}
        {status === 'error' && (
          <Stopped error={making.error} wish={wish} choices={choices} result={making.result} busy={busy} anew={(change) => void anew(change)} back={back} />
        )}
        {problem && <Notice code={problem.code} message={problem.message} kept={t('making.kept')} />}
        <Warnings result={making.result} />
        {(status === 'running' || status === 'pending' || status === 'done') && <FacetCards making={making} character={character} retry={making.characterId === null ? null : again} />}
      </div>
      {picture && character && <PortraitDialog character={character} close={() => setPicture(false)} done={setCharacter} />}
    </main>
  )
}

/** What is to be known of the source, said once and in sight. */
function Warnings({ result }: { result: unknown }) {
  const warnings = warningsIn(result)
  return (
    <div className={makingStyles.sourceWarnings} role="status">
      {warnings.map(({ code, message }) => (
        <p key={`${code} ${message}`}>{message}</p>
      ))}
    </div>
  )
}

function headingOf({ status, error, result }: Making): Key {
  if (status === 'done') return 'making.done'
  if (status === 'cancelled') return 'making.cancelled'
  if (status !== 'error') return 'making.title'
  // Where somebody only has to answer, nothing went wrong.
  const trouble = troubleOf(error?.code ?? '', choicesIn(result))
  return trouble === 'namesakes' ? 'making.namesakes' : trouble === 'another' ? 'making.about.title' : 'making.stopped'
}

/** It is there: look at it, give it a face, talk. */
export function Ready({ character, failed, picture }: { character: Character; failed: number; picture: () => void }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  return (
    <>
      <p className={styles.brief} lang={character.language || undefined}>
        {character.brief || t('character.brief.none')}
      </p>
      {failed > 0 && <p className={styles.small}>{t('making.some', { count: failed })}</p>}
      <div className={styles.actions}>
        <Button
          look="primary"
          disabled={busy}
          data-talk=""
          onClick={() => {
            setBusy(true)
            void talkTo(character.id).finally(() => setBusy(false))
          }}
        >
          {t('character.talk.to', { name: character.name })}
        </Button>
        <Button onClick={picture}>{t(character.avatar_url ? 'making.portrait' : 'making.portrait.add')}</Button>
        <a {...link(pageOf(character.id))} className={styles.plainLink}>
          {t('making.profile')}
        </a>
      </div>
    </>
  )
}

/** The task as it is told, and the tasks that make single facets again. */
function useMaking(id: string) {
  const [making, setMaking] = useState<Making>(BEFORE)
  const [connection, setConnection] = useState<Connection>('live')
  const [gone, setGone] = useState(false)
  const leaving = useRef(new AbortController())
  useEffect(() => {
    const letGo = new AbortController()
    leaving.current = letGo
    void watchTask(
      id,
      {
        report: (task) => setMaking((now) => afterReport(now, task, performance.now())),
        connection: setConnection,
        gone: () => setGone(true),
      },
      letGo.signal,
    )
    return () => letGo.abort()
  }, [id])

  const characterId = making.characterId
  function again(part: Part) {
    if (characterId === null) return
    void told(async () => {
      const { task_id } = await call<Started>('POST', `/api/characters/${characterId}/categories/${part}/retry`)
      setMaking((now) => retrying(now, part, performance.now()))
      void watchTask(
        task_id,
        {
          report: (task) => setMaking((now) => afterRetry(now, part, task, performance.now())),
          connection: setConnection,
          gone: () => setMaking((now) => ({ ...now, status: 'done', parts: { ...now.parts, [part]: 'failed' } })),
        },
        leaving.current.signal,
      )
    })
  }
  return { making, connection, gone, again }
}

/** The character as far as it is made, read anew whenever another part of it is done. */
function useCharacter(making: Making) {
  const [character, setCharacter] = useState<Character | null>(null)
  const { characterId, status } = making
  const done = Object.values(making.parts).filter((state) => state === 'done').length
  useEffect(() => {
    if (characterId === null || (done === 0 && status !== 'done')) return undefined
    const letGo = new AbortController()
    // Facets end close together: one reading shows several.
    const timer = setTimeout(
      () => {
        call<Character>('GET', `/api/characters/${characterId}`, { signal: letGo.signal }).then(setCharacter, (fault: unknown) => {
          // Not to be read before it is whole: then it is read at the end.
          if (!letGo.signal.aborted && !(fault instanceof Problem)) throw fault
        })
      },
      status === 'done' ? 0 : 150,
    )
    return () => {
      clearTimeout(timer)
      letGo.abort()
    }
  }, [characterId, done, status])
  return [character, setCharacter] as const
}

function Gone() {
  const t = useT()
  return (
    <main id="page" className={page.scroll}>
      <div className={page.empty}>
        <Hearth />
        <h1>{t('making.gone')}</h1>
        <p className={page.muted}>{t('making.gone.do')}</p>
        <Button look="primary" onClick={() => go(CHARACTERS, 'replace')}>
          {t('character.back')}
        </Button>
      </div>
    </main>
  )
}
