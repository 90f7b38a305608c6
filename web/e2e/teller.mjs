// A model that tells stories: a server that speaks OpenAI's wire as far as a story needs it, answers each type of event
// well, in Chinese or English, and can be held in the middle of an answer.
import { createServer } from 'node:http'
import { portraitIn, portray } from './sitter.mjs'

const KINDS = [
  ['INIT', 'Begin the story'],
  ['DECISION', 'The player decides'],
  ['ACTION', 'The player does or says'],
  ['COMBAT', 'The player fights'],
  ['PUZZLE', 'The player tries to solve'],
  ['RESOLUTION', 'The story ends here'],
  ['NOVEL', 'Retell the whole story'],
]

export class Teller {
  constructor() {
    /** The types of the events that it was asked for, oldest first. */
    this.asked = []
    this.held = null
    this.routes = []
    /** The field of a character that it says nothing useful about, if there is one. */
    this.silentOn = null
    this.sitting = Promise.resolve()
    this.server = createServer((request, response) => void this.serve(request, response))
  }

  open(port) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', resolve)
    })
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** What the next events are to lead to; a decision where nothing is said. */
  leadTo(...types) {
    this.routes.push(...types)
  }

  /** Holds the next answer in the middle of its scene, until it is let go. */
  hold() {
    let release
    const released = new Promise((resolve) => {
      release = resolve
    })
    this.held = released
    return release
  }

  /** Keeps all who ask about a character waiting, until they are let go. */
  holdPortraits() {
    let release
    this.sitting = new Promise((resolve) => {
      release = resolve
    })
    return release
  }

  async serve(request, response) {
    let text = ''
    for await (const chunk of request) text += chunk
    if (request.method === 'GET') return response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"object":"list","data":[{"id":"tales","object":"model"}]}')
    const body = JSON.parse(text)
    const prompt = body.messages.map(({ content }) => content).join('\n')
    const portrait = portraitIn(body.messages)
    if (portrait) {
      await this.sitting
      return send(response, prompt, prompt.includes(`${this.silentOn} (`) ? 'I would rather not say.' : JSON.stringify(portray(portrait)))
    }
    const kind = KINDS.find(([, words]) => prompt.includes(words))?.[0] ?? 'INIT'
    this.asked.push(kind)
    const held = this.held
    this.held = null
    const next = kind === 'RESOLUTION' || kind === 'NOVEL' ? undefined : (this.routes.shift() ?? 'DECISION')
    const answer = JSON.stringify(tell(kind, /language en/.test(prompt) ? EN : ZH, next, this.asked.length))
    const middle = Math.floor((answer.indexOf(MIDDLE[kind]) + 90) / 9)
    await send(response, prompt, answer, held, middle)
  }
}

/** An answer in pieces; where it is held, it waits in the middle. */
async function send(response, prompt, answer, held = null, middle = -1) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  const event = (delta, finish = null) => response.write(`data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'tales', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`)
  for (const [at, content] of answer.match(/[\s\S]{1,9}/g).entries()) {
    if (held && at === middle) await held
    event({ content })
  }
  event({}, 'stop')
  response.write(`data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'tales', choices: [], usage: { prompt_tokens: prompt.length, completion_tokens: answer.length, total_tokens: prompt.length + answer.length } })}\n\n`)
  response.end('data: [DONE]\n\n')
}

/** Where the text stands that is shown while it is told. */
const MIDDLE = { INIT: '"scene"', DECISION: '"summary"', ACTION: '"summary"', COMBAT: '"summary"', PUZZLE: '"summary"', RESOLUTION: '"scene"', NOVEL: '"content"' }

function tell(kind, words, next, count) {
  const arc = kind === 'INIT' ? 0 : Math.min(70, count * 9)
  const state = { ai_state: { title: words.title, tone: words.tone, memory_summary: words.memory, arc_progress: arc } }
  const on = { options: words.options[count % words.options.length].map((text) => ({ text })), routing: { next_event_type: next, should_end: next === 'RESOLUTION' } }
  const scene = { scene: { summary: words.scenes[count % words.scenes.length], npc_line: words.lines[count % words.lines.length] } }
  switch (kind) {
    case 'INIT':
      return { ...state, mainline: words.mainline, opening: { scene: words.opening, npc_line: words.lines[0] }, start_hint: { how_to_play_next: words.hint }, ...on }
    case 'DECISION':
      return { ...state, result: { outcome: words.outcome, effect: words.effect }, ...scene, ...on }
    case 'ACTION':
      return { ...state, action: { accepted: true }, result: { outcome: words.outcome, effect: words.effect }, ...scene, ...on }
    case 'COMBAT':
      return { ...state, result: words.round, ...scene, ...on }
    case 'PUZZLE':
      return { ...state, puzzle: words.puzzle, attempt: { is_correct: true }, result: { outcome: words.outcome, consequence: words.effect, failure_level: 'none', enemy_triggered: false }, ...scene, ...on }
    case 'RESOLUTION':
      return { ...state, ending: words.ending, epilogue: words.epilogue, key_choices: [{ event_type: 'decision', choice_text: words.options[0][0], impact: words.effect }], novel_summary: words.summary }
    case 'NOVEL':
      return { ...state, title: words.title, content: words.novel.repeat(12).slice(0, 820).replace(/[^。.]*$/, '') }
  }
}

