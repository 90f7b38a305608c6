import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import type { Drawn } from '../scenarios/wire'
import type { Wishes } from './wishes'

const NOTHING: Drawn['slots'] = {}

async function drawn(from: object): Promise<Drawn['slots']> {
  return (await call<Drawn>('POST', '/api/scenarios/draw', { body: from })).slots
}

/** Lets the server draw what kind of story it shall be. What was drawn can still be changed. */
export function Draw({ wishes, set }: { wishes: Wishes; set: (change: Partial<Wishes>) => void }) {
  const t = useT()
  const { busy, problem, attempt } = useAttempt()

  function draw() {
    void attempt(async () => {
      const own = wishes.scenario === '' ? NOTHING : await drawn({ scenario_id: wishes.scenario })
      // A scenario without lists of its own leaves it to those that everybody has.
      const slots = Object.values(own).some(Boolean) ? own : await drawn({ language: wishes.language })
      set({ tone: slots.tone_bias ?? '', theme: slots.theme_bias ?? '', npc: slots.npc_bias ?? '' })
    })
  }

  return (
    <>
      <div>
        <Button disabled={busy} onClick={draw} data-draw="">
          {t('story.draw')}
        </Button>
      </div>
      {problem && <Notice code={problem.code} message={problem.message} />}
    </>
  )
}
