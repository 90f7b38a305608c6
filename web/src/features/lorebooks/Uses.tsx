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
import { told } from '../characters/deeds'
import { pageOf } from '../characters/place'
import type { CharacterCard } from '../characters/wire'
import { isAt, use, usesOf } from './deeds'
import { Check } from './fields'
import styles from './lorebooks.module.css'
import usesStyles from './uses.module.css'
import type { Persona, Use, UseKind } from './wire'

/** Somebody or something at which a book can be open. */
interface Somewhere {
  kind: UseKind
  place: string
  name: string
  avatar: string | null
}

/** The names of those at whom it is open, asked for one by one: there are few. */
function useNames(uses: readonly Use[] | null): ReadonlyMap<string, Somewhere> {
  const [names, setNames] = useState<ReadonlyMap<string, Somewhere>>(new Map())
  useEffect(() => {
    const gone = new AbortController()
    const unknown = uses?.filter(({ place }) => place !== null && !names.has(place)) ?? []
    if (unknown.length === 0) return undefined
    const ask = async ({ kind, place }: Use): Promise<Somewhere> => {
      const id = place ?? ''
      try {
        const path = kind === 'character' ? 'characters' : kind === 'persona' ? 'personas' : 'conversations'
        const one = await call<{ name?: string; title?: string; avatar_url?: string | null; avatar?: string | null }>('GET', `/api/${path}/${id}`, { signal: gone.signal })
        return { kind, place: id, name: one.name ?? one.title ?? '', avatar: one.avatar_url ?? one.avatar ?? null }
      } catch (fault) {
        if (gone.signal.aborted || fault instanceof Problem) return { kind, place: id, name: '', avatar: null }
        throw fault
      }
    }
    void Promise.all(unknown.slice(0, 40).map(ask)).then((found) => {
      if (!gone.signal.aborted) setNames((now) => new Map([...now, ...found.map((one) => [one.place, one] as const)]))
    })
    return () => gone.abort()
  }, [uses, names])
  return names
}

/** Where a book is open: closing it somewhere can be undone. */
export function UsesPart({ id }: { id: string }) {
  const t = useT()
  const [uses, setUses] = useState<readonly Use[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [finding, setFinding] = useState(false)
  const names = useNames(uses)
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

  const change = (edit: (now: readonly Use[]) => readonly Use[]) => told(async () => setUses(await use(id, edit(await usesOf(id)))))
  const open = (kind: UseKind, place: string | null) => change((now) => [...now.filter((one) => !isAt(one, kind, place)), { kind, place, position: 0 }])
  const shut = (kind: UseKind, place: string | null) => change((now) => now.filter((one) => !isAt(one, kind, place)))

  async function detach({ kind, place }: Use, name: string) {
    if (await shut(kind, place)) toast(t('uses.detached', { name }), { label: t('list.undo'), run: () => void open(kind, place) })
  }

  if (failed) {
    return (
      <section className={styles.group}>
        <h3>{t('uses.title')}</h3>
        <p role="alert">{t('uses.failed')}</p>
        <Button size="small" onClick={ask}>
          {t('chat.again')}
        </Button>
      </section>
    )
  }
  const everywhere = uses?.some((one) => one.kind === 'account') === true
  const placed = uses?.filter(({ place }) => place !== null) ?? []
  return (
    <section className={styles.group} aria-busy={uses === null}>
      <h3>{t('uses.title')}</h3>
      <p className={styles.note}>{t(uses?.length === 0 ? 'uses.none' : 'uses.lead')}</p>
      {uses && (
        <>
          <Check label={t('uses.everywhere')} name="everywhere" checked={everywhere} set={(on) => void (on ? open('account', null) : shut('account', null))} />
          <ul className={usesStyles.uses}>
            {placed.map((one) => {
              const found = names.get(one.place ?? '')
              const name = found?.name || (found ? t('uses.gone') : '…')
              return (
                <li key={`${one.kind}${one.place}`}>
                  <Avatar name={name} src={found?.avatar ?? null} size={28} />
                  {one.kind === 'character' && found?.name ? <a {...link(pageOf(one.place ?? '', 'lorebooks'))}>{name}</a> : one.kind === 'conversation' && found ? <a {...link(`/chat/${one.place}`)}>{name}</a> : <span>{name}</span>}
                  <IconButton icon="close" label={t('uses.detach', { name })} onClick={() => void detach(one, name)} />
                </li>
              )
            })}
          </ul>
          <Button size="small" data-uses="" onClick={() => setFinding(true)}>
            {t('uses.add')}
          </Button>
        </>
      )}
      {finding && uses && <Finding uses={uses} open={open} shut={shut} close={() => setFinding(false)} />}
    </section>
  )
}

interface FindingProps {
  uses: readonly Use[]
  open: (kind: UseKind, place: string | null) => Promise<boolean>
  shut: (kind: UseKind, place: string | null) => Promise<boolean>
  close: () => void
}

function Finding({ uses, open, shut, close }: FindingProps) {
  const t = useT()
  const [query, setQuery] = useState('')
  const wanted = query.trim()
  const { value: characters } = useAnswer<List<CharacterCard>>(`/api/characters?${new URLSearchParams({ scope: 'own', sort: 'name', limit: '50', ...(wanted === '' ? {} : { q: wanted }) })}`)
  const { value: personas } = useAnswer<List<Persona>>('/api/personas')
  const mine = personas?.items.filter(({ name }) => name.toLocaleLowerCase().includes(wanted.toLocaleLowerCase())) ?? []
  const groups = [
    { kind: 'persona' as const, title: t('uses.personas'), all: mine.map(({ id, name }) => ({ id, name })) },
    { kind: 'character' as const, title: t('uses.characters'), all: characters?.items ?? [] },
  ]
  return (
    <Dialog title={t('uses.title')} close={close}>
      <input type="search" name="uses-q" className={ui.input} aria-label={t('uses.find')} placeholder={t('uses.find')} autoComplete="off" value={query} onChange={(event) => setQuery(event.target.value)} />
      {groups.map(({ kind, title, all }) =>
        all.length === 0 ? null : (
          <fieldset key={kind} className={styles.group}>
            <legend>{title}</legend>
            {all.map(({ id, name }) => (
              <Check key={id} label={name} name={`use-${id}`} checked={uses.some((one) => isAt(one, kind, id))} set={(on) => void (on ? open(kind, id) : shut(kind, id))} />
            ))}
          </fieldset>
        ),
      )}
      {groups.every(({ all }) => all.length === 0) && characters && personas && <p role="status">{t('uses.nobody')}</p>}
      <Button look="primary" onClick={close}>
        {t('uses.done')}
      </Button>
    </Dialog>
  )
}
