import type { Source } from '../../api/types'
import type { Arrival } from './arrivals'
import type { Collection, Found, KnownFile, Passage } from './wire'

const NOW = '2026-11-21T10:00:00.000Z'
const ID = '00000000-0000-7000-8000-000000000500'
const LONG = `scripts/${'a-very-long-name-'.repeat(8)}.lua`

function collection(n: number, name: string, description: string, files: number, failed: number): Collection {
  return { id: `${ID.slice(0, -1)}${n}`, name, description, file_count: files, failed_count: failed, passage_count: files * 12, byte_count: files * 9000, use_count: n, version: 1, created_at: NOW, updated_at: NOW }
}

export const COLLECTIONS: Collection[] = [
  collection(0, '荒野志', '游戏里的生物、食物与季节，来自脚本和 wiki。', 1204, 3),
  collection(1, `Of the wild ${'and everything in it '.repeat(6)}`, '', 1, 0),
  collection(2, 'Empty', '', 0, 0),
]

function file(name: string, more: Partial<KnownFile> = {}): KnownFile {
  return { id: name, name, hash: '', bytes: 143_000, state: 'done', passage_count: 12, error: null, url: null, licence: null, updated_at: NOW, ...more }
}

export const FILES: KnownFile[] = [
  file('mobs/spider.md', { passage_count: 1, bytes: 143 }),
  file(LONG),
  file('wiki.example.org/灯塔', { url: 'https://wiki.example.org/wiki/灯塔', licence: 'CC BY-SA 4.0' }),
  file('odd.html', { url: 'javascript:alert(1)' }),
  file('broken.pdf', { state: 'failed', passage_count: 0, error: { code: 'SOURCE_UNREADABLE', message: 'The PDF cannot be read: it is damaged or locked.' } }),
]

export const ARRIVALS: Arrival[] = [
  { path: 'mobs/spider.md', state: 'added', why: null },
  { path: LONG, state: 'changed', why: null },
  { path: '食物/浆果.md', state: 'unchanged', why: null },
  { path: 'art/spider.png', state: 'refused', why: { code: 'KNOW_KIND', message: '' } },
  { path: 'tuning.lua', state: 'refused', why: { code: 'CONFLICT', message: 'The collection has 20,000 files, and no more fit.' } },
  { path: 'modmain.lua', state: 'sending', why: null },
  { path: 'modinfo.lua', state: 'waiting', why: null },
]

function passage(n: number, title: string, text: string, more: Partial<Passage> = {}): Passage {
  return { id: `p${n}`, collection_id: ID, collection: '荒野志', file: 'mobs/spider.md', title, text, url: null, licence: null, ...more }
}

export const FOUND: Found[] = [
  { score: 12.34, passage: passage(1, 'Spider › Drops', 'A spider drops silk, monster meat and glands. <b>Not bold.</b>\n\n蜘蛛掉落蛛丝、怪物肉和腺体。') },
  { score: 7.1, passage: passage(2, 'TUNING › SPIDER', 'spiderHealth = 100 '.repeat(40), { file: 'tuning.lua' }) },
  { score: 0.8, passage: passage(3, '', 'Spiders sleep by day.', { file: LONG, url: 'https://wiki.example.org/wiki/Spider', licence: 'CC BY-SA 4.0' }) },
]

export const SOURCES: Source[] = FOUND.map(({ passage: { id, collection_id, collection: name, file: path, title, url, licence } }, at) => ({ number: at + 1, passage_id: id, collection_id, collection: name, file: path, title, url, licence }))
