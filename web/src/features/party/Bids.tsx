import { hasKey, useT } from '../../i18n/t'
import { Notice } from '../../ui/Notice'
import { Retry } from '../chat/Retry'
import { useOptionKeys } from '../stories/optionKeys'
import deeds from '../stories/deeds.module.css'
import { Options } from '../stories/Options'
import { OwnWords } from '../stories/OwnWords'
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
          {takesWords(party) && (
            <OwnWords
              key={party.round.event_number}
              id={party.story_id}
              longest={LONGEST}
              said={mine?.text ?? null}
              label={t((mine?.text ?? null) === null ? 'story.free.do' : 'party.change')}
              say={(text) => table.choose({ selected_option_id: null, text })}
            />
          )}
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
      <p className={deeds.paused} data-waits="">
        {t(waits, { host })}
      </p>
    )
  )
}
