import assert from 'node:assert/strict'
import { BASE } from '../kit.mjs'

export const name = 'story'

const article = (page, number) => page.locator(`[role=log] article[data-event="${number}"]`)
const option = (page, at) => page.locator('[data-option]').nth(at)
const STORY = /\/stories\/[0-9a-f-]{36}$/

const ask = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const idOf = (page) => page.url().split('/').at(-1)
const story = (page) => ask(page, `/api/stories/${idOf(page)}`)
const journal = async (page) => (await ask(page, `/api/stories/${idOf(page)}/journal?limit=200`)).items
const told = async (page) => (await journal(page)).filter(({ type }) => type === 'told').map(({ data }) => data)

/** One of the three views of a story: tale, branches, behind. */
const view = (page, at) => page.locator('main fieldset').first().locator('label').nth(at).click()
const menu = async (page, at) => {
  await page.locator('main > header').getByRole('button').last().click()
  await page.locator('[popover]:popover-open [role=menuitem]').nth(at).click()
}

export async function journey(trip) {
  if (!trip.teller) return trip.leaveOut('no model tells stories here: E2E_TELLER_PORT is not set')
  const { page } = await trip.member()
  const { teller, view: window } = trip
  const zh = window.locale === 'zh-CN'
  /** With a finger, or by the key that has its number. */
  const choose = (at) => (window.touch ? option(page, at).tap() : page.keyboard.press(String(at + 1)))

  await trip.step('there is a place for stories', async () => {
    await page.locator('nav a[href="/stories"]').first().click()
    await page.waitForURL(`${BASE}/stories`)
    await page.locator('main h1').waitFor()
  })
  await trip.look(page, 'stories-empty')

  await trip.step('what cannot be kept to is told before anything is sent', async () => {
    await page.locator('main header button').last().click()
    await page.waitForURL(`${BASE}/stories/new`)
    await page.fill('input[name=theme]', zh ? '孤岛上的灯塔' : 'a lighthouse on an island')
    await page.fill('input[name=tone]', zh ? '诡秘' : 'eerie')
    await page.locator('main details summary').click()
    await page.fill('input[name=max_scene]', '0')
    await page.click('main form button[type=submit]')
    await page.waitForSelector('input[name=max_scene][aria-invalid=true]')
    await page.fill('input[name=max_scene]', zh ? '220' : '600')
    await page.fill('textarea[name=forbidden]', zh ? '骰子' : 'dice')
  })
  await trip.look(page, 'story-new')

  const openingIsTold = await trip.step('the opening is told while it is written', async () => {
    const letGo = teller.hold()
    await page.click('main form button[type=submit]')
    await page.waitForURL(`${BASE}/stories/begin`)
    await page.locator('[data-telling]').waitFor()
    return letGo
  })
  await trip.look(page, 'story-opening')

  await trip.step('a reload in the middle of the opening begins one story and not two', async () => {
    await page.reload()
    await page.locator('[role=log]').waitFor()
    openingIsTold()
    await page.waitForURL(STORY)
    await article(page, 1).waitFor()
    assert.deepEqual(teller.asked, ['INIT'])
    assert.equal((await ask(page, '/api/stories')).items.length, 1)
  })
  await trip.step('the clock counts down by the time of the server', async () => {
    const { remaining_seconds: left, hard_limit_seconds: limit } = await story(page)
    assert.ok(left < limit)
    const shown = await page.locator('main [role=timer]').innerText()
    const [minutes, seconds] = shown.split(':').map(Number)
    assert.ok(Math.abs(minutes * 60 + seconds - left) <= 2, `${shown} where ${left} s are left`)
  })
  await trip.look(page, 'story-init')

  await trip.step('a choice is played once, however often it is pressed', async () => {
    await option(page, 0).evaluate((button) => {
      button.click()
      button.click()
    })
    await article(page, 2).waitFor()
    await option(page, 0).waitFor()
    assert.equal((await told(page)).length, 2)
    assert.equal(teller.asked.filter((one) => one === 'DECISION').length, 1)
  })

  await trip.step('what a model says is words and nothing else', async () => {
    assert.match(await article(page, 2).innerText(), /<b>.+<\/b>/)
    assert.equal(await article(page, 2).locator('b').count(), 0)
  })

  await trip.step('a reload in mid-answer loses nothing and plays nothing twice', async () => {
    const letGo = teller.hold()
    await choose(1)
    await page.locator('[data-going] [data-telling]').waitFor()
    await trip.shot(page, 'story-streaming')
    await page.reload()
    await page.locator('[data-going]').waitFor()
    letGo()
    await article(page, 3).waitFor()
    await option(page, 0).waitFor()
    assert.equal((await told(page)).length, 3)
    assert.equal(teller.asked.filter((one) => one === 'DECISION').length, 2)
  })

  await trip.step('a lost line is told with a way on that plays once', async () => {
    await page.context().setOffline(true)
    await page.fill('textarea[name=action]', zh ? '我吹灭自己的灯' : 'I blow out my own lantern')
    await page.press('textarea[name=action]', 'Enter')
    await page.locator('main [role=alert] button').first().waitFor()
  })
  await trip.look(page, 'story-offline')
  await trip.step('and goes on when there is a line again', async () => {
    teller.leadTo('COMBAT')
    await page.context().setOffline(false)
    const again = page.locator('main [role=alert] button').first()
    if (await again.isVisible()) await again.click().catch(() => {})
    await article(page, 4).waitFor()
    assert.equal((await told(page))[3].type, 'ACTION')
    assert.equal((await told(page)).length, 4)
  })

  await trip.step('a fight shows how both stand', async () => {
    teller.leadTo('PUZZLE')
    await option(page, 0).waitFor()
    await choose(0)
    await article(page, 5).waitFor()
    await page.locator('main [role=meter]').first().waitFor()
  })
  await trip.look(page, 'story-combat')

  await trip.step('a riddle is asked and tried', async () => {
    await option(page, 0).waitFor()
    if ((await story(page)).next_event_type === 'PUZZLE') {
      await choose(1)
      await article(page, 6).waitFor()
      await article(page, 6).locator('details summary').click()
      await option(page, 0).waitFor()
    }
  })
  await trip.look(page, 'story-puzzle')

  await trip.step('paused, the time stands still and nothing can be played', async () => {
    await page.getByRole('button', { name: zh ? '暂停' : 'Pause' }).click()
    await page.locator('[data-paused]').waitFor()
    assert.equal((await story(page)).state, 'paused')
    assert.equal(await page.locator('[data-option]').count(), 0)
  })
  await trip.look(page, 'story-paused')
  await trip.step('and it goes on from there', async () => {
    await page.locator('[data-paused] button').click()
    await option(page, 0).waitFor()
  })

  const first = page.url()
  await trip.step('from any event another way can be gone', async () => {
    await view(page, 1)
    await page.locator('[data-node="0:2"]').click()
    await page.locator('main section button').first().click()
    await page.waitForURL((url) => STORY.test(url.pathname) && url.href !== first)
    await article(page, 2).waitFor()
    await option(page, 0).waitFor()
    assert.equal(await page.locator('[role=log] article').count(), 2)
    teller.leadTo('RESOLUTION')
    await choose(2)
    await article(page, 3).waitFor()
  })
  await trip.step('the branch and the story it left are in one picture', async () => {
    await view(page, 1)
    await page.locator('[data-node="1:3"]').click()
    await page.locator('[data-node="0:3"]').waitFor()
    assert.equal((await ask(page, `/api/stories/${first.split('/').at(-1)}`)).event_number >= 5, true)
  })
  await trip.look(page, 'story-branches')

  await trip.step('where all is said, the ending is one press away', async () => {
    await view(page, 0)
    const end = page.locator('[data-end]')
    await end.waitFor()
    assert.equal(await page.locator('[data-option]').count(), 0)
    await trip.shot(page, 'story-end')
    await (window.touch ? end.tap() : page.keyboard.press('1'))
    await page.locator('[data-ending]').waitFor()
    assert.deepEqual((await told(page)).map(({ type }) => type), ['INIT', 'DECISION', 'DECISION', 'RESOLUTION'])
    assert.ok((await page.locator('[data-ending] ol li').count()) >= 1)
  })
  await trip.look(page, 'story-ending')

  await trip.step('a novel is made of it', async () => {
    await page.fill('input[name=hero]', zh ? '阿达' : 'Ada')
    await page.press('input[name=hero]', 'Enter')
    await page.locator('[data-novel]').waitFor()
    assert.equal((await story(page)).state, 'over')
  })
  await trip.look(page, 'story-novel')

  await trip.step('what was recorded comes out the same again', async () => {
    await menu(page, 0)
    await page.locator('dialog select').waitFor()
    await page.locator('dialog section, dialog [data-replayed]').count()
    await page.locator('dialog button', { hasText: zh ? '开始重演' : 'Play' }).click()
    await page.locator('[data-replayed="0"]').waitFor()
  })
  await trip.look(page, 'story-replay')
  await trip.step('and another teller’s differences are shown', async () => {
    await page.selectOption('dialog select', 'teller/tales')
    await page.locator('dialog button', { hasText: zh ? '开始重演' : 'Play' }).click()
    await page.locator('dialog a').waitFor({ timeout: 40_000 })
    await page.locator('dialog li dd').first().waitFor()
    await trip.shot(page, 'story-replay-differs')
    await page.keyboard.press('Escape')
  })

  await trip.step('what stands behind it is told with reasons and cost', async () => {
    await view(page, 2)
    await page.locator('main li[class] h3').first().waitFor()
    await page.locator('main details summary').first().click()
    await page.locator('main details pre').first().waitFor()
  })
  await trip.look(page, 'story-behind')

  await trip.step('running and ended stories stand in the list', async () => {
    await page.goto(`${BASE}/stories`)
    await page.locator('main section li').nth(1).waitFor()
    assert.equal(await page.locator('main section').count(), 2)
  })
  await trip.look(page, 'stories')

  await trip.step('when the time is up only the ending is left, without anybody asking', async () => {
    const id = await page.evaluate(async () => {
      const session = `short-${Date.now()}`
      const begin = { event: { type: 'INIT' }, session: { session_id: session }, time: { hard_limit_seconds: 10 }, constraints: { language: document.documentElement.lang.slice(0, 2) } }
      await fetch('/api/invoke', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(begin) })
      return (await fetch(`/api/stories?session_id=${session}`).then((response) => response.json())).items[0].id
    })
    await page.goto(`${BASE}/stories/${id}`)
    await page.locator('main [role=timer]').waitFor()
    await page.locator('[data-end]').waitFor()
    assert.equal(await page.locator('[data-option]').count(), 0)
    await trip.shot(page, 'story-time-up')
  })
  await scenarios(trip, page, zh)
}

