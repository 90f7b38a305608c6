import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import type { Drawn } from '../scenarios/wire'
import type { Wishes } from './wishes'

/** Lets the server draw what kind of story it shall be. What was drawn can still be changed. */
export function Draw({ wishes, set }: { wishes: Wishes; set: (change: Partial<Wishes>) => void }) {
  const t = useT()
  const { busy, problem, attempt } = useAttempt()

  function draw() {
    void attempt(async () => {
      const from = wishes.scenario === '' ? { language: wishes.language } : { scenario_id: wishes.scenario }
      const { slots } = await call<Drawn>('POST', '/api/scenarios/draw', { body: from })
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
