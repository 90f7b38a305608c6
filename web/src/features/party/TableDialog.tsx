import { useId, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { money } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Dialog } from '../../ui/Dialog'
import { Choices, Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import ui from '../../ui/ui.module.css'
import page from '../stories/stories.module.css'
import { spoken } from './code'
import styles from './party.module.css'
import { stateOf } from './Seats'
import type { Table } from './table'
import type { Rounds, Seat, StoryParty } from './wire'

const TIMES = [15, 30, 60, 120, 300, 900] as const
const LONGEST_NAME = 40

interface Props {
  table: Table
  id: string
  /** None while the story is played alone. */
  party: StoryParty | null
  close: () => void
  /** One's own seat was given up. */
  left?: () => void
}

/** The table of a story: its code, its players and its rules for the host, and one's own seat for everybody else. */
export function TableDialog({ table, id, party, close, left = close }: Props) {
  const t = useT()
  return (
    <Dialog title={t(party ? 'party.table' : 'party.begin')} close={close}>
      {party === null && <Rules table={table} id={id} party={null} />}
      {party?.code && <Code code={party.code} />}
      {party && <Players table={table} party={party} />}
      {party?.host && (
        <details className={page.more}>
          <summary>{t('party.rules')}</summary>
          <Rules key={party.rounds + String(party.round_seconds)} table={table} id={id} party={party} />
        </details>
      )}
      {party && <Rise table={table} party={party} done={party.host ? close : left} />}
    </Dialog>
  )
}

/** Read aloud, typed, or followed. */
function Code({ code }: { code: string }) {
  const t = useT()
  const link = `${location.origin}/join/${code}`
  return (
    <section className={styles.invite} aria-label={t('party.code')}>
      <p className={page.muted}>{t('party.code.lead')}</p>
      <p className={styles.code}>
        <output data-code={code}>{spoken(code)}</output>
        <CopyButton text={code} label={t('party.code.copy')} />
      </p>
      <p className={styles.link}>
        <a href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
        <CopyButton text={link} label={t('party.link.copy')} />
      </p>
    </section>
  )
}

function Players({ table, party }: { table: Table; party: StoryParty }) {
  const t = useT()
  const { problem, attempt } = useAttempt()
  const remove = (seat: Seat) => attempt(() => rise(table, party, seat.id))
  return (
    <section aria-label={t('party.players')}>
      <ul className={styles.players}>
        {party.players.map((seat) => (
          <li key={seat.id} data-player={seat.name} data-here={String(seat.here)}>
            <Avatar name={seat.name} src={null} size={36} />
            <span className={styles.who}>
              <strong>{seat.name}</strong>
              <small>{[seat.id === party.you && t('party.you'), seat.host && t('party.host'), stateOf(t, party, seat)].filter(Boolean).join(' · ')}</small>
            </span>
            <span className={styles.cost}>
              {money(seat.cost)}
              <small>{t('party.events', { count: seat.events })}</small>
            </span>
            {party.host && seat.host && <span className={styles.noButton} />}
            {party.host && !seat.host && <IconButton icon="close" label={t('party.remove', { name: seat.name })} large onClick={() => void remove(seat)} />}
          </li>
        ))}
      </ul>
      <p className={styles.total}>{t('party.cost', { cost: money(party.cost) })}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
    </section>
  )
}

/** How the rounds go; with a name where a table is laid. */
function Rules({ table, id, party }: { table: Table; id: string; party: StoryParty | null }) {
  const t = useT()
  const name = useId()
  const [rounds, setRounds] = useState<Rounds>(party?.rounds ?? 'vote')
  const [seconds, setSeconds] = useState(party?.round_seconds ?? 60)
  const [self, setSelf] = useState('')
  const { busy, problem, attempt } = useAttempt()
  const times = [...new Set([...TIMES, seconds])].toSorted((one, other) => one - other)

  function save(event: FormEvent) {
    event.preventDefault()
    const named = self.trim() === '' ? {} : { name: self.trim() }
    void attempt(async () => table.opened(await call<StoryParty>('POST', `/api/stories/${id}/party`, { body: { rounds, round_seconds: seconds, ...named } })))
  }

  return (
    <form className={page.stack} onSubmit={save} noValidate>
      {!party && <p className={page.muted}>{t('party.begin.lead')}</p>}
      <div>
        <Choices
          label={t('party.rounds')}
          value={rounds}
          options={[
            ['vote', t('party.vote')],
            ['act', t('party.act')],
          ]}
          choose={setRounds}
        />
      </div>
      <p className={page.muted}>{t(rounds === 'vote' ? 'party.vote.lead' : 'party.act.lead')}</p>
      <div className={ui.field}>
        <label htmlFor={name}>{t('party.seconds')}</label>
        <select id={name} name="seconds" className={ui.input} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
          {times.map((one) => (
            <option key={one} value={one}>
              {one % 60 === 0 ? t('story.minutes', { count: one / 60 }) : t('party.second', { count: one })}
            </option>
          ))}
        </select>
      </div>
      {!party && <Field label={t('party.name')} hint={t('party.name.hint')} name="name" autoComplete="off" maxLength={LONGEST_NAME} value={self} fault={problem?.fields.name} onChange={(event) => setSelf(event.target.value)} />}
      {problem && <Notice code={problem.code} message={Object.values(problem.fields).join(' ') || problem.message} trace={problem.status === 500 ? problem.trace : null} />}
      <Button type="submit" look={party ? undefined : 'primary'} disabled={busy} data-lay="">
        {t(party ? 'party.rules.do' : 'party.begin.do')}
      </Button>
      {party && <p className={page.muted}>{t('party.rules.next')}</p>}
    </form>
  )
}

/** To get up, or as the host to end it for all; asked about, because others sit here too. */
function Rise({ table, party, done }: { table: Table; party: StoryParty; done: () => void }) {
  const t = useT()
  const [sure, setSure] = useState(false)
  const { busy, problem, attempt } = useAttempt()

  async function go() {
    const gone = await attempt(() => (party.host ? end(table, party) : rise(table, party, party.you)))
    if (gone) done()
  }

  if (!sure) {
    return (
      <Button look="danger" data-rise="" onClick={() => setSure(true)}>
        {t(party.host ? 'party.end' : 'party.leave')}
      </Button>
    )
  }
  return (
    <div className={page.stack} role="alert">
      <p>{t(party.host ? 'party.end.sure' : 'party.leave.sure')}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <div className={page.row}>
        <Button look="danger" disabled={busy} data-sure="" onClick={() => void go()}>
          {t(party.host ? 'party.end' : 'party.leave')}
        </Button>
        <Button onClick={() => setSure(false)}>{t('story.cancel')}</Button>
      </div>
    </div>
  )
}

/** Whoever is gone already is as gone as was wished. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.status !== 404) throw fault
  }
}

async function rise(table: Table, party: StoryParty, player: string): Promise<void> {
  await unlessGone(call('DELETE', `/api/stories/${party.story_id}/players/${player}`))
  if (player === party.you) table.ended()
  else table.look()
}

async function end(table: Table, party: StoryParty): Promise<void> {
  await unlessGone(call('DELETE', `/api/stories/${party.story_id}/party`))
  table.ended()
}
