import { useEffect } from 'react'
import type { Model } from '../../api/types'
import { money } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Icon } from '../../ui/Icon'
import { useStore } from '../../ui/store'
import type { Chat, ChatState } from './chat'
import styles from './composer.module.css'
import { loadModels, models, preferModel, preferredModel } from './models'

/** The browser's own list: it reads well on every device and in every screen reader. */
export function ModelPicker({ chat, state }: { chat: Chat; state: ChatState }) {
  const t = useT()
  const { items, state: loading } = useStore(models)

  const undecided = state.model === null && state.status === 'ready'
  useEffect(() => {
    const preferred = preferredModel(items)
    if (undecided && preferred) chat.choose(preferred.id, chat.state.get().parameters)
  }, [chat, items, undecided])

  if (loading === 'failed') {
    return (
      <button type="button" className={styles.tool} onClick={() => void loadModels()}>
        <Icon name="retry" />
        {t('models.failed')}
      </button>
    )
  }
  const chosen = items.find((model) => model.id === state.model)
  const providers = [...new Set(items.map((model) => model.provider))]
  return (
    <label className={styles.picker} title={chosen ? pricesOf(t, chosen) : undefined}>
      <span>{chosen?.name ?? state.model ?? t('chat.model.none')}</span>
      <Icon name="chevron" />
      <select
        aria-label={t('chat.model')}
        value={state.model ?? ''}
        onChange={(event) => {
          preferModel(event.target.value)
          chat.choose(event.target.value, state.parameters)
        }}
      >
        {!chosen && <option value={state.model ?? ''}>{state.model ?? t('chat.model.none')}</option>}
        {providers.map((provider) => (
          <optgroup key={provider} label={provider}>
            {items
              .filter((model) => model.provider === provider)
              .map((model) => (
                <option key={model.id} value={model.id}>
                  {model.is_demo ? `${model.name} (${t('chat.model.demo')})` : model.name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

function pricesOf(t: Translate, { prices, id }: Model): string {
  if (!prices) return id
  return `${id}: ${t('price.input', { price: money(prices.input) })}, ${t('price.output', { price: money(prices.output) })} ${t('price.per')}`
}
