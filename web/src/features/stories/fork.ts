import { call } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { List } from '../../api/types'
import { go } from '../../app/router'
import { translate } from '../../i18n/t'
import { toast } from '../../ui/toasts'
import { newRequestId } from '../chat/path'
import type { Story } from './wire'

let forking = false

/** A new story that goes on after an event, and the page goes there. Two presses make one. */
export async function fork(id: string, after: number): Promise<void> {
  if (forking) return
  forking = true
  const session = newRequestId()
  try {
    const branch = await branched(id, after, session)
    go(`/stories/${branch.id}`)
    toast(translate('story.forked'))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    toast(whatHappened(translate, fault.code, fault.message))
  } finally {
    forking = false
  }
}

/** Named by us, so that a branch whose answer was lost is found again instead of being made twice. */
async function branched(id: string, after: number, session: string): Promise<Story> {
  try {
    return await call<Story>('POST', `/api/stories/${id}/fork`, { body: { after, session_id: session } })
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.code !== 'OFFLINE') throw fault
    const found = await call<List<Story>>('GET', `/api/stories?session_id=${session}&limit=1`)
    if (found.items[0]) return found.items[0]
    throw fault
  }
}
