/** Whole seconds until a moment, so that the last one is shown as 1 and not as 0. Both are readings of one clock. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

/** A wait that is longer is no wait but a refusal: whoever asked has gone by then. */
const LONGEST = 120

/** Whether a request is sent again without a press: only if wished, and only after a wait that the server named. */
export function sendsItself(wait: number | null, wished: boolean): boolean {
  return wished && wait !== null && wait > 0 && wait <= LONGEST
}
