import { FACET_NAMES, type PartState, type Task } from './wire'

/** The parts of a character that are made at once: its eight facets, and the words it is introduced with. */
export const PARTS = [...FACET_NAMES, 'brief'] as const
export type Part = (typeof PARTS)[number]

export interface Making {
  status: Task['status']
  /** From 0 to 100; never less than it was. */
  progress: number
  step: string
  parts: Readonly<Record<Part, PartState>>
  /** How long the server says it took until `at`, by this machine's clock. */
  elapsed: number
  at: number
  characterId: string | null
  error: Task['error']
  result: unknown
}

const RANK: Record<PartState, number> = { pending: 0, running: 1, failed: 2, done: 3 }
const NONE = Object.fromEntries(PARTS.map((part) => [part, 'pending'])) as Record<Part, PartState>
export const BEFORE: Making = { status: 'pending', progress: 0, step: '', parts: NONE, elapsed: 0, at: 0, characterId: null, error: null, result: null }

export function isOver(status: Task['status']): boolean {
  return status === 'done' || status === 'error' || status === 'cancelled'
}

/**
 * What is known once more is told. Reports come over two ways and may overtake each other: what is done stays done, and
 * what is over is over.
 */
export function afterReport(now: Making, task: Task, at: number): Making {
  if (isOver(now.status)) return now
  const parts = { ...now.parts }
  for (const part of PARTS) {
    const told = task.categories[part]
    if (told && RANK[told] >= RANK[parts[part]]) parts[part] = told
  }
  return {
    status: now.status === 'running' && task.status === 'pending' ? 'running' : task.status,
    progress: Math.max(now.progress, Math.min(100, task.progress)),
    step: task.step || now.step,
    parts,
    elapsed: Math.max(now.elapsed, task.elapsed_ms),
    at,
    characterId: task.character_id ?? now.characterId,
    error: task.error,
    result: task.result ?? now.result,
  }
}

/** One facet is made once more, by another task: everything else stays as it is. */
export function retrying(now: Making, part: Part, at: number): Making {
  return { ...now, status: 'running', progress: 0, parts: { ...now.parts, [part]: 'running' }, elapsed: 0, at, error: null }
}

/** The same for a report of such a task, which may speak of this one part alone. */
export function afterRetry(now: Making, part: Part, task: Task, at: number): Making {
  const next = afterReport({ ...now, parts: { ...now.parts, [part]: 'running' } }, { ...task, categories: {} }, at)
  const told = task.categories[part]
  const state: PartState = task.status === 'done' ? (told === 'failed' ? 'failed' : 'done') : isOver(task.status) ? 'failed' : 'running'
  // The character itself is there, whatever becomes of the part.
  return { ...next, status: isOver(task.status) ? 'done' : next.status, parts: { ...now.parts, [part]: state } }
}

/** Whole seconds that it has taken, as far as this machine can tell. */
export function secondsOf({ status, elapsed, at }: Making, now: number): number {
  return Math.floor((elapsed + (isOver(status) || at === 0 ? 0 : Math.max(0, now - at))) / 1000)
}

export function doneOf({ parts }: Making): number {
  return PARTS.filter((part) => parts[part] === 'done').length
}

export function failedOf({ parts }: Making): Part[] {
  return PARTS.filter((part) => parts[part] === 'failed')
}
