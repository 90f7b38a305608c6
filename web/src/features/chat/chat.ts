import { call } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { Conversation, List, Message, Parameters, Preset, Started, Turn, TurnFault } from '../../api/types'
import { firstWords } from '../../i18n/format'
import { translate } from '../../i18n/t'
import { follow } from '../../stream/follow'
import type { Changed } from '../../stream/line'
import type { Connection } from '../../stream/reader'
import type { StreamEvent } from '../../stream/sse'
import { after, emptyView, type TurnView } from '../../stream/turnView'
import { store, type Store } from '../../ui/store'
import { toast } from '../../ui/toasts'
import { shelve } from '../conversations/conversations'
import { afterStart, afterTurn, newRequestId, withoutOverlap } from './path'

/** Something asked of the server that was not taken; asking again with the same id is safe. */
export interface Unsent {
  kind: 'say' | 'again' | 'continue' | 'preset'
  text: string
  requestId: string
  problem: Problem | null
  /** The person's message to answer again, the turn to continue, or the preset whose prompt is said. */
  target: string | null
  /** What the conversation is called then, where that is known before it is asked. */
  title?: string
}

export interface ChatState {
  status: 'loading' | 'ready' | 'missing' | 'failed'
  conversation: Conversation | null
  /** The path from the root to the leaf, oldest first. */
  messages: readonly Message[]
  /** There are older messages than the first of `messages`. */
  earlier: boolean
  /** The turn that is running, as far as it was told. */
  turn: TurnView | null
  connection: Connection
  stopping: boolean
  unsent: Unsent | null
  /** Why the last answer failed, as the server tells it. */
  fault: TurnFault | null
  /** How the last answer that was followed here ended: `length` and `filtered` are worth a word. */
  finish: string | null
  /** What is to be read out, once. */
  ended: { state: string; messageId: string } | null
  model: string | null
  parameters: Parameters
}

const FIRST: ChatState = {
  status: 'ready',
  conversation: null,
  messages: [],
  earlier: false,
  turn: null,
  connection: 'live',
  stopping: false,
  unsent: null,
  fault: null,
  finish: null,
  ended: null,
  model: null,
  parameters: {},
}

const PAGE = 100
const UNSEEN = 250
const BETWEEN = 25
const SHARE = 5

const here = new Set<Chat>()

/** A turn that begins in one tab begins in all that show the conversation. */
const tabs = new BroadcastChannel('raconteur.turns')
tabs.addEventListener('message', ({ data }) => {
  for (const chat of here) if (chat.conversationId === data) void chat.refresh()
})

/** The same from wherever the account is: another browser, a program, a phone. */
export function heardOf({ conversation_id }: Changed): void {
  for (const chat of here) if (chat.conversationId === conversation_id) void chat.refresh()
}

let hiddenAt = 0
const AWAY = 20_000
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') hiddenAt = Date.now()
  else if (Date.now() - hiddenAt > AWAY) for (const chat of here) void chat.refresh()
})

/** The server names every parameter there is; those that nobody set are the model's own. */
function given({ temperature, max_tokens }: Parameters): Parameters {
  return { ...(typeof temperature === 'number' ? { temperature } : {}), ...(typeof max_tokens === 'number' ? { max_tokens } : {}) }
}

function whatOf({ kind, text, target }: Unsent): Record<string, unknown> {
  if (kind === 'preset') return { preset_id: target }
  return kind === 'say' ? { text } : { parent_id: target }
}

let nextKey = 1
let current: Chat | null = null

/** The chat that the page shows. A conversation that was just made keeps the chat in which it began. */
export function chatFor(id: string | null): Chat {
  if (!current || current.conversationId !== id) current = new Chat(id)
  return current
}

export function forgetChat(): void {
  current?.close()
  current = null
}

/** One conversation on the page: its path, the turn that runs in it, and what could not be sent. */
export class Chat {
  readonly state: Store<ChatState>
  /** Names this chat on the page; the conversation's id may come only later. */
  readonly key = nextKey++
  private letGo: () => void = () => {}
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private nextShow = 0
  private opened = false
  private waiting: StreamEvent[] = []

  constructor(private id: string | null) {
    this.state = store<ChatState>({ ...FIRST, status: id === null ? 'ready' : 'loading' })
  }

  get conversationId(): string | null {
    return this.id
  }

