import { heardOf as chatHeardOf } from '../features/chat/chat'
import { heardOf as listHeardOf } from '../features/conversations/conversations'
import { line, lineState, pageTab, type Owner } from '../stream/line'
import { crowd, standing } from './crowd'
import { signedOut, stillIn, visitor } from './session'

const OWNER: Owner = {
  ended: (reason) => {
    void stillIn().then((here) => {
      if (here && visitor.get().kind === 'in') line.open(OWNER)
      else signedOut(reason)
    })
  },
  changed: (change) => {
    chatHeardOf(change)
    void listHeardOf(change)
  },
}

const PATIENCE = 8000

/** Connects the page for as long as somebody is signed in, and returns how to let go. */
export function connect(): () => void {
  crowd.holds({ leave: () => line.close(), take })
  const letGo = pageTab.subscribe(() => {
    const now = pageTab.get()
    if (now === 'refused') standing.set('crowded')
    else if (now === 'counted') standing.set('admitted')
  })
  line.open(OWNER)
  return () => {
    letGo()
    line.close()
  }
}

async function take(): Promise<boolean> {
  if (lineState.get() === 'closed') line.open(OWNER)
  else await line.countAgain()
  return counted()
}

function settled(): boolean {
  return pageTab.get() !== 'asking' || lineState.get() === 'none'
}

/** Whether the page counts now; where no line can be had, pages are not counted and each may stay. */
function counted(): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (!settled()) return
      clearTimeout(timer)
      for (const one of unsubscribe) one()
      resolve(pageTab.get() !== 'refused')
    }
    const timer = setTimeout(() => {
      for (const one of unsubscribe) one()
      resolve(false)
    }, PATIENCE)
    const unsubscribe = [pageTab.subscribe(look), lineState.subscribe(look)]
    look()
  })
}
