import type { Story } from './wire'

/** A look at the server's clock: what was left then, and whether it goes on. */
export interface Look {
  left: number
  limit: number
  runs: boolean
  /** On this page's own clock, which only ever goes on, in milliseconds. */
  at: number
}

export function lookAt(story: Pick<Story, 'remaining_seconds' | 'hard_limit_seconds' | 'state'>, at: number): Look {
  return { left: story.remaining_seconds, limit: story.hard_limit_seconds, runs: story.state === 'playing', at }
}

/** Whole seconds that are left now; never less than none. */
export function left(look: Look, now: number): number {
  return look.runs ? Math.max(0, look.left - Math.max(0, Math.floor((now - look.at) / 1000))) : look.left
}

/** How much of the time is left, from 1 down to 0. */
export function share(look: Look, now: number): number {
  return look.limit <= 0 ? 0 : Math.min(1, left(look, now) / look.limit)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** 4:05, or 1:00:00 from an hour on. */
export function clockFace(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Where the page looks closer: half a minute before the end, and then at every second of the last ten. */
export function isShort(seconds: number): boolean {
  return seconds <= 30
}
