import { useEffect, useState } from 'react'
import { request } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Verdict } from './wire'

const PAUSE = 400

/** What the server says of a draft, a moment after it was last changed. The last word stands until the next one. */
export function useVerdict(text: string, type: 'application/yaml' | 'application/json'): { verdict: Verdict | null; asking: boolean } {
  const [said, setSaid] = useState<{ of: string; verdict: Verdict | null } | null>(null)
  const draft = `${type}\n${text}`
  useEffect(() => {
    const gone = new AbortController()
    const timer = setTimeout(() => {
      void validate(text, type, gone.signal).then((verdict) => {
        if (!gone.signal.aborted) setSaid({ of: draft, verdict })
      })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [draft, text, type])
  return { verdict: said?.verdict ?? null, asking: said?.of !== draft }
}

/** Null where nobody answers: then a draft is neither right nor wrong, and what is wrong is told when it is kept. */
async function validate(text: string, type: string, signal: AbortSignal): Promise<Verdict | null> {
  try {
    const response = await request('POST', '/api/scenarios/validate', { body: new Blob([text], { type }), signal })
    return (await response.json()) as Verdict
  } catch (fault) {
    if (signal.aborted || fault instanceof Problem || fault instanceof SyntaxError) return null
    throw fault
  }
}
