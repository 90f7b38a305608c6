import { useT } from '../../i18n/t'
import tale from './tale.module.css'
import type { Hits as Points } from './wire'

const MOST_PLAYER = 100
const MOST_ENEMY = 60

/** How both stand in a fight. */
export function Hits({ status }: { status: Points }) {
  const t = useT()
  return (
    <div className={tale.hits}>
      <Meter name={t('story.hp.you')} now={status.player_hp} most={Math.max(MOST_PLAYER, status.player_hp)} />
      {status.enemy_hp > 0 && <Meter name={t('story.hp.enemy')} now={status.enemy_hp} most={Math.max(MOST_ENEMY, status.enemy_hp)} foe />}
    </div>
  )
}

function Meter({ name, now, most, foe = false }: { name: string; now: number; most: number; foe?: boolean }) {
  const t = useT()
  return (
    <div className={foe ? `${tale.meter} ${tale.foe}` : tale.meter} role="meter" aria-valuenow={now} aria-valuemin={0} aria-valuemax={most} aria-label={t('story.hp.of', { name, now, most })}>
      <span>
        {name} {now}
      </span>
      <span className={tale.bar}>
        <span style={{ transform: `scaleX(${now / most})` }} />
      </span>
    </div>
  )
}
