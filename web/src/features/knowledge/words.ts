import { whatHappened, whatToDo, type Problem } from '../../api/problem'
import { count, sentences } from '../../i18n/format'
import type { Translate } from '../../i18n/t'
import type { Collection, Said } from './wire'

export function filesWords(t: Translate, files: number): string {
  return files === 1 ? t('knowledge.files.one') : t('knowledge.files', { count: count(files) })
}

export function passagesWords(t: Translate, passages: number): string {
  return passages === 1 ? t('knowledge.passages.one') : t('knowledge.passages', { count: count(passages) })
}

export function factsOf(t: Translate, { file_count: files, failed_count: failed, passage_count: passages, use_count: uses }: Collection): string {
  return [
    filesWords(t, files),
    ...(failed > 0 ? [t('knowledge.refused', { count: count(failed) })] : []),
    passagesWords(t, passages),
    uses === 0 ? t('knowledge.uses.none') : uses === 1 ? t('knowledge.uses.one') : t('knowledge.uses', { count: count(uses) }),
  ].join(' · ')
}

const OWN = {
  KNOW_KIND: 'knowFiles.why.kind',
  KNOW_LARGE: 'knowFiles.why.large',
  KNOW_EMPTY: 'knowFiles.why.empty',
  KNOW_UNREADABLE: 'knowFiles.why.unreadable',
  KNOW_STOPPED: 'knowFiles.why.stopped',
} as const

/** Codes whose sentence is better told by the server, which knows what was refused, than by the code alone. */
const TOLD = new Set(['CONFLICT', 'INVALID_REQUEST', 'UNSUPPORTED_MEDIA_TYPE', 'BODY_TOO_LARGE', 'MALFORMED'])

/** Why something was refused, in a sentence or two. */
export function whyOf(t: Translate, { code, message }: Said): string {
  if (code in OWN) return t(OWN[code as keyof typeof OWN])
  if (TOLD.has(code) && message !== '') return message
  return sentences(whatHappened(t, code, message), whatToDo(t, code))
}

/** The same for a call that was refused. */
export function whyProblem(t: Translate, problem: Problem): string {
  return whyOf(t, { code: problem.code, message: Object.values(problem.fields)[0] ?? problem.message })
}