/** Scenarios: written, checked while they are written, kept, given away as files, and begun from. */
async function scenarios(trip, page, zh) {
  const title = zh ? '桥下的灯' : 'The lamp under the bridge'
  const valid = () => page.locator('[data-valid=true] p').waitFor()

  await trip.step('there is a library to begin from', async () => {
    await page.goto(`${BASE}/stories/scenarios`)
    await page.locator('main section li').nth(3).waitFor()
  })
  await trip.look(page, 'scenarios')

  await trip.step('what is wrong with a scenario is told while it is written', async () => {
    await page.goto(`${BASE}/stories/scenarios/new`)
    await page.fill('input[name=title]', title)
    await page.fill('textarea[name=premise]', zh ? '桥下亮着一盏没有人点的灯。' : 'Under the bridge burns a lamp that nobody lit.')
    await valid()
    await page.locator('main details summary').nth(1).click()
    await page.fill('input[name=max_chars_scene]', zh ? '很多' : 'many')
    await page.waitForSelector('input[name=max_chars_scene][aria-invalid=true]')
  })
  await trip.look(page, 'scenario-form')
  await trip.step('and so it is as YAML, with the line', async () => {
    await page.fill('input[name=max_chars_scene]', '300')
    await valid()
    await page.locator('main fieldset').first().locator('label').nth(1).click()
    const yaml = page.locator('textarea[name=yaml]')
    const text = await yaml.inputValue()
    assert.ok(text.includes(title) && text.includes('max_chars_scene: 300'))
    await yaml.fill(`${text}colour: red\n`)
    await page.locator('[role=status] li', { hasText: 'colour' }).first().waitFor()
    await trip.shot(page, 'scenario-yaml')
    await yaml.fill(`${text}stakes: ${zh ? '灯灭则桥断' : 'The bridge falls with the light'}\n`)
    await valid()
    await page.reload()
    await page.locator('textarea[name=yaml]').waitFor()
    await valid()
  })
  await trip.step('it is kept, and goes out and in as a file', async () => {
    await page.locator('main button', { hasText: zh ? '保存剧本' : 'Keep the scenario' }).click()
    await page.waitForURL(`${BASE}/stories/scenarios`)
    const mine = page.locator('main section').first().locator('li')
    await mine.first().waitFor()
    const id = (await mine.first().locator('a').getAttribute('href')).split('/').at(-1)
    const yaml = await page.evaluate((one) => fetch(`/api/scenarios/${one}/export`).then((response) => response.text()), id)
    assert.ok(yaml.includes(title))
    await page.setInputFiles('input[type=file]', { name: 'lamp.yaml', mimeType: 'application/yaml', buffer: Buffer.from(yaml.replaceAll(title, `${title} 2`)) })
    await page.waitForURL(/\/stories\/scenarios\/[0-9a-f-]{36}$/)
    await page.locator('input[name=title]').waitFor()
    assert.equal(await page.inputValue('input[name=title]'), `${title} 2`)
  })
  await trip.step('a story begins from it', async () => {
    await page.goto(`${BASE}/stories/new`)
    await page.locator('label', { hasText: `${title} 2` }).click()
    await page.locator('[data-draw]').click()
    await page.waitForFunction(() => document.querySelector('input[name=tone]').value !== '')
    await page.locator('main fieldset').first().scrollIntoViewIfNeeded()
    await trip.look(page, 'story-from')
    await page.click('main form button[type=submit]')
    await page.waitForURL(STORY)
    await article(page, 1).waitFor()
    assert.equal((await story(page)).title, `${title} 2`)
  })
}
