import { heardOf as chatHeardOf } from '../features/chat/chat'
import { heardOf as listHeardOf } from '../features/conversations/conversations'
import { line } from '../stream/line'
import { visitor } from './session'

/** Connects the page for as long as somebody is signed in, and returns how to let go. */
export function connect(): () => void {
  line.open({
    ended: () => visitor.set((now) => (now.kind === 'in' ? { kind: 'out', expired: true } : now)),
    changed: (change) => {
      chatHeardOf(change)
      void listHeardOf(change)
    },
  })
  return () => line.close()
}
