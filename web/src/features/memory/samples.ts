import type { Line, Memories } from './wire'

const NOW = '2026-11-21T10:00:00.000Z'
const ADA = { id: '00000000-0000-7000-8000-0000000000d1', name: 'Ada' }

function line(n: number, text: string, change: Partial<Line> = {}): Line {
  return { id: `00000000-0000-7000-8000-0000000000e${n}`, text, messages: ['m1', 'm2', 'm3'].slice(0, n), counterpart: ADA, importance: null, created_at: NOW, ...change }
}

export const MEMORIES: Memories = {
  conversation_id: '00000000-0000-7000-8000-0000000000c1',
  leaf: '00000000-0000-7000-8000-0000000000f1',
  version: 4,
  short_term: [line(1, 'Ada | 问起 | 三十年前的那场雾', { importance: 8 }), line(2, '守灯人 | 答应 | 天亮以前把灯的来历说完'), line(3, `守灯人 | ${'记得'.repeat(80)} | 一条没有尽头的话`, { counterpart: null })],
  long_term: [line(4, 'Ada | 怕 | 第四级台阶', { importance: 14 }), line(5, '守灯人 | 从不 | 离开灯塔', { counterpart: null, messages: [], importance: 3 })],
  budgets: { session: 3000, short_term: 3000, long_term: 4000 },
  used: { session: 1240, short_term: 2710, long_term: 4120 },
  compressing: false,
}
