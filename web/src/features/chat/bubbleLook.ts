import { remember, remembered } from '../../ui/storage'
import { store } from '../../ui/store'

/** Whether answers are shown in bubbles: those of characters, and all others. */
export interface BubbleLook {
  characters: boolean
  others: boolean
}

const USUAL: BubbleLook = { characters: true, others: false }
const KEY = 'bubbles'

/** What was chosen, wherever it was kept; what is no choice is as usual. */
export function bubbleLookOf(kept: unknown): BubbleLook {
  const { characters, others } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  return { characters: typeof characters === 'boolean' ? characters : USUAL.characters, others: typeof others === 'boolean' ? others : USUAL.others }
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null') as unknown
  } catch {
    return null
  }
}

export const bubbleLook = store<BubbleLook>(bubbleLookOf(parse(remembered(KEY))))

export function isUsual({ characters, others }: BubbleLook): boolean {
  return characters === USUAL.characters && others === USUAL.others
}

export function chooseBubbles(look: BubbleLook): void {
  const now = bubbleLook.get()
  if (now.characters === look.characters && now.others === look.others) return
  bubbleLook.set(look)
  remember(KEY, isUsual(look) ? null : JSON.stringify(look))
}
