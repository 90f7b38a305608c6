import { call } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { Conversation } from '../../api/types'
import { go } from '../../app/router'
import { visitor } from '../../app/session'
import { translate } from '../../i18n/t'
import { store } from '../../ui/store'
import { toast } from '../../ui/toasts'
import { shelve } from '../conversations/conversations'
import { pageOf } from './place'
import type { Character, CharacterCard } from './wire'

type Named = Pick<CharacterCard, 'id' | 'name'>

/** Where this browser keeps what somebody was writing about characters. */
export function shelfOf(name: string): string {
  const who = visitor.get()
  return `draft.${who.kind === 'in' ? who.account.id : ''}.character.${name}`
}

/** Does it, and says in passing what stood in the way. True when it went well. */
export async function told(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    toast([whatHappened(translate, fault.code, fault.message), ...Object.values(fault.fields)].slice(0, 3).join(' '))
    return false
  }
}

/** A new conversation with a character, which begins with one of its greetings. */
export function talkTo(id: string, greeting = 0): Promise<boolean> {
  return told(async () => {
    const conversation = await call<Conversation>('POST', `/api/characters/${id}/conversations`, { body: greeting === 0 ? {} : { greeting } })
    shelve(conversation)
    go(`/chat/${conversation.id}`)
  })
}

export function copyOf({ id }: Named): Promise<boolean> {
  return told(async () => {
    const copy = await call<Character>('POST', `/api/characters/${id}/copy`)
    toast(translate('character.copied', { name: copy.name }))
    go(pageOf(copy.id))
  })
}

/** Counts what was done here to one's characters, so that whoever shows a list of them asks for it anew. */
export const stirred = store(0)

function stir(): void {
  stirred.set((now) => now + 1)
}

/** Gone at once, and back at a press of Undo. */
export function removed({ id, name }: Named): Promise<boolean> {
  return told(async () => {
    await call('DELETE', `/api/characters/${id}`)
    stir()
    const back = () =>
      void told(async () => {
        await call('POST', `/api/characters/${id}/restore`)
        toast(translate('character.restored', { name }))
        stir()
      })
    toast(translate('character.deleted', { name }), { label: translate('list.undo'), run: back })
  })
}

export type Format = 'png' | 'json' | 'charx'
export type Spec = 'v2' | 'v3'

/** Has the browser save the card as a file. */
export function save(id: string, format: Format, spec: Spec): void {
  const anchor = document.createElement('a')
  anchor.href = `/api/characters/${id}/export?format=${format}&spec=${spec}`
  anchor.download = ''
  anchor.click()
}
