import assert from 'node:assert/strict'
import { BASE, finished, inConversation, say, useModel } from '../kit.mjs'

export const name = 'memory'

const get = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const send = (page, path, body) => page.evaluate(([where, what]) => fetch(where, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) }).then((response) => response.json()), [path, body])
const menu = async (page, line, at) => {
  await line.locator('[aria-haspopup=menu]').click()
  await page.locator('[popover]:popover-open [role=menuitem]').nth(at).click()
}

export async function journey(trip) {
  const { page } = await trip.member()
  const zh = trip.view.locale === 'zh-CN'
  const made = await send(page, '/api/characters', { role: zh ? '守灯人' : 'The keeper', source: 'blank' })
  const id = made.character_id
  const memories = () => get(page, `/api/characters/${id}/memories`)

  await trip.step('who was never talked with remembers nothing', async () => {
    await page.goto(`${BASE}/characters/${id}/memory`)
    await page.locator('[data-memory=none]').waitFor()
  })
  await trip.look(page, 'memory-none')

  await trip.step('a line is written by hand, and it says so', async () => {
    await page.goto(`${BASE}/characters/${id}`)
    await page.locator('[data-talk]').click()
    await inConversation(page)
    await useModel(page)
    await say(page, 'I am afraid of the sea.')
    await finished(page)
    await page.goto(`${BASE}/characters/${id}/memory`)
    await page.locator('[data-add=long_term]').click()
    await page.fill('textarea[name=memory-text]', zh ? '来客怕海。' : 'The guest is afraid of the sea.')
    await page.locator('dialog input[name=importance]').fill('8')
    await page.click('dialog button[type=submit]')
    await page.locator('[data-term=long_term] [data-line]').waitFor()
    const [line] = (await memories()).long_term
    assert.deepEqual([line.importance, line.messages], [8, []])
  })
  await trip.look(page, 'memory')

  await trip.step('it is changed', async () => {
    await menu(page, page.locator('[data-term=long_term] [data-line]').first(), 0)
    await page.fill('textarea[name=memory-text]', zh ? '来客怕海，却常去海边。' : 'The guest is afraid of the sea, yet often goes there.')
    await page.click('dialog button[type=submit]')
    await page.locator('dialog').waitFor({ state: 'detached' })
    assert.match((await memories()).long_term[0].text, zh ? /常去/ : /often/)
  })
  await trip.step('forgotten, it is one press from being back', async () => {
    await menu(page, page.locator('[data-term=long_term] [data-line]').first(), 1)
    await page.locator('[data-term=long_term] [data-line]').waitFor({ state: 'detached' })
    await page.locator('[role=status] button').last().click()
    await page.locator('[data-term=long_term] [data-line]').waitFor()
  })
  await trip.step('erased, it is gone for good, and it is asked first', async () => {
    await menu(page, page.locator('[data-term=long_term] [data-line]').first(), 2)
    await trip.shot(page, 'memory-erase')
    await page.locator('dialog button').filter({ hasText: zh ? '彻底忘记' : 'Forget it everywhere' }).last().click()
    await page.locator('[data-term=long_term] [data-line]').waitFor({ state: 'detached' })
    assert.deepEqual((await memories()).long_term, [])
  })
  await trip.step('its budgets are three numbers', async () => {
    await page.goto(`${BASE}/settings/memory`)
    await page.locator('main form input').first().waitFor()
  })
  await trip.look(page, 'memory-budgets')
}
