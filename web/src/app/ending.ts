/** Why somebody who was here is not any more. */
export type Why = 'left' | 'deleted' | 'expired' | 'elsewhere' | 'password' | 'ended' | 'suspended' | 'reused'

/** The words of the server's reasons, which are for people first. What it does not say has simply run out. */
const REASONS: readonly (readonly [RegExp, Why])[] = [
  [/elsewhere|another device/i, 'elsewhere'],
  [/password/i, 'password'],
  [/suspended/i, 'suspended'],
  [/twice|reuse|replay/i, 'reused'],
  [/gone|deleted/i, 'deleted'],
  [/ended by|revoked/i, 'ended'],
  [/signed out/i, 'left'],
]

export function whyOf(reason: string | null): Why {
  return REASONS.find(([words]) => words.test(reason ?? ''))?.[1] ?? 'expired'
}

/** Whether what was being written is still here for whoever signs in again. */
export function keepsDrafts(why: Why): why is Exclude<Why, 'left' | 'deleted'> {
  return why !== 'left' && why !== 'deleted'
}
