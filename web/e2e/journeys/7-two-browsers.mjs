import assert from 'node:assert/strict'
import { ask, BASE, finished, grown, inConversation, kept, letters, PASSWORD, running, say, signIn, textOf, useModel } from '../kit.mjs'

export const name = 'one account, two browsers, four tabs'

const SOON = 2000
const ELSEWHERE = { 'en-US': 'You signed in elsewhere', 'zh-CN': '你在别处登录了' }

export async function journey(trip) {
  const { context, page, username } = await trip.member()
  await twoBrowsers(trip, page, username)
  await fourTabs(trip, context, page)
  await theRate(trip, page)
  await theQueue(trip, page)
}

async function twoBrowsers(trip, page, username) {
  const words = 'Half a thou'
  const other = await trip.visitor()
  const second = await other.newPage()

  await trip.step('a second sign-in ends the first within two seconds, and says why', async () => {
    await page.fill('[data-composer]', words)
    await second.goto(BASE)
    await signIn(second, username)
    const start = Date.now()
    await page.locator('main h1', { hasText: ELSEWHERE[trip.view.locale] }).waitFor()
    assert.ok(Date.now() - start < SOON, `${Date.now() - start} ms`)
    assert.equal(await page.inputValue('input[name=username]'), username)
  })
  await trip.look(page, 'signed-in-elsewhere')

  await trip.step('the first may sign in again, has its words, and then the other is out', async () => {
    await page.fill('input[name=password]', PASSWORD)
    await page.press('input[name=password]', 'Enter')
    await page.waitForSelector('[data-composer]')
    assert.equal(await page.inputValue('[data-composer]'), words)
    await page.fill('[data-composer]', '')
    await second.locator('main h1', { hasText: ELSEWHERE[trip.view.locale] }).waitFor()
  })

  await trip.step('an answer goes on for whoever comes after', async () => {
    await useModel(page)
    await say(page, 'A long tale', '~text:zh~tokens:300~every:25ms')
    await inConversation(page)
    await grown(page, 20)
    const address = page.url()
    await signIn(second, username)
    await second.goto(address)
    await running(second)
    await finished(second)
    assert.equal(letters(await textOf(second)), letters((await kept(second)).text))
    await page.bringToFront()
    await signIn(page, username)
    await other.close()
  })
}

async function fourTabs(trip, context, page) {
  await trip.step('three tabs are open, and a fourth is told so', async () => {
    await page.goto(BASE)
    await page.waitForSelector('[data-composer]')
    for (let i = 1; i < 3; i++) {
      const tab = await context.newPage()
      await tab.goto(BASE)
      await tab.waitForSelector('[data-composer]')
    }
    const fourth = await context.newPage()
    await fourth.goto(BASE)
    await fourth.locator('[data-crowded]').waitFor()
    await trip.look(fourth, 'fourth-tab')
  })

  await trip.step('it may take the place of one of them, which says so', async () => {
    const tabs = context.pages()
    const fourth = tabs[3]
    await fourth.locator('[data-crowded] button').first().click()
    await fourth.waitForSelector('[data-composer]')
    await Promise.any(tabs.slice(0, 3).map((tab) => tab.locator('[data-resting]').waitFor()))
    const resting = []
    for (const tab of tabs.slice(0, 3)) if ((await tab.locator('[data-resting]').count()) > 0) resting.push(tab)
    assert.equal(resting.length, 1)
    await trip.look(resting[0], 'resting-tab')
    for (const tab of tabs) if (tab !== page && tab !== resting[0]) await tab.close()
    await resting[0].locator('[data-resting] button').first().click()
    await resting[0].waitForSelector('[data-composer]')
    if (resting[0] !== page) await resting[0].close()
  })
}

async function theRate(trip, page) {
  await trip.step('a question that comes too early sends itself when the seconds are over', async () => {
    await page.goto(BASE)
    await page.waitForSelector('[data-composer]')
    await useModel(page)
    await say(page, 'First', '~tokens:5')
    await inConversation(page)
    await finished(page)
    await page.fill('[data-composer]', 'Second\n~tokens:5')
    const refused = await ask(page, () => page.press('[data-composer]', 'Enter'))
    assert.equal(refused.status(), 429)
    const alert = page.locator('[role=log] [role=alert]')
    await alert.getByRole('button').first().and(page.locator(':disabled')).waitFor()
    assert.match(await alert.innerText(), /\d/)
    await trip.look(page, 'too-soon')
    const taken = await ask(page, () => alert.locator('input[name=send_itself]').check())
    assert.equal(taken.status(), 202)
    await finished(page)
    await page.locator('[data-role=user]', { hasText: 'Second' }).waitFor()
    await page.evaluate(() => localStorage.removeItem('raconteur.sendItself'))
  })
}

async function theQueue(trip, page) {
  const atOnce = Number(process.env.E2E_TURNS_AT_ONCE ?? 0)
  if (atOnce === 0) return
  await trip.step('whoever must wait for a place is told where in the line', async () => {
    await page.goto(BASE)
    await page.waitForSelector('[data-composer]')
    await useModel(page)
    // Half of the places is what one account gets while nobody else asks.
    for (let i = 0; i < atOnce / 2; i++) await hold(page)
    // Not too early, so that what is seen is the line and not the rate.
    await page.waitForTimeout(2500)
    await say(page, 'And me', '~tokens:5')
    await page.locator('[data-place="1"]').waitFor()
    await trip.look(page, 'in-line')
    await finished(page, 60_000)
    await textOf(page)
  })
}

/** A question in a conversation of its own, whose answer takes some seconds. */
async function hold(page) {
  for (;;) {
    const { status, wait } = await page.evaluate(async (model) => {
      const json = { 'Content-Type': 'application/json' }
      const made = await (await fetch('/api/conversations', { method: 'POST', headers: json, body: JSON.stringify({ model }) })).json()
      const body = JSON.stringify({ text: 'Hold the place\n~text:zh~tokens:800~every:25ms', model })
      const response = await fetch(`/api/conversations/${made.id}/turns`, { method: 'POST', headers: json, body })
      return { status: response.status, wait: Number(response.headers.get('Retry-After')) }
    }, process.env.E2E_MODEL)
    if (status !== 429) return assert.equal(status, 202)
    await page.waitForTimeout(wait * 1000)
  }
}
