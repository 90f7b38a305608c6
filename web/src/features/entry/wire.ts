import type { Verification } from '../../api/types'

/** Who gets in, as operators see it. */
export interface Rules {
  registration: 'open' | 'invite' | 'closed'
  email_verification: Verification
  terms: string | null
  /** Fields that the environment sets: they cannot be changed here. */
  fixed: string[]
  mail: boolean
  version: number
}

export interface Invitation {
  id: string
  prefix: string
  note: string
  uses: number
  most_uses: number
  valid: boolean
  created_at: string
  expires_at: string
  /** In the one answer that makes it, and never again. */
  invite?: string
  link?: string
}

/** A letter that has not reached anybody by itself. */
export interface Letter {
  id: string
  purpose: 'verify' | 'reset' | 'notice'
  address: string
  state: 'waiting' | 'kept' | 'refused'
  reason: string | null
  tries: number
  created_at: string
  expires_at: string
  /** Only where this one letter was asked for. */
  subject?: string
  text?: string
}

export interface Member {
  id: string
  username: string
  email: string | null
  email_verified: boolean
  role: 'member' | 'operator'
  suspended: boolean
  created_at: string
}

export const RULES = '/api/admin/registration'
export const INVITATIONS = '/api/admin/invitations'
export const LETTERS = '/api/admin/mail'
export const MAIL_TRIAL = '/api/admin/mail/test'
export const MEMBERS = '/api/admin/accounts'
