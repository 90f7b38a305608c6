import type { Character, CharacterCard, PublicCharacter } from './wire'

const NOW = '2026-11-21T10:00:00.000Z'

export const SOURCE_TEXT = '# 守灯人\n\n守灯人是北海一座灯塔的看守者，人称“老灯”。\n\n- 年龄: 六十\n- 职业: 灯塔看守\n\n## 生平\n\n他住在岛上已有三十年，从未离开。据说那盏灯从来没有熄灭过。\n他说话很慢，从不抬高声音。\n\n## 传说\n\n渔民们相信，只要灯还亮着，船就不会触礁。'

export const ADA: Character = {
  id: '00000000-0000-7000-8000-0000000000a1',
  name: '守灯人',
  nickname: '',
  language: 'zh',
  brief: '他在北海的一座灯塔里住了三十年，从未离开。说话很慢，从不抬高声音，只在夜里才肯谈起那盏灯。',
  visibility: 'private',
  tags: ['灯塔', '北海', '夜'],
  own: true,
  profile: {
    basic_info: { name: '守灯人', age: '六十', gender: '男', occupation: '灯塔看守', identity_background: '北海灯塔的最后一位看守者', appearance: '', titles: '老灯' },
    personality: { traits: '沉静、固执', values: '守信', emotion_style: '内敛', speaking_style: '说话很慢，从不抬高声音', preferences: '煤油的气味', dislikes: '城里的灯光', motivation_goals: '不让灯熄灭' },
    background: { origin: '', experiences: ['在岛上守灯三十年', '救过一船人'], current_situation: '独自住在塔里', relationships: ['渔民：信任他'], secrets: '' },
    knowledge: { knowledge_domain: '潮汐与天气', skills: '修灯', limitations: '不识字' },
    dialogue_rules: { tone: '低沉', language_style: '短句', behavior_constraints: '', interaction_pattern: '' },
    tasks: {},
    worldview: { worldview: '', timeline: '', social_rules: '', external_resources: '' },
    system_params: { consistency_control: '始终以守灯人的身份说话', preference_control: '', safety_limits: '', deduction_range: '' },
  },
  provenance: {
    'basic_info.name': { kind: 'source', quote: '守灯人是北海一座灯塔的看守者' },
    'basic_info.age': { kind: 'source', quote: '年龄: 六十' },
    'basic_info.gender': { kind: 'inferred', quote: null },
    'basic_info.occupation': { kind: 'source', quote: '职业: 灯塔看守' },
    'basic_info.titles': { kind: 'source', quote: '人称“老灯”' },
    'personality.traits': { kind: 'inferred', quote: null },
    'personality.speaking_style': { kind: 'source', quote: '他说话很慢，从不抬高声音。' },
    'background.experiences.0': { kind: 'source', quote: '他住在岛上已有三十年，从未离开。' },
    'background.experiences.1': { kind: 'written', quote: null },
  },
  categories: { basic_info: 'done', personality: 'done', background: 'done', knowledge: 'done', dialogue_rules: 'done', tasks: 'failed', worldview: 'empty', system_params: 'done' },
  greetings: ['“你来晚了，灯一直在找你。”他没有回头，手还放在灯座上。', '雾里传来脚步声。“当心第四级台阶，它以前并不在那里。”'],
  group_greetings: [],
  description: '',
  personality: '',
  scenario: '一个没有星星的夜晚，你爬上了灯塔。',
  examples: '<START>\n{{user}}: 你在这里多久了？\n{{char}}: 三十年，零四个月。',
  system_prompt: '',
  post_history_instructions: '',
  creator_notes: '',
  creator: 'ada',
  character_version: '1',
  source: { kind: 'zhwiki', title: '守灯人', url: 'https://zh.wikipedia.org/wiki/守灯人', revision: '81234567', licence: 'CC BY-SA 4.0', licence_url: 'https://creativecommons.org/licenses/by-sa/4.0/', fetched_at: NOW, length: SOURCE_TEXT.length },
  avatar_url: null,
  book_entries: 3,
  model: null,
  version: 4,
  created_at: NOW,
  updated_at: NOW,
}

export function card(n: number, name: string, brief: string, change: Partial<CharacterCard> = {}): CharacterCard {
  return { id: `00000000-0000-7000-8000-0000000000b${n}`, name, brief, tags: [], visibility: 'private', avatar_url: null, own: true, creating: null, updated_at: NOW, created_at: NOW, ...change }
}

export const CARDS: readonly CharacterCard[] = [
  card(1, '守灯人', ADA.brief, { tags: ADA.tags, visibility: 'public' }),
  card(2, 'A keeper whose name goes on as long as the stairs of the tower that nobody has counted', 'Brief.', { tags: ['sea', 'a tag that is rather long for a tag', 'night', 'lamp', 'fog'] }),
  card(3, '林黛玉', '', { creating: 't' }),
  card(4, 'Eve', '<b>Not bold</b> {{user}}', { visibility: 'unlisted' }),
]

export const SHOWN: PublicCharacter = { id: ADA.id, name: ADA.name, brief: ADA.brief, tags: ADA.tags, greeting: ADA.greetings[0] ?? '', avatar_url: null, by: 'ada', updated_at: NOW }
