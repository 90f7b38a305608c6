import type { Translate } from '../../i18n/t'

export const SCOPES = ['chat', 'story', 'game', 'v1', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

const DAY = 86_400_000
/** Days until a key ends; nothing: never. */
export const LIVES = [null, 7, 30, 90, 365] as const

export interface KeyForm {
  name: string
  scopes: readonly Scope[]
  days: (typeof LIVES)[number]
  perMinute: string
  budget: string
  /** Nothing: every model that the owner may use. */
  models: readonly string[] | null
}

export const NEW_KEY: KeyForm = { name: '', scopes: ['chat'], days: 90, perMinute: '', budget: '', models: null }

export function keyFaults(t: Translate, form: KeyForm): Record<string, string> {
  const faults: Record<string, string> = {}
  if (form.name.trim() === '') faults.name = t('field.needed')
  if (form.scopes.length === 0) faults.scopes = t('keys.scopes.need')
  if (form.perMinute.trim() !== '' && !/^[1-9]\d{0,5}$/.test(form.perMinute.trim())) faults.per_minute = t('keys.perMinute.odd')
  if (form.budget.trim() !== '' && !/^\d{1,9}(\.\d{1,9})?$/.test(form.budget.trim())) faults.budget = t('keys.budget.odd')
  if (form.models?.length === 0) faults.models = t('keys.models.need')
  return faults
}

/** What is asked of the server; what was left blank is not limited. */
export function keyBody(form: KeyForm, now: number): Record<string, unknown> {
  const body: Record<string, unknown> = { name: form.name.trim(), scopes: form.scopes, models: form.models ?? [] }
  if (form.days !== null) body.expires_at = new Date(now + form.days * DAY).toISOString()
  if (form.perMinute.trim() !== '') body.per_minute = Number(form.perMinute.trim())
  if (form.budget.trim() !== '') body.budget = form.budget.trim()
  return body
}
