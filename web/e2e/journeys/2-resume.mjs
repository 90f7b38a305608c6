import assert from 'node:assert/strict'
import { BASE, finished, grown, inConversation, kept, letters, running, say, textOf, useModel } from '../kit.mjs'

export const name = 'one answer, many windows'

const SLOW = '~text:zh~tokens:300~every:25ms'

export async function journey(trip) {
  const { context, page } = await trip.member()

  await trip.step('a reload in the middle goes on at the right token', async () => {
    trip.sockets = 0
    trip.streams = 0
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

  await trip.step('and all of it came over one socket for each time the page was opened', () => {
    assert.equal(trip.streams, 0)
    assert.equal(trip.sockets, 1)
  })

  await trip.step('a second tab shows the same, word for word', async () => {
    await say(page, 'Another', SLOW)
    await grown(page, 20)
    const second = await context.newPage()
    await second.goto(page.url())
    await running(second)
    await grown(second, 60)
    await Promise.all([finished(page), finished(second)])
    assert.equal(await textOf(second), await textOf(page))
    await second.close()
  })

  await trip.step('when one tab is closed, the other goes on', async () => {
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

  await trip.step('three tabs on one answer all have every word', async () => {
    const tabs = [...context.pages()]
    while (tabs.length < 3) tabs.push(await context.newPage())
    const [first] = tabs
    await first.goto(BASE)
    await first.waitForSelector('[data-composer]')
    await useModel(first)
    await say(first, 'For everybody', '~text:zh~tokens:400~every:25ms')
    await inConversation(first)
    for (const tab of tabs.slice(1)) await tab.goto(first.url())
    for (const tab of tabs) await grown(tab, 60)
    const start = Date.now()
    assert.equal(await first.evaluate(async () => (await fetch('/api/me')).status), 200)
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

  await noSocket(trip, context)
}

/** Where no socket can be had, a stream takes its place, and one feeds all tabs of a browser. */
async function noSocket(trip, context) {
  await trip.step('where no socket can be had, one stream feeds both tabs', async () => {
    const [page] = context.pages()
    // As the server does to whoever has too many.
    await context.routeWebSocket(/\/ws$/, (socket) => void socket.close({ code: 4008 }))
    await page.reload()
    await page.waitForSelector('[data-composer]')
    trip.streams = 0
    await say(page, 'Over a stream', SLOW)
    await grown(page, 20)
    const second = await context.newPage()
    await second.goto(page.url())
    await running(second)
    await grown(second, 60)
    assert.equal(trip.streams, 1)
    await Promise.all([finished(page), finished(second)])
    assert.equal(await textOf(second), await textOf(page))
    await second.close()
    await page.close()
  })
}
