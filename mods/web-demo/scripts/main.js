// The game: a traveller, a fire, and an old one who talks. Keys, fingers, and what is said.
import { Scene } from './scene.js'
import { Talk } from './talk.js'
import { WORDS } from './words.js'

const find = (what) => document.querySelector(what)
const canvas = find('canvas')
const bubble = find('.bubble')
const log = find('.log')
const status = find('.state')
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
const scene = new Scene(canvas, calm)
const id = (name) => (localStorage[name] ??= crypto.randomUUID())
const talk = new Talk(crypto.randomUUID(), shown, (state) => {
  status.textContent = WORDS[language][state]
  document.body.dataset.state = state
})
let language = localStorage.language ?? (navigator.language.startsWith('zh') ? 'zh' : 'en')
let epoch = 0
let saved = null
let canned = 0
const waiting = []

const ACTIONS = [
  { name: 'add_wood', description: 'put a log on the fire' },
  { name: 'wave', description: 'wave to the traveller' },
  { name: 'point_at', description: 'point at something', args: [{ name: 'what', type: 'string', values: ['stars', 'forest', 'fire'] }] },
]

// --- what is said ---------------------------------------------------------------------------------------------

async function say(text) {
  if (text === '' || talk.busy) return
  write(WORDS[language].you, text)
  waiting.splice(1) // whoever speaks does not wait for what was not said yet
  const npc = find('select[name=npc]').value
  const answered = await talk.say({
    player_input: text,
    player: { id: id('player'), name: WORDS[language].you },
    ...(npc ? { npc } : {}),
    world: { ...scene.world(), ...(npc ? {} : { you: 'an old storyteller who sits at a fire' }) },
    events: scene.events().map((type) => ({ type, text: WORDS[language].events[type] })),
    save: { id: id('save'), epoch },
    allowed_actions: ACTIONS,
    language,
  })
  if (!answered) shown({ type: 'say', text: WORDS[language].canned[canned++ % 3], seconds: 3 })
}

/** Lines stand one after the other, each as long as it takes to read. */
function shown(item) {
  if (item.type === 'action') {
    scene.act(item.name, item.args, performance.now())
    log.dataset.action = item.name
    return
  }
  write(item.npc ?? WORDS[language].old, item.text)
  waiting.push({ text: item.text, ms: Math.min(8, item.seconds || 2.5) * 1000 })
  if (waiting.length === 1) next()
}

function next() {
  bubble.hidden = waiting.length === 0
  if (waiting.length === 0) return
  bubble.textContent = waiting[0].text
  setTimeout(() => {
    waiting.shift()
    next()
  }, waiting[0].ms)
}

function write(who, text) {
  const line = document.createElement('p')
  const name = document.createElement('b')
  name.textContent = `${who}: `
  line.append(name, text)
  log.append(line)
  line.scrollIntoView({ block: 'nearest' })
}

// --- what is done ---------------------------------------------------------------------------------------------

const DEEDS = {
  left: (on) => (scene.walking = on ? -1 : 0),
  right: (on) => (scene.walking = on ? 1 : 0),
  wood: (on) => on && scene.wood(),
  save: (on) => {
    if (!on) return
    saved = { epoch: ++epoch, ...scene.kept() }
    find('[data-do=load]').disabled = false
    status.textContent = WORDS[language].saved
  },
  load: (on) => {
    if (!on || !saved) return
    const { epoch: then, ...kept } = saved
    epoch = then
    scene.restore(kept)
    status.textContent = WORDS[language].loaded
  },
}
const KEYS = { ArrowLeft: 'left', ArrowRight: 'right', a: 'left', d: 'right', f: 'wood', s: 'save', l: 'load' }

for (const button of document.querySelectorAll('[data-do]')) {
  const deed = DEEDS[button.dataset.do]
  button.addEventListener('pointerdown', () => deed(true))
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) button.addEventListener(end, () => deed(false))
  // by keyboard there is no pointer: a step
  button.addEventListener('click', (event) => event.detail === 0 && (deed(true), setTimeout(deed, 200, false)))
}

for (const [type, on] of [['keydown', true], ['keyup', false]]) {
  addEventListener(type, (event) => {
    const typing = event.target.matches('input, select, button, summary')
    if (event.key === 'Enter' && on && !typing) find('[name=said]').focus()
    if (event.key === 'Escape' && on) canvas.focus()
    const deed = KEYS[event.key]
    if (!deed || (typing && on) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    DEEDS[deed](on)
    if (!typing) event.preventDefault()
  })
}

find('.say').addEventListener('submit', (event) => {
  event.preventDefault()
  const field = find('[name=said]')
  if (talk.busy) return
  void say(field.value.trim())
  field.value = ''
})

// --- how it looks ---------------------------------------------------------------------------------------------

function speak(chosen) {
  language = chosen
  localStorage.language = chosen
  const words = WORDS[chosen]
  document.documentElement.lang = chosen === 'zh' ? 'zh-CN' : 'en'
  document.title = words.title
  for (const one of document.querySelectorAll('[data-word]')) one.textContent = words[one.dataset.word]
  for (const one of document.querySelectorAll('[data-label]')) one.setAttribute('aria-label', words[one.dataset.label])
  canvas.setAttribute('aria-label', words.scene)
}

find('[name=language]').value = language
find('[name=language]').addEventListener('change', (event) => speak(event.target.value))
speak(language)

const key = find('[name=key]')
key.value = sessionStorage.key_of_game ?? ''
talk.use(key.value)
key.addEventListener('change', () => {
  sessionStorage.key_of_game = key.value.trim()
  talk.use(key.value.trim())
  void meet()
})

async function meet() {
  const chosen = find('select[name=npc]')
  for (const { id: npc, name } of await talk.hello()) {
    if ([...chosen.options].every((one) => one.value !== npc)) chosen.append(new Option(name, npc))
  }
}
void meet()

let before = performance.now()
function frame(now) {
  // a tab that was away has not lived through all of it
  scene.pass(Math.min(0.1, (now - before) / 1000))
  before = now
  scene.draw(now)
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)
globalThis.campfire = { scene }
