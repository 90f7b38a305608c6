import { useEffect, useState } from 'react'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { go, link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import page from '../stories/stories.module.css'
import styles from '../characters/characters.module.css'
import { told } from '../characters/deeds'
import type { Character } from '../characters/wire'
import { open, SHELF, shut, stirred } from './deeds'
import own from './knowledge.module.css'
import { collectionAt, KNOWLEDGE } from './place'
import { TryPart } from './TryPart'
import type { Collection } from './wire'
import { factsOf } from './words'

const at = (kind: 'character' | 'account', place: string | null) => `/api/knowledge?${new URLSearchParams({ kind, ...(place === null ? {} : { place }), limit: '200' })}`

/** What a character looks things up in: collections that are open at it, and those for all. */
export default function CharacterKnowledge({ character }: { character: Character }) {
  const t = useT()
  const { id, name } = character
  const here = useAnswer<List<Collection>>(at('character', id))
  const everywhere = useAnswer<List<Collection>>(at('account', null))
  const [choosing, setChoosing] = useState(false)
  useEffect(() => stirred.subscribe(here.again), [here.again])
  useEffect(() => stirred.subscribe(everywhere.again), [everywhere.again])
  const problem = here.problem ?? everywhere.problem
  const attached = new Set(here.value?.items.map((one) => one.id))
  const others = everywhere.value?.items.filter((one) => !attached.has(one.id)) ?? []
  const ready = here.value !== null && everywhere.value !== null

  const attach = (one: Collection) => told(async () => void (await open(one.id, 'character', id)))
  async function detach(one: Collection) {
    const gone = await told(async () => void (await shut(one.id, 'character', id)))
    if (gone) toast(t('charKnow.detached', { name: one.name }), { label: t('list.undo'), run: () => void attach(one) })
  }

  return (
    <>
      <section className={styles.facet} aria-busy={!ready && !problem} data-knowledge="">
        <p className={styles.small}>{t('charKnow.lead', { name })}</p>
        {problem && (
          <Notice code={problem.code} message={problem.message} happened={t('knowledge.failed')}>
            <Button
              size="small"
              onClick={() => {
                here.again()
                everywhere.again()
              }}
            >
              {t('chat.again')}
            </Button>
          </Notice>
        )}
        {ready && attached.size + others.length === 0 && <p>{t('charKnow.none')}</p>}
        <ul className={page.cards}>
          {here.value?.items.map((one) => (
            <OpenCard key={one.id} collection={one} detach={() => void detach(one)} />
          ))}
          {others.map((one) => (
            <OpenCard key={one.id} collection={one} detach={null} />
          ))}
        </ul>
        <div className={styles.actions}>
          <Button data-attach="" onClick={() => setChoosing(true)}>
            {t('charKnow.attach')}
          </Button>
          <Button look="quiet" onClick={() => go(KNOWLEDGE)}>
            {t('charKnow.all')}
          </Button>
        </div>
      </section>
      {attached.size + others.length > 0 && (
        <section className={styles.facet}>
          <h2>{t('charKnow.try')}</h2>
          <p className={styles.small}>{t('knowTry.lead.character', { name })}</p>
          <TryPart where={{ character: id }} />
        </section>
      )}
      {choosing && ready && (
        <Attaching
          here={attached}
          close={() => setChoosing(false)}
          choose={(one) => {
            setChoosing(false)
            void attach(one).then((done) => done && toast(t('charKnow.attached', { name: one.name })))
          }}
        />
      )}
    </>
  )
}

function OpenCard({ collection, detach }: { collection: Collection; detach: (() => void) | null }) {
  const t = useT()
  const { id, name, description } = collection
  return (
    <li className={page.card} data-open={detach ? 'here' : 'everywhere'}>
      <a {...link(collectionAt(id, detach ? 'files' : 'uses'))} className={page.cardLink}>
        <strong>{name}</strong>
        {description !== '' && <span className={page.excerpt}>{description}</span>}
        <span className={page.facts}>{[factsOf(t, collection), ...(detach ? [] : [t('charKnow.everywhere')])].join(' · ')}</span>
      </a>
      {detach && (
        <span>
          <IconButton icon="close" label={`${t('charKnow.detach')}: ${name}`} className={page.cardMenu} onClick={detach} />
        </span>
      )}
    </li>
  )
}

function Attaching({ here, choose, close }: { here: ReadonlySet<string>; choose: (one: Collection) => void; close: () => void }) {
  const t = useT()
  const { value, problem } = useAnswer<List<Collection>>(SHELF)
  const left = value?.items.filter((one) => !here.has(one.id))
  return (
    <Dialog title={t('charKnow.attach')} close={close}>
      {problem && <Notice code={problem.code} message={problem.message} happened={t('knowledge.failed')} />}
      {left?.length === 0 && (
        <p>
          {t('charKnow.attach.none')} <a {...link(KNOWLEDGE)}>{t('charKnow.all')}</a>
        </p>
      )}
      <ul className={page.cards} aria-busy={!value && !problem}>
        {left?.map((one) => (
          <li key={one.id} className={page.card}>
            <button type="button" className={`${page.cardLink} ${own.choice}`} onClick={() => choose(one)}>
              <strong>{one.name}</strong>
              <span className={page.facts}>{factsOf(t, one)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
