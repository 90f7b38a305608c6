import { useEffect } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Setup } from '../../api/types'
import { store, useStore } from '../../ui/store'

/** How one gets in here. */
export type Entrance = Pick<Setup, 'registration' | 'email_verification' | 'mail' | 'terms'>

/** Until the server has said how it is here, the form asks for what every server takes, and the server decides. */
const USUAL: Entrance = { registration: 'open', email_verification: 'none', mail: true, terms: null }

const entrance = store<Entrance>(USUAL)

export function useEntrance(): Entrance {
  useEffect(() => {
    const gone = new AbortController()
    call<Setup>('GET', '/api/setup', { door: true, signal: gone.signal }).then(
      (setup) => entrance.set(setup),
      (fault: unknown) => {
        // The page stays as for a usual server; whoever sends the form is told by the server.
        if (!(fault instanceof Problem) && !gone.signal.aborted) throw fault
      },
    )
    return () => gone.abort()
  }, [])
  return useStore(entrance)
}
