import { useEffect, useState } from 'react'

/**
 * A part of the app that is fetched when a page first needs it. Shared by all that ask; a fetch that failed is tried
 * again by the next one.
 */
export function lazily<T>(load: () => Promise<T>): (wanted: boolean) => T | null {
  let loaded: T | null = null
  let loading: Promise<T> | null = null
  return function useLazily(wanted) {
    const [, redraw] = useState(0)
    useEffect(() => {
      if (!wanted || loaded) return undefined
      let here = true
      loading ??= load()
      loading.then(
        (part) => {
          loaded = part
          if (here) redraw((n) => n + 1)
        },
        () => {
          // Without it the text stays plain, which is readable.
          loading = null
        },
      )
      return () => {
        here = false
      }
    }, [wanted])
    return wanted ? loaded : null
  }
}
