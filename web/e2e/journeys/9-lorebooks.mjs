import assert from 'node:assert/strict'
import { BASE, finished, inConversation, say, useModel } from '../kit.mjs'

export const name = 'lorebooks'

const get = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const send = (page, path, body) => page.evaluate(([where, what]) => fetch(where, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) }).then((response) => response.json()), [path, body])
const bookId = (page) => /\/lorebooks\/([0-9a-f-]{36})/.exec(page.url())[1]
const book = (page) => get(page, `/api/lorebooks/${bookId(page)}`)
const saved = (page) => page.locator('[data-dirty=false]').waitFor()

export async function journey(trip) {
  const { page } = await trip.member()
  const zh = trip.view.locale === 'zh-CN'
  await trip.step('there is a place for lorebooks, empty at first', async () => {
    await page.goto(`${BASE}/lorebooks`)
    await page.locator('main h1').waitFor()
    await page.locator('main button', { hasText: zh ? '新建' : 'New' }).first().waitFor()
  })
  await trip.look(page, 'lorebooks-empty')
  await writing(trip, page, zh)
  await trying(trip, page, zh)
  await bringing(trip, page, zh)
  await talking(trip, page, zh)
}

async function writing(trip, page, zh) {
  await trip.step('an entry is written: a title, keys, and what to know', async () => {
    await page.locator('main header button').last().click()
    await page.fill('dialog input[name=name]', zh ? '北海志' : 'The north coast')
    await page.click('dialog button[type=submit]')
    await page.waitForURL(/\/lorebooks\/[0-9a-f-]{36}$/)
    await page.locator('[data-add]').click()
    await page.locator('[data-entry]').waitFor()
    await page.fill('input[name=comment]', zh ? '灯塔' : 'The lighthouse')
    await page.fill('input[name=key]', zh ? '灯塔，塔' : 'lighthouse, tower')
    await page.press('input[name=key]', 'Enter')
    await page.fill('textarea[name=content]', zh ? '灯塔已经关闭了三十年。' : 'The lighthouse was shut thirty years ago.')
    await page.locator('[data-save]').click()
    await saved(page)
    const { entries } = await book(page)
    assert.deepEqual(entries.map(({ key, content }) => [key.length, content.length > 0]), [[2, true]])
  })
  await trip.look(page, 'lorebook-entry')
  await trip.step('what is not saved outlives a reload', async () => {
    await page.fill('input[name=comment]', 'mine')
    await page.reload()
    await page.locator('[data-dirty=true]').waitFor()
    assert.equal(await page.inputValue('input[name=comment]'), 'mine')
    await page.locator('[data-save]').click()
    await saved(page)
  })
}

async function trying(trip, page, zh) {
  await trip.step('the bench tells which entries fire, and why', async () => {
    await page.locator('[data-test]').click()
    await page.fill('textarea[name=bench-text]', zh ? '远处有一座灯塔。' : 'There is a lighthouse in the distance.')
    await page.locator('[data-run]').click()
    await page.locator('[data-findings] [data-told=true] mark').first().waitFor()
    assert.equal(await page.locator('[data-findings] [data-told=true] mark').first().innerText(), zh ? '灯塔' : 'lighthouse')
  })
  await trip.look(page, 'lorebook-bench')
  await trip.step('and why one stays silent', async () => {
    await page.fill('textarea[name=bench-text]', zh ? '没有什么。' : 'Nothing at all.')
    await page.locator('[data-run]').click()
    await page.locator('[data-findings] [data-told=true]').first().waitFor({ state: 'detached' })
    await page.locator('[data-findings] summary').first().waitFor()
  })
}

async function bringing(trip, page, zh) {
  const world = { entries: { 0: { uid: 0, key: [zh ? '守灯人' : 'keeper'], content: zh ? '守灯人从不下塔。' : 'The keeper never comes down.', comment: 'keeper', order: 100, position: 0, strange: [1] } } }
  await trip.step('world files come in, several at once, with a word on each', async () => {
    await page.goto(`${BASE}/lorebooks`)
    await page.setInputFiles('input[name=lorebooks]', [
      { name: 'keepers.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(world)) },
      { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"entries":') },
    ])
    await page.locator('[data-import=done]').waitFor()
    assert.deepEqual(await page.locator('dialog li[data-state]').evaluateAll((rows) => rows.map((row) => row.dataset.state)), ['in', 'refused'])
  })
  await trip.look(page, 'lorebook-import')
  await trip.step('and go out with what nobody here knows', async () => {
    await page.keyboard.press('Escape')
    const { items } = await get(page, '/api/lorebooks')
    const mine = items.find((one) => one.name.startsWith('keepers'))
    const out = await get(page, `/api/lorebooks/${mine.id}/export?format=sillytavern`)
    assert.deepEqual(Object.values(out.entries)[0].strange, [1])
  })
  await trip.look(page, 'lorebooks')
}

async function talking(trip, page, zh) {
  await trip.step('a book that is open at a character is told when its word falls', async () => {
    const made = await send(page, '/api/characters', { role: zh ? '守灯人' : 'The keeper', source: 'blank' })
    const id = made.character_id
    await page.goto(`${BASE}/characters/${id}/lorebooks`)
    await page.locator('[data-attach]').click()
    await page.locator('dialog li button', { hasText: 'keepers' }).click()
    await page.locator('[data-books] li').waitFor()
    await trip.shot(page, 'character-lorebooks')
    await page.goto(`${BASE}/characters/${id}`)
    await page.locator('[data-talk]').click()
    await inConversation(page)
    await useModel(page)
    await say(page, zh ? '守灯人在哪里？' : 'Where is the keeper?')
    await finished(page)
    const { items } = await get(page, `/api/conversations/${page.url().split('/').at(-1)}/messages`)
    const seen = await get(page, `/api/turns/${items.at(-1).turn_id}/inspect`)
    assert.ok(JSON.stringify(seen).includes(zh ? '守灯人从不下塔。' : 'The keeper never comes down.'))
  })
}
