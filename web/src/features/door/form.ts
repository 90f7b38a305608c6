import type { Translate } from '../../i18n/t'

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
export function faultsOf(t: Translate, kind: DoorKind, form: Form, code: boolean): Record<string, string> {
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
  if (kind === 'register' && !form.terms) faults.accept_terms = t('register.terms.need')
  return faults
}
