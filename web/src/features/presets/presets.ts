import { call } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { List, Preset } from '../../api/types'
import { translate } from '../../i18n/t'
import { store } from '../../ui/store'
import { toast } from '../../ui/toasts'

export interface Presets {
  items: readonly Preset[]
  state: 'loading' | 'ready' | 'failed'
}

const NONE: Presets = { items: [], state: 'loading' }

/** The texts that begin a conversation: one's own and those that the operator shares. */
export const presets = store<Presets>(NONE)

export function clearPresets(): void {
  presets.set(NONE)
}

export async function loadPresets(): Promise<void> {
  try {
    const { items } = await call<List<Preset>>('GET', '/api/presets?limit=200')
    presets.set({ items: items.toSorted(byTitle), state: 'ready' })
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    presets.set((now) => ({ ...now, state: 'failed' }))
  }
}

function byTitle(one: Preset, other: Preset): number {
  return Number(one.shared) - Number(other.shared) || one.title.localeCompare(other.title)
}

export interface PresetForm {
  title: string
  prompt: string
  auto_send: boolean
  model: string | null
  shared: boolean
}

export const NEW_PRESET: PresetForm = { title: '', prompt: '', auto_send: true, model: null, shared: false }

export function formOf({ title, prompt, auto_send, model, shared }: Preset): PresetForm {
  return { title, prompt, auto_send, model, shared }
}

/** Keeps a new preset, or a known one as changed; throws the Problem that the form shows. */
export async function keepPreset(known: Preset | null, form: PresetForm): Promise<void> {
  const { prompt, auto_send, model, shared } = form
  const body = { title: form.title.trim(), prompt, auto_send }
  const kept = known
    ? await call<Preset>('PATCH', `/api/presets/${known.id}`, { body: { ...body, model: model ?? '', version: known.version } })
    : await call<Preset>('POST', '/api/presets', { body: { ...body, model, shared } })
  put(kept)
}

function put(kept: Preset): void {
  presets.set((now) => ({ ...now, items: [...now.items.filter((one) => one.id !== kept.id), kept].toSorted(byTitle) }))
}

/** Gone at once, and back at a press of Undo. */
export async function removePreset(preset: Preset): Promise<void> {
  const { id, title } = preset
  try {
    await call('DELETE', `/api/presets/${id}`)
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    if (fault.status !== 404) return tell(fault)
  }
  presets.set((now) => ({ ...now, items: now.items.filter((one) => one.id !== id) }))
  toast(translate('list.deleted', { title }), { label: translate('list.undo'), run: () => void bringBack(preset) })
}

async function bringBack({ id, title }: Preset): Promise<void> {
  try {
    put(await call<Preset>('POST', `/api/presets/${id}/restore`))
    toast(translate('list.restored', { title }))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    tell(fault)
  }
}

function tell(fault: Problem): void {
  toast(whatHappened(translate, fault.code, fault.message))
}
