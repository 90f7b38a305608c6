import { Suspense, useEffect, useRef, useState, type ComponentType } from 'react'
import { call } from '../../api/client'
import { useAnswer } from '../../api/useCall'
import { NotFound } from '../../app/NotFound'
import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Menu, type MenuItem } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import page from '../stories/stories.module.css'
import { ownName } from '../stories/languages'
import paneStyles from './source.module.css'
import styles from './characters.module.css'
import { copyOf, removed, talkTo, told } from './deeds'
import { ExportDialog, RenameDialog } from './dialogs'
import { CHARACTERS, makingOf, pageOf } from './place'
import { PortraitDialog } from './PortraitDialog'
import { SourceAside, SourceFacts } from './SourcePane'
import { Traits } from './Traits'
import type { Character, Facet, Started } from './wire'

type Place = 'profile' | 'memory' | 'lorebooks' | 'knowledge'

interface Props {
  id: string
  place: Place
  /** What stands at the place, where that is not the profile itself. */
  aside: ComponentType<{ character: Character }> | null
}

/** Somebody's page: who it is, what is known and from where, and the way to talk. */
export function CharacterPage({ id, place, aside: Aside }: Props) {
  const t = useT()
  const { value: character, problem, again, change } = useAnswer<Character>(`/api/characters/${id}`)
  const [quote, setQuote] = useState<string | null>(null)
  const [beside, setBeside] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  useEffect(() => {
    document.title = character?.name ?? t('characters.title')
  }, [character?.name, t])

  if (problem?.status === 404 || problem?.status === 422) return <NotFound />
  if (!character) {
    return (
      <main id="page" className={page.scroll} aria-busy={problem === null}>
        {problem && (
          <div className={styles.frame}>
            <Notice code={problem.code} message={problem.message}>
              <Button look="primary" size="small" onClick={again}>
                {t('chat.again')}
              </Button>
            </Notice>
          </div>
        )}
      </main>
    )
  }

  const { own, source } = character
  const readable = own && source !== null && source.kind !== 'blank'
  const open = (sentence: string | null) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setQuote(sentence)
    setBeside(true)
  }
  const shut = () => {
    setBeside(false)
    opener.current?.focus()
  }

  async function retry(facet: Facet) {
    await told(async () => {
      const { task_id } = await call<Started>('POST', `/api/characters/${id}/categories/${facet}/retry`)
      go(makingOf(task_id))
    })
  }

  return (
    <main id="page" className={`${page.scroll} ${beside ? paneStyles.two : ''}`}>
      <div className={styles.frame}>
        <CharacterHead character={character} changed={(next) => change(() => next)} />
        {own && <Places character={character} place={place} />}
        {Aside ? (
          <Suspense fallback={<div aria-busy="true" />}>
            <Aside character={character} />
          </Suspense>
        ) : (
          <>
            <Greetings character={character} />
            <Traits character={character} find={readable ? open : null} retry={own && source !== null ? (facet) => void retry(facet) : null} fill={own ? (facet) => go(`${pageOf(id, 'edit')}#${facet}`) : null} />
            <CardFields character={character} />
            {source && (
              <section className={styles.facet}>
                <h2>{t('source.title')}</h2>
                <SourceFacts source={source} />
                {readable && (
                  <div className={styles.actions}>
                    <Button size="small" aria-expanded={beside} onClick={() => (beside ? shut() : open(null))}>
                      {t(beside ? 'source.close' : 'source.open')}
                    </Button>
                  </div>
                )}
              </section>
            )}
          </>
        )}
      </div>
      {beside && <SourceAside id={id} quote={quote} close={shut} />}
    </main>
  )
}

