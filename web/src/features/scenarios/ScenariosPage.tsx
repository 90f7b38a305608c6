import { useEffect, useState } from 'react'
import { call, request } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { go, link } from '../../app/router'
import { translate, useLanguage, useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { Menu, type MenuItem } from '../../ui/Menu'
import { toast } from '../../ui/toasts'
import styles from '../stories/stories.module.css'
import { SCENARIOS } from './address'
import { ownFirst } from './order'
import type { Card, Kept } from './wire'

const ORIGINS = ['own', 'shared', 'library'] as const

/** Scenarios to begin from: one's own, which can be changed, and those of others, which can be copied. */
export function ScenariosPage() {
  const t = useT()
  const language = useLanguage()
  const { value, problem, again } = useAnswer<List<Card>>(SCENARIOS)
  useEffect(() => {
    document.title = t('scenarios.title')
  }, [t])
  return (
    <main id="page" className={styles.scroll}>
      <div className={styles.frame}>
        <header className={styles.formHead}>
          <IconButton icon="back" label={t('story.back')} large onClick={() => go('/stories')} />
          <h1>{t('scenarios.title')}</h1>
        </header>
        <p className={styles.muted}>{t('scenarios.lead')}</p>
        <div className={styles.row}>
          <Button look="primary" onClick={() => go('/stories/scenarios/new')}>
            {t('scenarios.new')}
          </Button>
          <Import />
        </div>
        {problem && (
          <div role="alert" className={styles.stack}>
            <p>{t('scenarios.failed')}</p>
            <Button onClick={again}>{t('chat.again')}</Button>
          </div>
        )}
        {ORIGINS.map((origin) => {
          const cards = ownFirst(value?.items.filter((card) => card.origin === origin) ?? [], language)
          return (
            cards.length > 0 && (
              <section key={origin} className={styles.stack} aria-label={t(`scenarios.${origin}`)}>
                <h2>{t(`scenarios.${origin}`)}</h2>
                <ul className={styles.cards}>
                  {cards.map((card) => (
                    <CardView key={card.id} card={card} again={again} />
                  ))}
                </ul>
              </section>
            )
          )
        })}
      </div>
    </main>
  )
}

function CardView({ card, again }: { card: Card; again: () => void }) {
  const t = useT()
  const items: MenuItem[] = [
    { icon: 'copy', label: t('scenarios.copy'), choose: () => void copy(card.id) },
    { icon: 'file', label: t('scenarios.export'), choose: () => save(card.id) },
  ]
  if (card.origin === 'own') items.push({ icon: 'bin', label: t('list.delete'), danger: true, choose: () => void remove(card, again) })
  return (
    <li className={styles.card} lang={card.language}>
      <a {...link(`/stories/scenarios/${card.id}`)} className={styles.cardLink}>
        <strong>{card.title}</strong>
        <span className={styles.excerpt}>{card.summary}</span>
        <span className={styles.facts}>{[card.tone, ...card.cast].filter(Boolean).join(' · ')}</span>
      </a>
      <Menu label={t('stories.actions', { title: card.title })} className={styles.cardMenu} items={items} />
    </li>
  )
}

async function copy(id: string): Promise<void> {
  await told(async () => go(`/stories/scenarios/${(await call<Kept>('POST', `/api/scenarios/${id}/copy`)).id}`))
}

function save(id: string): void {
  const anchor = document.createElement('a')
  anchor.href = `/api/scenarios/${id}/export`
  anchor.download = ''
  anchor.click()
}

/** Gone at once, and back at a press of Undo. */
async function remove(card: Card, again: () => void): Promise<void> {
  await told(async () => {
    await call('DELETE', `/api/scenarios/${card.id}`)
    again()
    const back = () => void told(async () => {
      await call('POST', `/api/scenarios/${card.id}/restore`)
      again()
    })
    toast(translate('list.deleted', { title: card.title }), { label: translate('list.undo'), run: back })
  })
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    toast([whatHappened(translate, fault.code, fault.message), ...Object.entries(fault.fields).map(([field, words]) => `${field}: ${words}`)].slice(0, 4).join(' '))
  }
}

/** A file of a scenario, YAML or JSON; what is wrong with it the server says. */
function Import() {
  const t = useT()
  const [busy, setBusy] = useState(false)

  async function take(chosen: File | undefined) {
    if (!chosen) return
    setBusy(true)
    await told(async () => {
      const type = chosen.name.toLowerCase().endsWith('.json') ? 'application/json' : 'application/yaml'
      const response = await request('POST', '/api/scenarios/import', { body: new Blob([chosen], { type }) })
      go(`/stories/scenarios/${((await response.json()) as Kept).id}`)
    })
    setBusy(false)
  }

  return (
    <FileButton label={t('scenarios.import')} name="scenario" accept=".yaml,.yml,.json" plain disabled={busy} take={([file]) => void take(file)} />
  )
}
