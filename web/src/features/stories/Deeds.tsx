import { useState, type FormEvent } from 'react'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { Retry } from '../chat/Retry'
import styles from './deeds.module.css'
import { useOptionKeys } from './optionKeys'
import { Options } from './Options'
import { OwnWords } from './OwnWords'
import { leading, offers, type Offers, type Play } from './play'
import type { Player } from './player'
import tale from './tale.module.css'
import type { Option } from './wire'

const LONGEST = 2000

interface Props {
  player: Player
  play: Play
  /** The story is played by several: what they choose stands elsewhere, and this is what its owner alone may do. */
  together?: boolean
}

/** What may be done now, and what became of the last try. */
export function Deeds({ player, play, together = false }: Props) {
  const t = useT()
  const { story, going, refused, overtaken } = play
  const may = together ? leading(offers(play)) : offers(play)
  const choose = (option: Option) => may.choosing && player.act(may.choosing, { selected_option_id: option.id }, option.text)
  const end = () => player.act('RESOLUTION', {}, '')
  const presses = may.options.length > 0 ? may.options.map((option) => () => choose(option)) : may.end ? [end] : []
  useOptionKeys(presses)
  if (!story) return null

  return (
    <div className={styles.deeds}>
      {going?.problem && (
        <Notice code={going.problem.code} message={going.problem.message} kept={t('story.kept')} trace={going.problem.trace}>
          <Retry key={going.deed.key + String(going.problem.retryAfter)} wait={going.problem.retryAfter} run={() => void player.again()} />
          <Button size="small" onClick={() => void player.giveUp()}>
            {t('story.giveUp')}
          </Button>
        </Notice>
      )}
      {refused && <Notice code={refused.code} message={Object.values(refused.fields).join(' ') || refused.message} trace={refused.trace} />}
      {overtaken && (
        <p className={tale.aside} role="status">
          {t('story.overtaken')}
        </p>
      )}
      {!story.current && <p className={tale.aside}>{t('story.notCurrent')}</p>}
      {story.state === 'paused' && (
        <div className={styles.paused} data-paused="">
          <p>{t('story.paused')}</p>
          <Button look="primary" disabled={play.asking} onClick={() => void player.ask('resume')}>
            <Icon name="play" />
            {t('story.resume')}
          </Button>
        </div>
      )}
      {may.options.length > 0 && <Options options={may.options} choose={choose} language={story.language} />}
      {may.free && <OwnWords id={player.id} longest={LONGEST} said={null} label={t('story.free.do')} say={(text) => player.act('ACTION', { text }, text)} />}
      {may.end && (
        <div className={styles.paused}>
          <p>{t(story.remaining_seconds <= 0 ? 'story.end.time' : 'story.end.done')}</p>
          <Button look="primary" className={styles.option} data-end="" onClick={end}>
            {t('story.end')}
          </Button>
        </div>
      )}
      <Afterwards player={player} may={may} play={play} />
    </div>
  )
}

/** After the ending: a novel of it, or another story. */
function Afterwards({ player, may, play }: { player: Player; may: Offers; play: Play }) {
  const t = useT()
  const [hero, setHero] = useState('')
  // An answer that is not wanted twice: the one that is there stands above.
  const told = play.journal.moments.some((moment) => moment.type === 'NOVEL')
  if (play.story?.state !== 'over' || play.going) return null

  function write(event: FormEvent) {
    event.preventDefault()
    player.act('NOVEL', hero.trim() === '' ? {} : { player_name: hero.trim() }, '')
  }

  return (
    <div className={styles.afterwards}>
      {may.novel && !told && (
        <form className={styles.novelForm} onSubmit={write}>
          <h2>{t('story.novel')}</h2>
          <Field label={t('story.novel.name')} name="hero" autoComplete="off" maxLength={100} value={hero} onChange={(event) => setHero(event.target.value)} />
          <Button type="submit" look="primary">
            {t('story.novel.do')}
          </Button>
        </form>
      )}
      <Button onClick={() => go('/stories/new')}>{t('story.another')}</Button>
    </div>
  )
}
