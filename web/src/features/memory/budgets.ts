import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Sizes } from './wire'

/** What holds where nobody chose otherwise, in characters. */
export const USUAL: Sizes = { session: 3000, short_term: 3000, long_term: 4000 }
export const LAYERS = ['session', 'short_term', 'long_term'] as const
export const LEAST = 50
export const MOST = 50_000

const PATH = '/api/me/settings'

interface Kept {
  memory?: unknown
  version: number
  [other: string]: unknown
}

export function budgetsIn(chosen: unknown): Sizes {
  const given = typeof chosen === 'object' && chosen !== null ? (chosen as Record<string, unknown>) : {}
  const number = (layer: keyof Sizes) => (typeof given[layer] === 'number' && isBudget(given[layer]) ? given[layer] : USUAL[layer])
  return { session: number('session'), short_term: number('short_term'), long_term: number('long_term') }
}

export function isBudget(value: number): boolean {
  return Number.isInteger(value) && value >= LEAST && value <= MOST
}

/** The number that was typed; nothing where it is no budget. */
export function budgetOf(text: string): number | null {
  const digits = text.replace(/[\s,，_]/g, '')
  return /^\d+$/.test(digits) && isBudget(Number(digits)) ? Number(digits) : null
}

export async function chosenBudgets(): Promise<Sizes> {
  return budgetsIn((await call<Kept>('GET', PATH)).memory)
}

/** Keeps them beside everything else that the account has chosen. */
export async function chooseBudgets(memory: Sizes): Promise<void> {
  for (let tries = 0; ; tries++) {
    const kept = await call<Kept>('GET', PATH)
    try {
      await call('PUT', PATH, { body: { ...kept, memory } })
      return
    } catch (fault) {
      // Another page kept something in between: it is read again and this is laid over it.
      if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT' || tries > 0) throw fault
    }
  }
}