export function CharacterHead({ character, changed }: { character: Character; changed: (character: Character) => void }) {
  const t = useT()
  const { id, name, nickname, brief, tags, own, visibility, language, avatar_url } = character
  const [open, setOpen] = useState<'rename' | 'export' | 'picture' | null>(null)
  const [busy, setBusy] = useState(false)
  const items: MenuItem[] = [
    { icon: 'copy', label: t('character.copy'), choose: () => void copyOf(character) },
    { icon: 'file', label: t('character.export'), choose: () => setOpen('export') },
  ]
  if (own) {
    items.unshift({ icon: 'pencil', label: t('character.rename'), choose: () => setOpen('rename') }, { icon: 'eye', label: t('character.picture'), choose: () => setOpen('picture') })
    items.push({ icon: 'bin', label: t('character.delete'), danger: true, choose: () => void removed(character).then((gone) => gone && go(CHARACTERS)) })
  }
  return (
    <header className={styles.head}>
      <IconButton icon="back" label={t('character.back')} large className={styles.back} onClick={() => go(CHARACTERS)} />
      <Avatar name={name} src={avatar_url} size={112} />
      <div className={styles.headWords}>
        <h1>{name}</h1>
        <p className={styles.headFacts}>
          {nickname && <span>{nickname}</span>}
          {language && <span>{t('character.language', { language: ownName(language) })}</span>}
          {character.creator && <span>{t('character.by', { name: character.creator })}</span>}
          {own && <span>{t(`character.visibility.${visibility}`)}</span>}
        </p>
        <p className={styles.brief} lang={language || undefined}>{brief || t('character.brief.none')}</p>
        {tags.length > 0 && (
          <ul className={styles.tags} aria-label={t('characters.tags')}>
            {tags.map((tag) => (
              <li key={tag} className={styles.tag}>
                {tag}
              </li>
            ))}
          </ul>
        )}
        <div className={styles.actions}>
          <Button
            look="primary"
            disabled={busy}
            data-talk=""
            onClick={() => {
              setBusy(true)
              void talkTo(id).finally(() => setBusy(false))
            }}
          >
            <Icon name="chat" />
            {t('character.talk')}
          </Button>
          {own && (
            <Button onClick={() => go(pageOf(id, 'edit'))}>
              <Icon name="pencil" />
              {t('character.edit')}
            </Button>
          )}
          <Menu label={t('character.actions', { name })} className={styles.headMenu} items={items} />
        </div>
      </div>
      {open === 'rename' && <RenameDialog character={character} close={() => setOpen(null)} done={changed} />}
      {open === 'export' && <ExportDialog character={character} close={() => setOpen(null)} />}
      {open === 'picture' && <PortraitDialog character={character} close={() => setOpen(null)} done={changed} />}
    </header>
  )
}

/** What there is of one's own character, place by place. */
function Places({ character, place }: { character: Character; place: Place }) {
  const t = useT()
  const to: Record<Place, string> = { profile: pageOf(character.id), memory: pageOf(character.id, 'memory'), lorebooks: pageOf(character.id, 'lorebooks'), knowledge: pageOf(character.id, 'knowledge') }
  return (
    <nav className={styles.places} aria-label={t('character.places', { name: character.name })}>
      {(Object.keys(to) as Place[]).map((one) => (
        <a key={one} {...link(to[one])} aria-current={one === place ? 'page' : undefined}>
          {t(`character.place.${one}`)}
        </a>
      ))}
    </nav>
  )
}

export function Greetings({ character }: { character: Character }) {
  const t = useT()
  const { greetings, id, name } = character
  const lang = character.language || undefined
  const [first, ...others] = greetings.filter((one) => one.trim() !== '')
  return (
    <section className={styles.facet}>
      <h2>{t('character.greeting')}</h2>
      {first === undefined ? <p className={styles.small}>{t('character.greeting.none')}</p> : <blockquote className={styles.greeting} lang={lang}>{first}</blockquote>}
      {others.length > 0 && (
        <details className={page.more}>
          <summary>{t('character.greetings', { count: others.length + 1 })}</summary>
          <ol className={styles.others}>
            {others.map((greeting) => (
              <li key={greeting}>
                <blockquote className={styles.greeting} lang={lang}>{greeting}</blockquote>
                <Button size="small" aria-label={t('character.talk.to', { name })} onClick={() => void talkTo(id, greetings.indexOf(greeting))}>
                  {t('character.talk')}
                </Button>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  )
}

const FIELDS = ['description', 'personality', 'scenario', 'examples', 'system_prompt', 'post_history_instructions', 'creator_notes'] as const

/** What the card itself says, beside the profile. */
function CardFields({ character }: { character: Character }) {
  const t = useT()
  const fields = FIELDS.filter((field) => character[field].trim() !== '')
  if (fields.length === 0 && character.book_entries === 0) return null
  return (
    <section className={styles.facet}>
      <h2>{t('character.card')}</h2>
      <dl className={styles.traits}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{t(`card.${field}`)}</dt>
            <dd className={styles.words} lang={character.language || undefined}>{character[field]}</dd>
          </div>
        ))}
      </dl>
      {character.book_entries > 0 && <p className={styles.small}>{t('character.book', { count: character.book_entries })}</p>}
    </section>
  )
}
