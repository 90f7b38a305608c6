import { useCallback, useEffect, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { toast } from '../../ui/toasts'
import ui from '../../ui/ui.module.css'
import styles from '../characters/characters.module.css'
import { told } from '../characters/deeds'
import { pageOf } from '../characters/place'
import type { CharacterCard } from '../characters/wire'
import { Check } from '../lorebooks/fields'
import { isAt, open, shut, usesOf } from './deeds'
import own from './knowledge.module.css'
import type { Use, UseKind } from './wire'

type Known = Pick<CharacterCard, 'id' | 'name' | 'avatar_url'>

/** Those at whom it is open, asked for one by one: there are few. */
function useCharacters(uses: readonly Use[] | null): ReadonlyMap<string, Known> {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map())
  useEffect(() => {
    const gone = new AbortController()
    const unknown = uses?.flatMap(({ place }) => (place !== null && !known.has(place) ? [place] : [])) ?? []
    if (unknown.length === 0) return undefined
    const ask = async (id: string): Promise<Known> => {
      try {
        return await call<Known>('GET', `/api/characters/${id}`, { signal: gone.signal })
      } catch (fault) {
        if (gone.signal.aborted || fault instanceof Problem) return { id, name: '', avatar_url: null }
        throw fault
      }
    }
    void Promise.all(unknown.slice(0, 40).map(ask)).then((found) => {
      if (!gone.signal.aborted) setKnown((now) => new Map([...now, ...found.map((one) => [one.id, one] as const)]))
    })
    return () => gone.abort()
  }, [uses, known])
  return known
}

/** Where a collection is open: for all characters, and at some; closing it can be undone. */
export function UsesPart({ id }: { id: string }) {
  const t = useT()
  const [uses, setUses] = useState<readonly Use[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [finding, setFinding] = useState(false)
  const known = useCharacters(uses)
  const ask = useCallback(() => {
    usesOf(id).then(
      (now) => {
        setUses(now)
        setFailed(false)
      },
      (fault: unknown) => {
        if (!(fault instanceof Problem)) throw fault
        setFailed(true)
      },
    )
  }, [id])
  useEffect(ask, [ask])
  /** Shown at once, and taken back where it could not be done. */
  async function set(kind: UseKind, place: string | null, on: boolean): Promise<boolean> {
    const without = uses?.filter((one) => !isAt(one, kind, place)) ?? []
    setUses(on ? [...without, { kind, place }] : without)
    const done = await told(async () => setUses(await (on ? open : shut)(id, kind, place)))
    if (!done) setUses(uses)
    return done
  }

  async function leave(place: string, name: string) {
    if (await set('character', place, false)) toast(t('knowUses.wasShut', { name }), { label: t('list.undo'), run: () => void set('character', place, true) })
  }

  if (failed) {
    return (
      <section className={styles.facet}>
        <p role="alert">{t('knowUses.failed')}</p>
        <div className={styles.actions}>
          <Button size="small" onClick={ask}>
            {t('chat.again')}
          </Button>
        </div>
      </section>
    )
  }
  const placed = uses?.flatMap(({ kind, place }) => (kind === 'character' && place !== null ? [place] : [])) ?? []
  return (
    <section className={styles.facet} aria-label={t('knowledge.part.uses')} aria-busy={uses === null} data-uses="">
      <p className={styles.small}>{t(uses?.length === 0 ? 'knowUses.none' : 'knowUses.lead')}</p>
      {uses && (
        <>
          <Check label={t('knowUses.everywhere')} name="everywhere" checked={uses.some((one) => isAt(one, 'account', null))} set={(on) => void set('account', null, on)} />
          <ul className={own.uses}>
            {placed.map((place) => {
              const found = known.get(place)
              const name = found?.name || (found ? t('uses.gone') : '…')
              return (
                <li key={place}>
                  <Avatar name={name} src={found?.avatar_url ?? null} size={28} />
                  {found?.name ? <a {...link(pageOf(place, 'knowledge'))}>{name}</a> : <span>{name}</span>}
                  <IconButton icon="close" label={t('knowUses.shut', { name })} large onClick={() => void leave(place, name)} />
                </li>
              )
            })}
          </ul>
          <div className={styles.actions}>
            <Button data-add="" onClick={() => setFinding(true)}>
              {t('knowUses.add')}
            </Button>
          </div>
        </>
      )}
      {finding && uses && <Finding uses={uses} set={set} close={() => setFinding(false)} />}
    </section>
  )
}

function Finding({ uses, set, close }: { uses: readonly Use[]; set: (kind: UseKind, place: string | null, on: boolean) => Promise<boolean>; close: () => void }) {
  const t = useT()
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const { value } = useAnswer<List<CharacterCard>>(`/api/characters?${new URLSearchParams({ scope: 'own', sort: 'name', limit: '50', ...(wanted === '' ? {} : { q: wanted }) })}`)
  return (
    <Dialog title={t('knowUses.add')} close={close}>
      <input type="search" name="uses-q" className={ui.input} aria-label={t('knowUses.find')} placeholder={t('knowUses.find')} autoComplete="off" maxLength={100} value={query} onChange={(event) => setQuery(event.target.value)} />
      <fieldset className={own.checks} aria-label={t('uses.characters')}>
        {value?.items.map(({ id, name }) => (
          <Check key={id} label={name} name={`use-${id}`} checked={uses.some((one) => isAt(one, 'character', id))} set={(on) => void set('character', id, on)} />
        ))}
      </fieldset>
      {value?.items.length === 0 && <p role="status">{t('knowUses.nobody')}</p>}
      <Button look="primary" onClick={close}>
        {t('uses.done')}
      </Button>
    </Dialog>
  )
}
