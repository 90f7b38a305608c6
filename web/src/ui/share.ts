/** How much of a budget is used, from 0 to 1, and whether that is much. */
export function shareOf(used: number, budget: number): { share: number; state: 'ok' | 'near' | 'full' } {
  const share = budget <= 0 ? (used > 0 ? 1 : 0) : used / budget
  return { share: Math.min(1, share), state: share >= 1 ? 'full' : share >= 0.85 ? 'near' : 'ok' }
}