  /** Reads what the server has and, where an answer is being written, goes on at the right token. */
  async load(): Promise<void> {
    const { id } = this
    if (id === null) return
    try {
      const [conversation, list] = await Promise.all([
        call<Conversation>('GET', `/api/conversations/${id}`),
        call<List<Message>>('GET', `/api/conversations/${id}/messages?limit=${PAGE}`),
      ])
      const { items } = list
      this.set({ status: 'ready', conversation, messages: items, earlier: items.length === PAGE, model: conversation.model, parameters: given(conversation.parameters) })
      if (conversation.running_turn_id) this.follow(conversation.running_turn_id)
      else void this.explain(items.at(-1))
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      this.set({ status: fault.status === 404 || fault.status === 422 ? 'missing' : 'failed' })
    }
  }

  async loadEarlier(): Promise<void> {
    const first = this.state.get().messages[0]
    if (!first || this.id === null) return
    try {
      const { items } = await call<List<Message>>('GET', `/api/conversations/${this.id}/messages?limit=${PAGE}&before=${first.id}`)
      this.state.set((now) => ({ ...now, messages: withoutOverlap(items, now.messages), earlier: items.length === PAGE }))
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      toast(whatHappened(translate, fault.code, fault.message))
    }
  }

  choose(model: string | null, parameters: Parameters): void {
    this.set({ model, parameters })
  }

  /** Says something. The text is kept in `unsent` until the server has taken it. */
  async say(text: string): Promise<void> {
    await this.ask({ kind: 'say', text, requestId: newRequestId(), problem: null, target: null })
  }

  /** Asks as a preset would have it. */
  prepare({ model, parameters }: Preset): void {
    const now = this.state.get()
    this.set({ model: model ?? now.model, parameters: { ...now.parameters, ...given(parameters) } })
  }

  /** Says a preset's prompt at once; the conversation has the preset's name. */
  async begin(preset: Preset): Promise<void> {
    this.prepare(preset)
    await this.ask({ kind: 'preset', text: preset.prompt, requestId: newRequestId(), problem: null, target: preset.id, title: preset.title })
  }

  /** Has the same question answered once more; the earlier answer stays as a sibling. */
  async again(answer: Message): Promise<void> {
    await this.ask({ kind: 'again', text: '', requestId: newRequestId(), problem: null, target: answer.parent_id })
  }

  /** Goes on along another version of a message, as far as was talked there. */
  async turnTo(messageId: string): Promise<void> {
    if (this.id === null || this.state.get().turn) return
    try {
      await call('PUT', `/api/conversations/${this.id}/leaf`, { body: { message_id: messageId } })
      this.set({ fault: null, finish: null, ended: null })
      await this.load()
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      toast(whatHappened(translate, fault.code, fault.message))
    }
  }

  /** Goes on with an answer that was interrupted. */
  async goOn(answer: Message): Promise<void> {
    await this.ask({ kind: 'continue', text: '', requestId: newRequestId(), problem: null, target: answer.turn_id })
  }

  /** The same request once more, under the same id: if the server had taken it, nothing happens twice. */
  async retry(): Promise<void> {
    const { unsent } = this.state.get()
    if (unsent) await this.ask({ ...unsent, problem: null })
  }

  /** Takes back what was not sent; the text goes back to where it was written. */
  forget(): string {
    const { unsent } = this.state.get()
    this.set({ unsent: null })
    return unsent?.text ?? ''
  }

  async stop(): Promise<void> {
    const { turn, stopping } = this.state.get()
    if (!turn || stopping) return
    this.set({ stopping: true })
    try {
      await call('DELETE', `/api/turns/${turn.turnId}`)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      // Still running as far as we know, so the button is there to be pressed again.
      this.set({ stopping: false })
    }
  }

  open(): void {
    if (this.opened) return
    this.opened = true
    here.add(this)
    void this.load()
  }

  /** Stops listening; the turn itself goes on at the server. */
  close(): void {
    this.opened = false
    here.delete(this)
    this.letGo()
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
  }

  /** Reads again what another tab or device may have changed. */
  async refresh(): Promise<void> {
    const { turn, unsent } = this.state.get()
    if (!turn && !unsent) await this.load()
  }

