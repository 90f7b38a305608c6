import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { go } from '../../app/router'
import { visitor } from '../../app/session'
import { translate } from '../../i18n/t'
import { store } from '../../ui/store'
import { toast } from '../../ui/toasts'
import { collectionAt } from './place'
import type { Collection, Use } from './wire'

/** As many as one may have. */
export const SHELF = '/api/knowledge?limit=200'

/** Counts what was done here to one's collections, so that whoever shows a list of them asks for it anew. */
export const stirred = store(0)

export function stir(): void {
  stirred.set((now) => now + 1)
}

/** Where this browser remembers which task brings something into a collection. */
export function shelfOf(id: string): string {
  const who = visitor.get()
  return `draft.${who.kind === 'in' ? who.account.id : ''}.knowledge.${id}`
}

export async function made(name: string, description: string): Promise<void> {
  const { id } = await call<Collection>('POST', '/api/knowledge', { body: { name, description } })
  stir()
  go(collectionAt(id))
}

/** What somebody just typed stands, whatever else was changed meanwhile. */
export async function renamed({ id, version }: Pick<Collection, 'id' | 'version'>, name: string, description: string): Promise<void> {
  const change = (seen: number) => call<Collection>('PATCH', `/api/knowledge/${id}`, { body: { name, description, version: seen } })
  try {
    await change(version)
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT') throw fault
    await change((await call<Collection>('GET', `/api/knowledge/${id}`)).version)
  }
  stir()
  toast(translate('knowledge.renamed', { name }))
}

export async function removed({ id, name }: Pick<Collection, 'id' | 'name'>): Promise<void> {
  await call('DELETE', `/api/knowledge/${id}`)
  stir()
  toast(translate('knowledge.deleted', { name }))
}

export async function fileRemoved(id: string, name: string): Promise<void> {
  await call('DELETE', `${filesOf(id)}?${new URLSearchParams({ name })}`)
  stir()
  toast(translate('knowFiles.deleted', { name }))
}

export function filesOf(id: string): string {
  return `/api/knowledge/${id}/files`
}

export async function usesOf(id: string): Promise<readonly Use[]> {
  return (await call<{ uses: Use[] }>('GET', `/api/knowledge/${id}/uses`)).uses
}

async function use(id: string, uses: readonly Use[]): Promise<readonly Use[]> {
  const kept = await call<{ uses: Use[] }>('PUT', `/api/knowledge/${id}/uses`, { body: { uses } })
  stir()
  return kept.uses
}

export function isAt(one: Use, kind: Use['kind'], place: string | null): boolean {
  return one.kind === kind && (one.place ?? null) === place
}

/** Opens it at a place beside the others, as they are by now. */
export async function open(id: string, kind: Use['kind'], place: string | null): Promise<readonly Use[]> {
  const now = await usesOf(id)
  return now.some((one) => isAt(one, kind, place)) ? now : use(id, [...now, { kind, place }])
}

export async function shut(id: string, kind: Use['kind'], place: string | null): Promise<readonly Use[]> {
  return use(id, (await usesOf(id)).filter((one) => !isAt(one, kind, place)))
}
