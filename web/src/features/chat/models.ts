import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List, Model } from '../../api/types'
import { remember, remembered } from '../../ui/storage'
import { store } from '../../ui/store'

export interface Models {
  items: readonly Model[]
  state: 'loading' | 'ready' | 'failed'
}

export const models = store<Models>({ items: [], state: 'loading' })

export async function loadModels(): Promise<void> {
  try {
    const { items } = await call<List<Model>>('GET', '/api/models')
    models.set({ items, state: 'ready' })
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    models.set((now) => ({ ...now, state: 'failed' }))
  }
}

/** The model that a new conversation begins with: the one last chosen here, if it is still offered. */
export function preferredModel(items: readonly Model[]): Model | null {
  const last = remembered('model')
  return items.find((model) => model.id === last) ?? items.find((model) => model.is_default) ?? items[0] ?? null
}

export function preferModel(id: string): void {
  remember('model', id)
}
