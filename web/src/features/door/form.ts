import type { Translate } from '../../i18n/t'
import type { Entrance } from './entrance'

export type DoorKind = 'setup' | 'login' | 'register'

export interface Form {
  username: string
  password: string
  code: string
  email: string
  invite: string
  terms: boolean
}

/** What would surely be refused is said before it is sent. The server decides all the same. */
export function faultsOf(t: Translate, kind: DoorKind, form: Form, code: boolean, entrance: Entrance): Record<string, string> {
  const faults: Record<string, string> = {}
  const name = [...form.username].length
  const password = [...form.password].length
  if (kind === 'login') {
    if (name === 0) faults.username = t('field.needed')
    if (password === 0) faults.password = t('field.needed')
    return faults
  }
  if (name < 3 || name > 32) faults.username = t('field.username.short')
  if (password < 8) faults.password = t('field.password.short')
  if (code && form.code.trim() === '') faults.code = t('field.needed')
  if (kind === 'register') Object.assign(faults, newcomerFaults(t, form, entrance))
  return faults
}

function newcomerFaults(t: Translate, form: Form, entrance: Entrance): Record<string, string> {
  const faults: Record<string, string> = {}
  const email = form.email.trim()
  if (email === '' && entrance.email_verification === 'mandatory') faults.email = t('field.needed')
  else if (email !== '' && !looksLikeAddress(email)) faults.email = t('field.email.odd')
  if (entrance.registration === 'invite' && form.invite.trim() === '') faults.invite = t('register.invite.need')
  if (!form.terms) faults.accept_terms = t('register.terms.need')
  return faults
}

/** Only what is plainly no address: which ones exist, only a letter tells. */
export function looksLikeAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(text)
}

/** What the form says to the server: blank fields are not said. */
export function bodyOf(kind: DoorKind, { username, password, code, email, invite }: Form): Record<string, unknown> {
  if (kind === 'login') return { username, password }
  if (kind === 'setup') return code.trim() === '' ? { username, password } : { username, password, code: code.trim() }
  const more: Record<string, string> = {}
  if (email.trim() !== '') more.email = email.trim()
  if (invite.trim() !== '') more.invite = invite.trim()
  return { username, password, accept_terms: true, ...more }
}
