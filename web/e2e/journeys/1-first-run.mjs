import assert from 'node:assert/strict'
import { BASE, enter, finished, grown, inConversation, kept, lastAnswer, letters, say, textOf } from '../kit.mjs'

export const name = 'first run'

export async function journey(trip) {
  const context = await trip.visitor()
  const page = await context.newPage()
  await page.goto(BASE)
  await page.waitForSelector('form')
  await trip.look(page, 'door')

  await trip.step('a name that is too short is told before anything is sent', async () => {
    if (await page.locator('a[href="/register"]').isVisible()) await page.click('a[href="/register"]')
    await page.fill('input[name=username]', 'ad')
    await page.fill('input[name=password]', 'short')
    await page.click('button[type=submit]')
    await page.waitForSelector('input[name=username][aria-invalid=true]')
    await page.waitForSelector('input[name=password][aria-invalid=true]')
  })
  await trip.look(page, 'door-faults')

  await trip.step('the account is made and the table is laid', async () => {
    await page.goto(BASE)
    await enter(page)
  })
  await trip.look(page, 'empty')

  await trip.step('an answer comes', async () => {
    assert.equal((await say(page, trip.view.locale === 'zh-CN' ? '给我讲一个故事' : 'Tell me a tale', '~text:md~tokens:120~every:10ms')).status(), 202)
    await inConversation(page)
    await finished(page)
    assert.ok((await textOf(page)).length > 0)
  })

  await trip.step('plain words come as they were said', async () => {
    await say(page, 'And now?', '~text:zh~tokens:80~every:5ms')
    await finished(page)
    assert.equal(letters(await textOf(page)), letters((await kept(page)).text))
  })

  await trip.step('the conversation has the name of its first words', async () => {
    assert.match(await page.title(), trip.view.locale === 'zh-CN' ? /给我讲一个故事/ : /Tell me a tale/)
  })

  await trip.step('the answer is read out once, when it is whole', async () => {
    const said = page.locator('main > [role=status][aria-live=polite]')
    assert.ok(letters(await said.innerText()).includes(letters(await textOf(page)).slice(0, 40)))
    assert.equal(await page.locator('[role=log]').getAttribute('aria-live'), 'off')
  })

  await trip.step('Enter chooses a word while an input method is at work', async () => {
    await page.fill('[data-composer]', 'ni hao')
    await page.dispatchEvent('[data-composer]', 'keydown', { key: 'Enter', isComposing: true, bubbles: true })
    assert.equal(await page.inputValue('[data-composer]'), 'ni hao')
    await page.fill('[data-composer]', '')
  })

  await trip.step('a reader who looks back is left alone, and finds the way to the end', async () => {
    await say(page, 'Long', '~text:zh~tokens:900~every:4ms')
    await grown(page, 700)
    const log = page.locator('[role=log]')
    await log.evaluate((element) => element.scrollTo(0, 0))
    const pill = page.locator('[role=log] ~ button')
    await pill.waitFor()
    assert.equal(await log.evaluate((element) => element.scrollTop), 0)
    await trip.shot(page, 'behind')
    await pill.click()
    await page.waitForFunction(() => {
      const element = document.querySelector('[role=log]')
      return element.scrollHeight - element.scrollTop - element.clientHeight < 60
    })
    await finished(page)
    assert.ok((await log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight)) < 60)
  })

  await trip.step('an answer can be copied', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await lastAnswer(page).locator('button').last().click()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), (await kept(page)).text)
  })

  await trip.step('what was used is told to who rests on the answer', async () => {
    await lastAnswer(page).hover()
    await lastAnswer(page).locator('time').waitFor()
    assert.match(await lastAnswer(page).innerText(), /\d/)
  })
  await trip.look(page, 'chat')

  await keys(trip, page)
}

/** Whoever came first is the operator; on a server that has one already there is nothing to see here. */
async function keys(trip, page) {
  const isOperator = await page.evaluate(async () => (await (await fetch('/api/me')).json()).role === 'operator')
  if (!isOperator) return
  const zh = trip.view.locale === 'zh-CN'
  await trip.step('a key of one’s own is kept, shown by its end, and removed', async () => {
    const allowed = await page.evaluate(async () => {
      const body = JSON.stringify({ own_keys: true })
      return (await fetch('/api/admin/providers/fake', { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body })).status
    })
    assert.equal(allowed, 200)
    await page.goto(`${BASE}/settings/keys`)
    const line = page.locator('#settings-keys ~ ul li', { hasText: 'fake' })
    await line.getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await line.locator('input').fill('sk-of-mine-0123456789abcd')
    await page.keyboard.press('Enter')
    await line.getByText('abcd').waitFor()
    assert.ok(!(await page.content()).includes('0123456789'))
    await trip.shot(page, 'keys')
    await line.getByRole('button').last().click()
    await line.getByText(zh ? '尚未添加密钥' : 'No key yet').waitFor()
  })
  await page.goto(`${BASE}/settings/server`)
  await page.locator('#settings-connect ~ form').waitFor()
  await trip.look(page, 'server')

  await trip.step('a provider without a key is not connected', async () => {
    const form = page.locator('#settings-connect ~ form')
    await form.locator('select').selectOption('openai')
    await form.getByRole('button').last().click()
    await form.locator('input[aria-invalid=true]').waitFor()
  })
}
