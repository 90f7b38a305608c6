import assert from 'node:assert/strict'
import { BASE, finished, inConversation, lastAnswer, say, useModel } from '../kit.mjs'

export const name = 'characters'

const ZH = '# 守灯人\n\n守灯人在北海的灯塔里住了三十年，从未离开。他说话很慢，从不抬高声音。\n\n渔民们相信，只要灯还亮着，船就不会触礁。'
const EN = '# The keeper\n\nThe keeper has lived in the tower for thirty years and never left it. He speaks slowly and never raises his voice.\n\nAs long as the lamp burns, the fishermen say, no ship runs aground.'

const part = (page, key, state) => page.locator(`[data-part="${key}"][data-state="${state}"]`)
const ask = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const idOf = (page) => /\/characters\/([0-9a-f-]{36})/.exec(page.url())[1]
const character = (page) => ask(page, `/api/characters/${idOf(page)}`)
const saved = (page) => page.locator('[data-dirty=false]').waitFor()

export async function journey(trip) {
  if (!trip.teller) return trip.leaveOut('no model sits for portraits here: E2E_TELLER_PORT is not set')
  const { page } = await trip.member()
  const { teller, view } = trip
  const zh = view.locale === 'zh-CN'
  const who = zh ? '守灯人' : 'The keeper'

  const begin = async () => {
    await page.goto(`${BASE}/characters/new`)
    await page.fill('input[name=name]', who)
    await page.locator('main fieldset').first().locator('label').nth(1).click()
    await page.fill('textarea[name=text]', zh ? ZH : EN)
    await page.selectOption('select[name=model]', 'teller/tales')
    await page.click('main form button[type=submit]')
    await page.waitForURL(/\/characters\/making\//)
  }

  await trip.step('there is a place for characters', async () => {
    await page.locator('nav a[href="/characters"]').first().click()
    await page.waitForURL(`${BASE}/characters`)
    await page.locator('main h1').waitFor()
  })
  await trip.look(page, 'characters-empty')

  await trip.step('what is missing is told before anything is sent', async () => {
    await page.goto(`${BASE}/characters/new`)
    await page.click('main form button[type=submit]')
    await page.waitForSelector('input[name=name][aria-invalid=true]')
  })
  await trip.look(page, 'character-new')

  const letGo = await trip.step('nine parts are asked for at once, and it can be cancelled', async () => {
    const release = teller.holdPortraits()
    await begin()
    await page.locator('[role=progressbar]').waitFor()
    assert.equal(await page.locator('[data-part]').count(), 9)
    return release
  })
  await trip.look(page, 'character-making')
  await trip.step('and nothing half-made is left', async () => {
    await page.locator('main header').getByRole('button').last().click()
    await page.waitForURL(`${BASE}/characters/new`)
    letGo()
    assert.equal(await page.inputValue('input[name=name]'), who)
    assert.deepEqual((await ask(page, '/api/characters')).items, [])
  })

  await trip.step('a facet that fails is named and made again alone', async () => {
    teller.silentOn = 'task_goal'
    await begin()
    await part(page, 'tasks', 'failed').waitFor({ timeout: 40_000 })
    await page.locator('[data-talk]').waitFor()
    await part(page, 'brief', 'done').waitFor()
    await trip.shot(page, 'character-made-but-one')
    teller.silentOn = null
    await part(page, 'tasks', 'failed').getByRole('button').click()
    await part(page, 'tasks', 'done').waitFor()
  })
  await trip.look(page, 'character-made')

  await trip.step('each trait shows the sentence that it rests on, where that stands', async () => {
    await page.locator('main header a').click()
    await page.locator('[data-facet=basic_info] [data-kind=source]').first().click()
    await page.locator('[data-facet=basic_info] q').first().waitFor()
    const quote = await page.locator('[data-facet=basic_info] q').first().innerText()
    await page.locator('[data-facet=basic_info] q + button').first().click()
    await page.locator('mark').waitFor()
    assert.ok(quote.includes(await page.locator('mark').innerText()))
    assert.ok((await page.locator('[data-facet=basic_info] [data-kind=inferred]').count()) > 0)
  })
  await trip.look(page, 'character-source')

  const home = page.url()
  await editing(trip, page, home, zh)
  await talking(trip, page, who)
  await cards(trip, page, home, who)
}

async function editing(trip, page, home, zh) {
  await trip.step('a profile is written by hand, facet by facet', async () => {
    await page.goto(`${home}/edit`)
    await page.locator('button[data-part=basic_info]').click()
    await page.fill('textarea[name="basic_info.age"]', zh ? '六十一' : 'sixty-one')
    await page.locator('[data-save]').click()
    await saved(page)
    const { profile, provenance } = await character(page)
    assert.equal(profile.basic_info.age, zh ? '六十一' : 'sixty-one')
    assert.equal(provenance['basic_info.age'].kind, 'written')
  })
  await trip.look(page, 'character-edit')
  await trip.step('what is not saved outlives a reload', async () => {
    await page.locator('button[data-part=about]').click()
    await page.fill('textarea[name=brief]', 'mine')
    await page.reload()
    await page.locator('textarea[name=brief]').waitFor()
    assert.equal(await page.inputValue('textarea[name=brief]'), 'mine')
  })
  await trip.step('two who write the same are asked whose words stand', async () => {
    const { id, version } = await character(page)
    const change = { brief: 'theirs', scenario: 'a storm', version }
    await page.evaluate(([to, body]) => fetch(to, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }), [`/api/characters/${id}`, change])
    await page.locator('[data-save]').click()
    await page.locator('dialog section label').nth(1).click()
    await trip.look(page, 'character-conflict')
    await page.locator('dialog button', { hasText: zh ? '按此保存' : 'Save it so' }).click()
    await saved(page)
    const now = await character(page)
    assert.deepEqual([now.brief, now.scenario], ['theirs', 'a storm'])
  })
  await trip.step('another greeting is written', async () => {
    await page.locator('button[data-part=greetings]').click()
    await page.locator('[data-rows=greetings] > button').click()
    await page.fill('textarea[name="greetings.1"]', zh ? '雾里传来脚步声。' : 'Steps come through the fog.')
    await page.locator('[data-save]').click()
    await saved(page)
    assert.equal((await character(page)).greetings.length, 2)
  })
  await trip.step('shown to everybody, it has a page for whoever is not signed in', async () => {
    await page.locator('button[data-part=sharing]').click()
    await page.check('input[value=unlisted]')
    await page.locator('[data-save]').click()
    await saved(page)
    const stranger = await (await trip.visitor()).newPage()
    await stranger.goto(`${BASE}/p/c/${idOf(page)}`)
    await stranger.locator('article blockquote').waitFor()
    await trip.look(stranger, 'character-public')
  })
}