const EN = {
  title: 'The Lighthouse Keeper’s Debt',
  tone: 'quiet and eerie',
  memory: 'A stranger came to the lighthouse on a night without stars and found the lamp already burning.',
  mainline: {
    premise: 'The ferry has left without you, and the only light on the island belongs to a tower that was shut thirty years ago.',
    player_role: 'A surveyor sent to count what is left',
    primary_goal: 'Put out the lamp before the ship follows it onto the rocks',
    stakes: 'Forty people are on that ship, and one of them is your brother',
  },
  opening:
    'Fog climbs the iron stairs ahead of you. At the top of the tower the great lamp turns, though nobody has oiled it in thirty years, and every time its beam crosses the water you see the ship a little nearer to the rocks below.',
  lines: ['“You are late. The lamp has been asking for you.”', '“Mind the fourth step. It was never there before.”', '“I kept the light. Nobody ever asked who kept me.”'],
  hint: 'Choose what to do, or say it in your own words.',
  options: [
    ['Climb to the lamp room', 'Search the keeper’s desk', 'Ring the old fog bell'],
    ['Take the brass key', 'Ask the keeper his name', 'Go back down to the shore', 'Smash the lamp'],
  ],
  outcome: 'The door gives way more easily than it should. <b>Somebody</b> has been using it.',
  effect: 'You know now that you are not alone in the tower.',
  scenes: [
    'The room smells of salt and paraffin. On the desk lies a log book, open at today’s date, and the ink of the last line is still wet. It is written in your own hand, and it says that you have already been here.',
    'Wind pushes at the panes. Below, the ship’s horn sounds twice, and from somewhere inside the walls a second horn answers it, as if the tower itself had drawn breath to reply.',
  ],
  round: { player_action: 'You swing the boat hook.', enemy_action: 'The keeper’s shadow reaches for the lamp.', outcome: 'Glass breaks, and for a moment the beam stands still.' },
  puzzle: { title: 'The brass lock', riddle: 'I turn all night and never tire; I warn of rocks, and not of fire. What am I?', hint_level: 1, key_fact: 'It stands above you.' },
  ending: { title: 'The Light Goes Out', outcome: 'You closed the lamp, and the ship passed by in the dark, unharmed.' },
  epilogue: { scene: 'At dawn the island is only an island. The stairs count their old number, and on the desk the log book is empty but for one line, in a hand that you do not know.', closing_line: '“Debt paid.”' },
  summary: {
    story_overview: 'A surveyor is left behind on an island whose lighthouse burns by itself.',
    player_journey: 'From the shore up the iron stairs, past the keeper who was never there, to the lamp.',
    final_outcome: 'The lamp goes out, and forty people come home.',
  },
  novel: 'The fog had come in before the ferry was out of sight. She counted the stairs as she climbed, because counting was what she had been sent to do. ',
}

const ZH = {
  title: '守灯人的债',
  tone: '静谧而诡秘',
  memory: '一个没有星星的夜晚，陌生人来到灯塔，发现灯早已亮着。',
  mainline: { premise: '渡船已经离开，岛上唯一的光来自一座三十年前就关闭的灯塔。', player_role: '奉命来清点遗物的测量员', primary_goal: '在船触礁之前熄灭那盏灯', stakes: '船上有四十个人，其中一个是你的弟弟' },
  opening: '雾沿着铁梯先你一步爬上去。塔顶的大灯缓缓转动，虽然三十年来没有人给它上过油。每当光束扫过海面，你就看见那条船离下面的礁石又近了一些。风里有一股煤油的气味。',
  lines: ['“你来晚了，灯一直在找你。”', '“当心第四级台阶，它以前并不在那里。”', '“我守着灯，从来没有人问过谁守着我。”'],
  hint: '选择要做的事，或者用自己的话说。',
  options: [
    ['爬上灯室', '翻看守灯人的书桌', '敲响旧雾钟'],
    ['拿走铜钥匙', '问守灯人的名字', '回到岸边', '砸碎大灯'],
  ],
  outcome: '门开得太轻易了，<b>有人</b>一直在用它。',
  effect: '你明白塔里不只你一个人。',
  scenes: [
    '屋里满是盐和煤油的气味。书桌上摊着航海日志，正翻到今天这一页，最后一行的墨迹还没有干。那是你自己的笔迹，上面写着你早已来过这里。',
    '风推着玻璃窗。下面的船鸣笛两声，墙壁深处竟有另一声汽笛应答，仿佛整座灯塔吸了一口气才开口。',
  ],
  round: { player_action: '你挥起船钩。', enemy_action: '守灯人的影子伸向大灯。', outcome: '玻璃碎裂，光束停了一瞬。' },
  puzzle: { title: '铜锁', riddle: '整夜转动不知疲倦，只报暗礁，不报火警。我是什么？', hint_level: 1, key_fact: '它就在你的头顶。' },
  ending: { title: '灯灭之后', outcome: '你关上了灯，船在黑暗中平安驶过。' },
  epilogue: { scene: '天亮时，岛只是一座岛。台阶恢复了原来的数目，书桌上的日志空空如也，只剩一行你不认得的字。', closing_line: '“债已还清。”' },
  summary: { story_overview: '一位测量员被留在岛上，那里的灯塔自己亮着。', player_journey: '从岸边爬上铁梯，经过从未存在的守灯人，来到灯前。', final_outcome: '灯灭了，四十个人回了家。' },
  novel: '渡船还没有走远，雾就来了。她一边爬一边数台阶，因为她正是被派来清点的。灯光从她头顶扫过，像一句说了三十年的话。',
}
