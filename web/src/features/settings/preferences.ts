import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { chooseTheme, theme } from '../../app/theme'
import { chooseLanguage, languageChoice, type LanguageChoice } from '../../i18n/t'
import { bubbleLook, bubbleLookOf, chooseBubbles, isUsual } from '../chat/bubbleLook'

/** What the account has chosen, wherever it is signed in. What other apps keep there is left as it is. */
interface Kept {
  language?: 'en' | 'zh' | null
  theme?: unknown
  bubbles?: unknown
  version: number
  [other: string]: unknown
}

const PATH = '/api/me/settings'

/**
 * Takes over what the account has chosen elsewhere and keeps what is chosen here, until it is let go. An account that
 * has chosen nothing yet takes what this browser was set to at the door.
 */
export function followPreferences(): () => void {
  const here = { gone: false, taking: false }
  let work: Promise<void> = Promise.resolve()
  const next = (step: () => Promise<void>) => {
    work = work.then(step).catch((fault: unknown) => {
      // The choice holds in this browser all the same; it is only not known elsewhere.
      if (!(fault instanceof Problem)) throw fault
    })
  }
  const chosen = () => {
    if (!here.taking) next(() => keep())
  }
  next(async () => {
    const kept = await call<Kept>('GET', PATH)
    if (here.gone) return
    const fresh = kept.version === 0 && (languageChoice.get() !== 'system' || theme.get() !== 'system' || !isUsual(bubbleLook.get()))
    if (fresh) return keep()
    if (kept.version === 0) return
    here.taking = true
    chooseLanguage(kept.language ?? 'system')
    chooseTheme(kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system')
    chooseBubbles(bubbleLookOf(kept.bubbles))
    here.taking = false
  })
  const unsubscribe = [languageChoice.subscribe(chosen), theme.subscribe(chosen), bubbleLook.subscribe(chosen)]
  return () => {
    here.gone = true
    for (const one of unsubscribe) one()
  }
}

async function keep(): Promise<void> {
  for (let tries = 0; ; tries++) {
    const kept = await call<Kept>('GET', PATH)
    const look = bubbleLook.get()
    // As usual is not worth a word, unless something else was chosen before.
    const bubbles = isUsual(look) && kept.bubbles === undefined ? {} : { bubbles: look }
    const body = { ...kept, language: languageOf(languageChoice.get()), theme: theme.get(), ...bubbles }
    try {
      await call('PUT', PATH, { body })
      return
    } catch (fault) {
      // Another page kept something in between: what it kept is read and what was chosen here is laid over it.
      if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT' || tries > 0) throw fault
    }
  }
}

function languageOf(choice: LanguageChoice): 'en' | 'zh' | null {
  return choice === 'system' ? null : choice
}
