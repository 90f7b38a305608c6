import { useId, useState } from 'react'
import type { Parameters } from '../../api/types'
import { count } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import type { Chat, ChatState } from './chat'
import styles from './composer.module.css'

/** How the model is asked, in one line; a press opens it for change. */
export function ParametersLine({ chat, state }: { chat: Chat; state: ChatState }) {
  const t = useT()
  const id = useId()
  const [open, setOpen] = useState(false)
  const temperature = state.parameters.temperature ?? undefined
  const max_tokens = state.parameters.max_tokens ?? undefined
  const own = temperature === undefined && max_tokens === undefined

  function set(change: Record<keyof Parameters, number | undefined>) {
    const parameters: Parameters = {}
    if (change.temperature !== undefined) parameters.temperature = change.temperature
    if (change.max_tokens !== undefined) parameters.max_tokens = change.max_tokens
    chat.choose(state.model, parameters)
  }

  const said = [temperature !== undefined && `${t('chat.temperature')} ${temperature}`, max_tokens !== undefined && `≤ ${count(max_tokens)}`].filter(Boolean).join(' · ')
  const label = own ? t('chat.parameters') : `${t('chat.parameters')}: ${said}`
  return (
    <>
      <button type="button" className={styles.tool} aria-expanded={open} aria-controls={id} aria-label={label} title={t('chat.parameters')} onClick={() => setOpen(!open)}>
        <Icon name="dials" />
        {!own && <span>{said}</span>}
      </button>
      <div id={id} className={styles.parameters} hidden={!open}>
        <label>
          {t('chat.temperature')}
          <input
            className={ui.input}
            type="number"
            min={0}
            max={2}
            step={0.1}
            placeholder={t('chat.parameters.default')}
            value={temperature ?? ''}
            onChange={(event) => set({ temperature: numberOf(event.target.value, 0, 2), max_tokens })}
          />
        </label>
        <label>
          {t('chat.maxTokens')}
          <input
            className={ui.input}
            type="number"
            min={1}
            step={1}
            placeholder={t('chat.parameters.default')}
            value={max_tokens ?? ''}
            onChange={(event) => set({ temperature, max_tokens: numberOf(event.target.value, 1, 1_000_000) })}
          />
        </label>
        <Button look="quiet" size="small" disabled={own} onClick={() => set({ temperature: undefined, max_tokens: undefined })}>
          {t('chat.parameters.reset')}
        </Button>
      </div>
    </>
  )
}

function numberOf(text: string, least: number, most: number): number | undefined {
  const value = Number(text)
  return text === '' || !Number.isFinite(value) ? undefined : Math.min(most, Math.max(least, value))
}
