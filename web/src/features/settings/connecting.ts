import { call } from '../../api/client'
import type { Provider, Trial } from '../../api/types'

/** What an operator can connect: servers found on this machine first, then the table, without what is connected. */
export function connectable(providers: readonly Provider[]): readonly Provider[] {
  const found = providers.filter((one) => one.source === 'discovered' && !one.enabled)
  const known = providers.filter((one) => one.source === 'builtin' && !one.set_up)
  return [...found, ...known]
}

/** Whether it must be given a key: what runs on this machine asks for none. */
export const asksForKey = (provider: Provider) => provider.source !== 'discovered'

/** Connects a provider and tries it. One that does not work is not left behind. */
export async function connect(provider: Provider, key: string): Promise<Trial> {
  const path = `/api/admin/providers/${provider.id}`
  if (asksForKey(provider)) await call('POST', '/api/admin/providers', { body: { id: provider.id, keys: [key] } })
  else await call('POST', `${path}/accept`)
  try {
    const trial = await call<Trial>('POST', `${path}/test`, { body: {} })
    if (!trial.works) await call('DELETE', path)
    return trial
  } catch (fault) {
    await call('DELETE', path)
    throw fault
  }
}
