import assert from 'node:assert/strict'
import { finished, grown, inConversation, insist, kept, lastAnswer, letters, say, textOf } from '../kit.mjs'

export const name = 'stop, fault, continue'

export async function journey(trip) {
  const { page } = await trip.member()
  // Each fault strikes once for the same words, so the words differ from run to run.
  const tag = `~tag:${Date.now().toString(36)}`

  await trip.step('the button stops the answer and keeps what was said', async () => {
    await say(page, 'A long tale', '~text:zh~tokens:400~every:25ms')
    await inConversation(page)
    await grown(page, 20)
    await page.locator('[data-stop]').click()
    await finished(page)
    const message = await kept(page)
    assert.equal(message.state, 'stopped')
    assert.equal(letters(await textOf(page)), letters(message.text))
  })

  await trip.step('Escape stops it too', async () => {
    await say(page, 'Another', '~text:zh~tokens:400~every:25ms')
    await grown(page, 20)
    await page.keyboard.press('Escape')
    await finished(page)
    assert.equal((await kept(page)).state, 'stopped')
  })

  await trip.step('a fault says what happened, and trying again helps', async () => {
    await say(page, 'Break', `~text:zh~fault:U09.402*1${tag}`)
    await finished(page)
    await lastAnswer(page).getByRole('alert').waitFor()
    await trip.shot(page, 'fault')
    await insist(page, () => lastAnswer(page).getByRole('alert').getByRole('button').last().click())
    await finished(page)
    const message = await kept(page)
    assert.equal(message.state, 'complete')
    assert.equal(message.sibling_ids.length, 2)
    assert.equal(letters(await textOf(page)), letters(message.text))
  })

  await trip.step('an answer that broke off is continued where it stopped', async () => {
    await say(page, 'Break off', `~text:zh~tokens:60~fault:U05@20*1${tag}`)
    await finished(page)
    await lastAnswer(page).getByRole('alert').waitFor()
    const before = (await kept(page)).text
    assert.ok(before.length > 0)
    await page.reload()
    await lastAnswer(page).getByRole('alert').waitFor()
    await trip.look(page, 'broken-off')
    await insist(page, () => lastAnswer(page).getByRole('alert').getByRole('button').first().click())
    await finished(page)
    const message = await kept(page)
    assert.equal(message.state, 'complete')
    assert.ok(message.text.startsWith(before) && message.text.length > before.length)
    assert.equal(letters(await textOf(page)), letters(message.text))
  })

  await trip.step('what cannot be sent is kept, and sent once when asked again', async () => {
    const text = 'Through the storm'
    await page.route('**/turns', (route) => route.abort('connectionreset'), { times: 1 })
    await page.fill('[data-composer]', text)
    await page.press('[data-composer]', 'Enter')
    await page.locator('[role=log] [role=alert]').last().waitFor()
    await trip.shot(page, 'not-sent')
    await insist(page, () => page.locator('[role=log] [role=alert] button').first().click())
    await finished(page)
    assert.equal(await page.locator('[data-role=user]', { hasText: text }).count(), 1)
  })

  await trip.step('a session that ends in the middle of a word keeps the word', async () => {
    const words = 'Half a thou'
    await page.fill('[data-composer]', words)
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await page.reload()
    await page.waitForSelector('input[name=password]')
    await page.context().addCookies(cookies)
    await page.reload()
    await page.waitForSelector('[data-composer]')
    assert.equal(await page.inputValue('[data-composer]'), words)
  })
}
