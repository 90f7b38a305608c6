import { call } from '../../api/client'
import type { Device, List } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { nameOf } from './device'
import styles from './settings.module.css'

/** Where one is signed in, and a way to end each of the others or all of them. */
export function Devices() {
  const t = useT()
  const devices = useAnswer<List<Device>>('/api/me/devices')
  const { busy, problem, attempt } = useAttempt()
  const items = devices.value?.items ?? []
  const others = items.filter((one) => !one.current)
  const refused = problem ?? devices.problem

  async function end(ended: readonly Device[], path: string, said: string) {
    const done = await attempt(() => call('DELETE', path))
    if (!done) return devices.again()
    devices.change((now) => ({ ...now, items: now.items.filter((one) => !ended.includes(one)) }))
    toast(said)
  }

  return (
    <section aria-labelledby="settings-devices">
      <h2 id="settings-devices">{t('devices.title')}</h2>
      <p className={styles.muted}>{t('devices.lead')}</p>
      {refused && (
        <Notice code={refused.code} message={refused.message}>
          <Button size="small" onClick={devices.again}>
            {t('chat.again')}
          </Button>
        </Notice>
      )}
      <ul className={styles.keys}>
        {items.map((device) => (
          <li key={device.id}>
            <div className={styles.keyLine}>
              <span className={styles.keyName} title={device.name}>
                {nameOf(t, device.name)}
              </span>
              <span className={styles.muted}>{device.current ? t('devices.here') : t('devices.seen', { time: time(device.last_seen_at) })}</span>
              {!device.current && (
                <span className={styles.keyActions}>
                  <Button
                    size="small"
                    disabled={busy}
                    aria-label={t('devices.end.one', { device: nameOf(t, device.name) })}
                    onClick={() => void end([device], `/api/me/devices/${device.id}`, t('devices.ended', { device: nameOf(t, device.name) }))}
                  >
                    {t('devices.end')}
                  </Button>
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Button disabled={busy} onClick={() => void end(others, '/api/me/devices', t('devices.ended.all'))}>
          {t('devices.end.all')}
        </Button>
      )}
    </section>
  )
}
