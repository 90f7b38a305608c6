import { whole } from './entry'
import type { Entry, LorebookCard, Report, Verdict } from './wire'

const NOW = '2026-11-21T10:00:00.000Z'

export const BOOKS: LorebookCard[] = [
  { id: '00000000-0000-7000-8000-0000000001a1', name: '北海志', description: '雾、灯塔和岛上的人。写给守灯人。', entry_count: 42, use_count: 2, version: 3, created_at: NOW, updated_at: NOW },
  { id: '00000000-0000-7000-8000-0000000001a2', name: `A book with a name that ${'goes on '.repeat(12)}`, description: '', entry_count: 1, use_count: 0, version: 1, created_at: NOW, updated_at: NOW },
]

export const ENTRIES: Entry[] = [
  whole({ uid: 0, comment: '灯塔', key: ['灯塔', '守灯人', '/灯[塔座]/'], keysecondary: ['夜', '雾'], selectiveLogic: 0, content: '岛上的灯塔建于一百年前，从未熄灭。', order: 20, position: 4, depth: 2 }),
  whole({ uid: 1, key: ['fog', '/(?<=海)雾/'], content: 'The fog comes on Thursdays. <b>Not bold.</b>', order: 30, disable: true, sticky: 3, vendor_field: 1 }),
  whole({ uid: 2, comment: '', content: '', order: 100 }),
  whole({ uid: 3, comment: '岛', content: '一座岛。', constant: true, order: 10 }),
]

function verdict(uid: string, title: string, change: Partial<Verdict>): Verdict {
  return { uid, title, told: false, reason: 'no_key', why: '未命中关键词', key: '', where: null, round: 1, order: 100, tokens: 24, budget_dropped: false, placement: null, text: null, ...change }
}

export const REPORT: Report = {
  entries: [
    verdict('3', '岛', { told: true, reason: 'constant', why: '常驻条目', order: 10, tokens: 6, placement: { position: 'before', depth: null, role: 'system', outlet: null }, text: '一座岛。' }),
    verdict('0', '灯塔', { told: true, reason: 'key', why: '命中关键词', key: '灯塔 + 夜', where: { kind: 'message', message: 1, source: null, uid: null }, order: 20, placement: { position: 'depth', depth: 2, role: 'system', outlet: null }, text: '岛上的灯塔建于一百年前，从未熄灭。' }),
    verdict('4', '船', { reason: 'budget', why: '预算不足', budget_dropped: true, key: '船', where: { kind: 'entry', message: null, source: null, uid: '0' }, round: 2, tokens: 1900 }),
    verdict('5', '鱼', { reason: 'secondary', why: '主关键词命中，次级关键词不满足', key: '鱼', where: { kind: 'source', message: null, source: 'persona', uid: null } }),
    verdict('1', 'fog', { reason: 'disabled', why: '条目已停用' }),
    verdict('2', '', { reason: 'no_key' }),
  ],
  tokens: 30,
  budget: 40,
  full: true,
  hurried: true,
  disabled: [],
  at_position: { sections: { before: ['3'] }, history: [{ role: 'system', message: null, uid: '0' }, { role: 'assistant', message: 0, uid: null }, { role: 'user', message: 1, uid: null }] },
  append_only: { sections: { before: ['3'] }, history: [{ role: 'assistant', message: 0, uid: null }, { role: 'user', message: 1, uid: null }, { role: 'system', message: null, uid: '0' }] },
}
