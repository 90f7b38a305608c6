import assert from 'node:assert/strict'
import { BASE, finished, inConversation, PASSWORD, say } from '../kit.mjs'

export const name = 'around the house'

export async function journey(trip) {
  const { page, username } = await trip.member()
  const phone = trip.view.touch
  const openList = () => (phone ? page.locator('header button').first().click() : Promise.resolve())
  const rows = () => page.locator('aside li')

  await say(page, 'The first tale', '~tokens:5')
  await inConversation(page)
  await finished(page)

  await trip.step('a conversation is renamed', async () => {
    await openList()
    await rows().first().hover()
    await rows().first().getByRole('button').first().click()
    await page.locator('[popover]:popover-open [role=menuitem]').first().click()
    await page.fill('aside form input', 'The lamp')
    await page.press('aside form input', 'Enter')
    await page.locator('aside li a', { hasText: 'The lamp' }).waitFor()
    await page.locator('main h1', { hasText: 'The lamp' }).waitFor()
  })
  await trip.look(page, 'list')

  await trip.step('one that is deleted comes back', async () => {
    await rows().first().hover()
    await rows().first().getByRole('button').first().click()
    await page.locator('[popover]:popover-open [role=menuitem]').last().click()
    await page.locator('aside li a', { hasText: 'The lamp' }).waitFor({ state: 'detached' })
    await page.locator('[role=status] button').click()
    await openList()
    await page.locator('aside li a', { hasText: 'The lamp' }).waitFor()
    await page.locator('aside li a', { hasText: 'The lamp' }).click()
    await inConversation(page)
    if (phone) assert.equal(await page.locator('aside').count(), 0)
  })

  if (!phone) await keyboard(trip, page)

  await trip.step('the settings turn day to night and the language', async () => {
    await page.goto(`${BASE}/settings/look`)
    await page.locator('main fieldset').nth(1).locator('label').nth(2).click()
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(21, 18, 14)')
    await page.locator('main fieldset').nth(0).locator('label').nth(2).click()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-CN')
    await page.locator('main fieldset').nth(0).locator('label').nth(1).click()
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en')
    for (const set of [0, 1]) await page.locator('main fieldset').nth(set).locator('label').nth(0).click()
  })
  await trip.look(page, 'settings')

  await trip.step('there is something to spend', async () => {
    await page.goto(`${BASE}/settings`)
    await page.locator('dd', { hasText: /\d/ }).first().waitFor()
  })

  await trip.step('an address with nothing at it says so', async () => {
    await page.goto(`${BASE}/chat/00000000-0000-7000-8000-000000000000`)
    await page.locator('main h1').waitFor()
  })
  await trip.look(page, 'nothing-here')

  await trip.step('out and in again', async () => {
    await page.goto(`${BASE}/settings`)
    await page.locator('[data-sign-out]').click()
    await page.waitForSelector('input[name=password]')
    await trip.look(page, 'sign-in')
    await page.fill('input[name=username]', username)
    await page.fill('input[name=password]', 'not the password')
    await page.click('button[type=submit]')
    await page.getByRole('alert').waitFor()
    await page.fill('input[name=password]', PASSWORD)
    await page.click('button[type=submit]')
    await page.waitForSelector('main h1')
  })

  await page.goto(`${BASE}/dev/gallery`)
  await page.waitForSelector('main h2')
  await trip.look(page, 'gallery')
}

async function keyboard(trip, page) {
  await trip.step('Ctrl K goes anywhere', async () => {
    await page.keyboard.press('Control+k')
    await page.locator('[role=combobox]').fill('lamp')
    await page.locator('[role=option]').first().waitFor()
  })
  await trip.look(page, 'palette')
  await trip.step('and Enter goes there; ? shows the keys', async () => {
    await page.keyboard.press('Enter')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.locator('main h1').click()
    await page.keyboard.press('?')
    await page.locator('dialog kbd').first().waitFor()
  })
  await trip.look(page, 'keys')
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}
