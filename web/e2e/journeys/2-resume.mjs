import assert from 'node:assert/strict'
import { BASE, finished, grown, inConversation, kept, letters, running, say, textOf } from '../kit.mjs'

export const name = 'one answer, many windows'

const SLOW = '~text:zh~tokens:300~every:25ms'

export async function journey(trip) {
  const { context, page } = await trip.member()

  await trip.step('a reload in the middle goes on at the right token', async () => {
    await say(page, 'A long tale', SLOW)
    await inConversation(page)
    await grown(page, 40)
    const before = letters(await textOf(page))
    await page.reload()
    await running(page)
    await grown(page, before.length)
    assert.ok(letters(await textOf(page)).startsWith(before))
    await finished(page)
    assert.equal(letters(await textOf(page)), letters((await kept(page)).text))
  })

  await trip.step('a second tab shows the same, and one stream feeds both', async () => {
    await say(page, 'Another', SLOW)
    await grown(page, 20)
    trip.streams = 0
    const second = await context.newPage()
    await second.goto(page.url())
    await running(second)
    await grown(second, 60)
    assert.equal(trip.streams, 0)
    await Promise.all([finished(page), finished(second)])
    assert.equal(await textOf(second), await textOf(page))
    await second.close()
  })

  await trip.step('when the tab that reads is closed, another goes on', async () => {
    await say(page, 'Once more', SLOW)
    await grown(page, 20)
    const second = await context.newPage()
    await second.goto(page.url())
    await grown(second, 40)
    await page.close()
    await finished(second)
    assert.equal(letters(await textOf(second)), letters((await kept(second)).text))
    await second.close()
  })

  await trip.step('eight tabs on one answer leave room for a page', async () => {
    const tabs = []
    for (let i = 0; i < 8; i++) tabs.push(await context.newPage())
    const [first] = tabs
    await first.goto(BASE)
    await first.waitForSelector('[data-composer]')
    if (process.env.E2E_MODEL) await first.selectOption('form select', process.env.E2E_MODEL)
    await say(first, 'For everybody', '~text:zh~tokens:400~every:25ms')
    await inConversation(first)
    for (const tab of tabs.slice(1)) await tab.goto(first.url())
    for (const tab of tabs) await grown(tab, 60)
    const start = Date.now()
    assert.equal(await tabs[7].evaluate(async () => (await fetch('/api/me')).status), 200)
    assert.ok(Date.now() - start < 2000)
    for (const tab of tabs) await finished(tab)
    const [whole, ...others] = await Promise.all(tabs.map(textOf))
    for (const text of others) assert.equal(text, whole)
    for (const tab of tabs.slice(1)) await tab.close()
  })

  await trip.step('without a network it waits, and then has every word', async () => {
    const [tab] = context.pages()
    await say(tab, 'In the dark', SLOW)
    await grown(tab, 20)
    await context.setOffline(true)
    await tab.waitForSelector('[role=status] p')
    await trip.shot(tab, 'offline')
    await context.setOffline(false)
    await finished(tab)
    assert.equal(letters(await textOf(tab)), letters((await kept(tab)).text))
  })
}