  private async ask(unsent: Unsent): Promise<void> {
    this.set({ unsent, fault: null, finish: null, ended: null })
    try {
      const started = await this.start(unsent, await this.conversation())
      const { conversation } = this.state.get()
      this.state.set((now) => ({ ...now, unsent: null, messages: afterStart(now.messages, started, unsent.text) }))
      if (conversation) shelve({ ...conversation, title: conversation.title || unsent.title || firstWords(unsent.text), running_turn_id: started.turn_id, updated_at: new Date().toISOString() })
      this.follow(started.turn_id)
      tabs.postMessage(conversation?.id)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      this.set({ unsent: { ...unsent, problem: fault } })
      if (fault.code === 'TURN_RUNNING' && fault.turnId) await this.load()
    }
  }

  private start(unsent: Unsent, id: string): Promise<Started> {
    if (unsent.kind === 'continue') {
      return call('POST', `/api/turns/${unsent.target}/continue`, { body: { client_request_id: unsent.requestId } })
    }
    const { model, parameters } = this.state.get()
    const what = whatOf(unsent)
    const body = { ...what, ...(model === null ? {} : { model }), parameters, client_request_id: unsent.requestId }
    return call('POST', `/api/conversations/${id}/turns`, { body })
  }

  /** A conversation is made when the first thing is said in it. */
  private async conversation(): Promise<string> {
    if (this.id !== null) return this.id
    const { model, parameters } = this.state.get()
    const conversation = await call<Conversation>('POST', '/api/conversations', { body: { ...(model === null ? {} : { model }), parameters } })
    this.id = conversation.id
    this.set({ conversation })
    return conversation.id
  }

  private follow(turnId: string): void {
    this.letGo()
    this.waiting = []
    this.set({ turn: emptyView(turnId), stopping: false, connection: 'live' })
    this.letGo = follow(turnId, {
      event: (event) => this.gather(event),
      connection: (connection) => this.set({ connection }),
      end: () => void this.settle(turnId),
    })
  }

  /**
   * Events are shown with a frame, and so far apart that showing them takes a sixth of the time at most, however slow
   * the machine. In a tab that is not drawn there are no frames, and a timer takes their place.
   */
  private gather(event: StreamEvent): void {
    this.waiting.push(event)
    if (this.waiting.length > 1) return
    const hidden = document.visibilityState === 'hidden'
    const wait = hidden ? UNSEEN : this.nextShow - performance.now()
    if (hidden) this.timer = setTimeout(() => this.show(), wait)
    else this.timer = setTimeout(() => (this.frame = requestAnimationFrame(() => this.show())), Math.max(0, wait))
  }

  private show(): void {
    const events = this.waiting
    if (events.length === 0) return
    this.waiting = []
    const start = performance.now()
    // React draws what hangs on a store at once, so this is the time of the drawing too.
    this.state.set((now) => (now.turn ? { ...now, turn: events.reduce(after, now.turn) } : now))
    const end = performance.now()
    this.nextShow = end + Math.max(BETWEEN, SHARE * (end - start))
  }

  /** The turn is over: what the server kept takes the place of what was told. */
  private async settle(turnId: string): Promise<void> {
    this.show()
    const { id } = this
    if (id === null) return
    for (let wait = 500; ; wait = Math.min(wait * 2, 15_000)) {
      try {
        const [turn, conversation] = await Promise.all([call<Turn>('GET', `/api/turns/${turnId}`), call<Conversation>('GET', `/api/conversations/${id}`)])
        shelve(conversation)
        this.state.set((now) => afterTurn({ ...now, conversation }, turn))
        return
      } catch (fault) {
        if (!(fault instanceof Problem)) throw fault
        if (fault.status === 401 || fault.status === 404) return this.set({ turn: null })
        this.set({ connection: 'reconnecting' })
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  /** After a reload the reason of a failure is asked for once more. */
  private async explain(last: Message | undefined): Promise<void> {
    if (!last?.turn_id || (last.state !== 'failed' && last.state !== 'interrupted')) return
    try {
      const { error } = await call<Turn>('GET', `/api/turns/${last.turn_id}`)
      this.set({ fault: error })
    } catch (fault) {
      // The page already says that the answer failed; only the reason stays general.
      if (!(fault instanceof Problem)) throw fault
    }
  }

  private set(change: Partial<ChatState>): void {
    this.state.set((now) => ({ ...now, ...change }))
  }
}
