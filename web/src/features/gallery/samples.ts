import type { Conversation, Message, Model, Preset } from '../../api/types'
import { NASTY } from '../../markdown/corpus'

const NOW = '2026-11-21T10:00:00.000Z'
const LONG = 'A title that goes on and on, as titles do when nobody stops them in time 一个没有人及时打断的很长很长的标题'

export const MODELS: Model[] = [
  { id: 'demo/story', name: 'story', provider: 'demo', context_tokens: 8192, max_output_tokens: 4096, prices: null, abilities: [], is_default: true, is_demo: true },
  {
    id: 'example/a-model-with-a-rather-long-name',
    name: 'a-model-with-a-rather-long-name',
    provider: 'example',
    context_tokens: 65_536,
    max_output_tokens: 8192,
    prices: { input: '0.270000000', output: '1.100000000', cached: null },
    abilities: [],
    is_default: false,
    is_demo: false,
  },
]

function conversation(n: number, title: string, running = false): Conversation {
  return {
    id: `00000000-0000-7000-8000-00000000000${n}`,
    title,
    model: null,
    parameters: {},
    leaf_id: null,
    running_turn_id: running ? 't' : null,
    version: 1,
    created_at: NOW,
    updated_at: new Date(Date.parse(NOW) - n * 86_400_000).toISOString(),
  }
}

export const CONVERSATIONS: Conversation[] = [conversation(0, '灯与说书人', true), conversation(1, LONG), conversation(2, ''), conversation(9, 'An old tale')]

function preset(n: number, title: string, prompt: string, auto_send = true): Preset {
  return { id: `p${n}`, title, prompt, auto_send, model: null, parameters: {}, shared: n > 2, version: 1, created_at: NOW }
}

export const PRESETS: Preset[] = [
  preset(1, 'The lamp', 'Tell me of the lamp.'),
  preset(2, LONG, `${'x'.repeat(90)}`, false),
  preset(3, '灯下', '给我讲讲那盏灯，讲得慢一点，把每一个细节都说清楚，从点灯的人说起，一直说到天亮。'),
]

function message(id: string, text: string, more: Partial<Message> = {}): Message {
  return {
    id,
    conversation_id: 'c',
    parent_id: null,
    turn_id: 't',
    role: 'assistant',
    author: { kind: 'model', id: null, name: 'story' },
    text,
    reasoning: null,
    state: 'complete',
    hidden: false,
    model: 'demo/story',
    usage: { input_tokens: 1234, output_tokens: 56, cached_tokens: 0, reasoning_tokens: 0, estimated: true, cost: '0.000213000' },
    cost: '0.000213000',
    sibling_ids: [id],
    version: 1,
    created_at: NOW,
    ...more,
  }
}

export interface Shown {
  message: Message
  live?: boolean
  last?: boolean
  code?: string
  finish?: string
}

export const MESSAGES: readonly Shown[] = [
  { message: message('1', 'Tell me of the lamp.\n给我讲讲那盏灯。', { role: 'user' }) },
  { message: message('2', NASTY.mixed ?? '', { reasoning: 'First the lamp, then the river.\nThen the end.' }), last: true },
  { message: message('3', `${'word '.repeat(60)}${'长'.repeat(120)}${'x'.repeat(200)}`, { role: 'user' }) },
  { message: message('4', ''), live: true },
  { message: message('5', '', { reasoning: 'Wondering…' }), live: true },
  { message: message('6', 'And then the **lam', {}), live: true },
  { message: message('7', 'Once upon a', { state: 'stopped' }), last: true },
  { message: message('8', 'Once upon a', { state: 'interrupted' }), last: true },
  { message: message('9', 'Once upon a', { state: 'failed' }), last: true, code: 'UPSTREAM_RESET' },
  { message: message('10', '', { state: 'failed' }), last: true, code: 'UPSTREAM_CONFIG' },
  { message: message('11', 'Once upon a', { state: 'failed' }) },
  { message: message('12', 'Once upon a'), last: true, finish: 'length' },
]
