import { useId, useState, type FormEvent } from 'react'
import { hasKey, useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import ui from '../../ui/ui.module.css'
import { Retry } from '../chat/Retry'
import { useOptionKeys } from '../stories/optionKeys'
import { Options } from '../stories/Options'
import { shelfOf } from '../stories/player'
import tale from '../stories/tale.module.css'
import type { Option } from '../stories/wire'
import styles from './party.module.css'
import { atTheEnd, isAsked, takesWords, yours, type Sitting } from './sitting'
import type { Table } from './table'
import type { StoryParty } from './wire'

const LONGEST = 300

/** What one may choose in the round, what one has chosen, and what became of it. */
export function Bids({ table, sitting }: { table: Table; sitting: Sitting }) {
  const t = useT()
  const { party, stopped, refused, late, sent } = sitting
  const asked = party !== null && isAsked(party)
  const choose = (option: Option) => table.choose({ selected_option_id: option.id, text: null })
  useOptionKeys(asked ? party.options.map((option) => () => choose(option)) : [])
  if (!party) return null
  const mine = yours(sitting)

  return (
    <div className={styles.bids}>
      {stopped && (
        <Notice code={stopped.code} message={stopped.message} kept={t('party.kept')} trace={stopped.trace}>
          <Retry key={String(stopped.retryAfter)} wait={stopped.retryAfter} run={() => table.again()} />
        </Notice>
      )}
      {refused && <Notice code={refused.code} message={Object.values(refused.fields).join(' ') || refused.message} trace={refused.trace} />}
      {late !== null && (
        <p className={tale.aside} role="status" data-late="">
          {t('party.late')}
        </p>
      )}
      <Trouble party={party} />
      {asked && (
        <>
          <Options options={party.options} choose={choose} language={party.language} chosen={mine?.selected_option_id ?? null} />
          {takesWords(party) && <SayIt key={party.round.event_number} id={party.story_id} said={mine?.text ?? null} say={(text) => table.choose({ selected_option_id: null, text })} />}
          <p className={styles.mine} role="status" data-mine={mine ? '' : undefined}>
            {mine && t(sent ? 'party.sending' : 'party.yours')}
          </p>
        </>
      )}
      {!party.host && <Waits party={party} />}
    </div>
  )
}

/** Why the scene could not be told. The choices are kept, and the round is open again. */
function Trouble({ party: { round, host } }: { party: StoryParty }) {
  const t = useT()
  if (!round.problem) return null
  const key = `party.problem.${round.problem.code}`
  return (
    <div className={styles.trouble} role="alert" data-problem={round.problem.code}>
      <strong>{t(hasKey(key) ? key : 'party.problem')}</strong>
      <p>{t(host && round.problem.code === 'INSUFFICIENT_BALANCE' ? 'party.problem.host' : 'party.problem.do')}</p>
    </div>
  )
}

/** What a player can only wait for: the host goes on. */
function Waits({ party }: { party: StoryParty }) {
  const t = useT()
  const host = party.players.find((seat) => seat.host)?.name ?? ''
  const waits = party.state === 'paused' ? 'party.wait.paused' : atTheEnd(party) && party.round.state !== 'telling' ? 'party.wait.end' : null
  return (
    waits && (
      <p className={tale.paused} data-waits="">
        {t(waits, { host })}
      </p>
    )
  )
}

/** One's own words in a round. They stay to be changed until it is over. */
function SayIt({ id, said, say }: { id: string; said: string | null; say: (text: string) => void }) {
  const t = useT()
  const name = useId()
  const shelf = shelfOf(`${id}.words`)
  const [text, setText] = useState(() => said ?? remembered(shelf) ?? '')
  const words = text.trim()

  function write(next: string) {
    setText(next)
    remember(shelf, next)
  }

  function send(event: FormEvent) {
    event.preventDefault()
    if (words === '' || words === said) return
    say(words)
    remember(shelf, null)
  }

  return (
    <form className={tale.free} onSubmit={send}>
      <label htmlFor={name}>{t('story.free')}</label>
      <div className={tale.freeRow}>
        <textarea
          id={name}
          name="action"
          rows={1}
          className={ui.input}
          placeholder={t('story.free.like')}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            send(event)
          }}
        />
        <Button type="submit" disabled={words === '' || words === said}>
          {t(said === null ? 'story.free.do' : 'party.change')}
        </Button>
      </div>
    </form>
  )
}