async function talking(trip, page, who) {
  await trip.step('a conversation begins with a greeting, and the other is one press away', async () => {
    await page.goto(`${BASE}/characters/${idOf(page)}`)
    await page.locator('[data-talk]').click()
    await inConversation(page)
    await page.locator('[data-siblings]').waitFor()
    const before = await lastAnswer(page).innerText()
    await page.locator('[data-siblings] button').last().click()
    await page.waitForFunction((words) => document.querySelector('[role=log] article')?.innerText !== words, before)
    assert.match(await page.locator('main h1').innerText(), new RegExp(who))
  })
  await trip.look(page, 'character-greeting')
  await trip.step('it answers in bubbles, as itself', async () => {
    await useModel(page)
    await say(page, 'Who are you?')
    await finished(page)
    await lastAnswer(page).locator('[data-bubbles]').waitFor()
    const { items } = await ask(page, `/api/conversations/${page.url().split('/').at(-1)}/messages`)
    assert.deepEqual([items.at(-1).author.kind, items.at(-1).author.name], ['character', who])
  })
  await trip.look(page, 'character-chat')
}

async function cards(trip, page, home, who) {
  await trip.step('cards go out and in, several at once, with a word on each', async () => {
    await page.goto(home)
    const json = await page.evaluate((one) => fetch(`/api/characters/${one}/export?format=json`).then((response) => response.text()), idOf(page))
    await page.goto(`${BASE}/characters`)
    await page.setInputFiles('input[name=cards]', [
      { name: 'keeper.json', mimeType: 'application/json', buffer: Buffer.from(json) },
      { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no card') },
    ])
    await page.locator('[data-import=done]').waitFor()
    assert.deepEqual(await page.locator('dialog li[data-state]').evaluateAll((rows) => rows.map((row) => row.dataset.state)), ['in', 'refused', 'refused'])
  })
  await trip.look(page, 'character-import')
  await trip.step('it is found by its name', async () => {
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.fill('input[name=q]', who)
    await page.locator('[data-character]').nth(1).waitFor()
    assert.equal(await page.locator('[data-character]').count(), 2)
  })
  await trip.look(page, 'characters')
  await trip.step('deleted, it is one press from being back', async () => {
    const { pathname } = new URL(home)
    const mine = page.locator(`[data-character="${pathname.split('/').at(-1)}"]`)
    await mine.locator('[aria-haspopup=menu]').click()
    await page.locator('[popover]:popover-open [role=menuitem]').last().click()
    await mine.waitFor({ state: 'detached' })
    await page.locator('[role=status] button').last().click()
    await mine.waitFor()
  })
}
