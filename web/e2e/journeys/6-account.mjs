import assert from 'node:assert/strict'
import { BASE, finished, inConversation, PASSWORD, say } from '../kit.mjs'

export const name = 'an account of one’s own'

// A picture of two colours, 8 by 4, so that cutting it can be seen.
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAFUlEQVR4nGNYYS8CR/Lxy+CIgXoSAJMOIfF9Mvt0AAAAAElFTkSuQmCC', 'base64')

export async function journey(trip) {
  // The only operator cannot leave, so somebody else must be that.
  await trip.operator()
  const { context, page, username } = await trip.member()

  await page.goto(`${BASE}/settings`)
  await page.locator('[data-sign-out]').waitFor()
  await trip.look(page, 'account')

  await trip.step('a picture is cut with the keys and kept', async () => {
    await page.setInputFiles('input[name=avatar]', { name: 'lamp.png', mimeType: 'image/png', buffer: PICTURE })
    await page.locator('dialog canvas').waitFor()
    await trip.shot(page, 'avatar')
    await page.locator('dialog canvas').focus()
    await page.keyboard.press('ArrowRight')
    await page.locator('dialog input[type=range]').focus()
    await page.keyboard.press('ArrowRight')
    const kept = page.waitForResponse((response) => response.url().endsWith('/api/me/avatar'))
    await page.locator('dialog button').nth(-2).click()
    assert.equal((await kept).status(), 200)
    await page.locator('dialog').waitFor({ state: 'detached' })
    const shown = page.locator('main img').first()
    await shown.waitFor()
    assert.equal(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), true)
  })

  await trip.step('what is no picture is told, and nothing is sent', async () => {
    await page.setInputFiles('input[name=avatar]', { name: 'lamp.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await page.getByRole('alert').waitFor()
    assert.equal(await page.locator('dialog').count(), 0)
  })

  const renamed = `${username}x`
  await trip.step('a name is changed', async () => {
    await page.fill('input[name=username]', renamed)
    await page.press('input[name=username]', 'Enter')
    await page.locator('main p', { hasText: renamed }).waitFor()
    assert.equal(await page.evaluate(async () => (await (await fetch('/api/me')).json()).username), renamed)
  })

  const key = await trip.step('a key for a program is shown once, and works', async () => {
    await page.goto(`${BASE}/settings/keys`)
    await page.locator('#settings-api-keys ~ button').last().click()
    await page.locator('dialog button[type=submit]').click()
    await page.locator('dialog input[name=name][aria-invalid=true]').waitFor()
    await trip.look(page, 'key')
    await page.fill('dialog input[name=name]', 'A reader')
    await page.locator('dialog button[type=submit]').click()
    await page.locator('dialog').waitFor({ state: 'detached' })
    const text = await page.locator('[role=status] code').innerText()
    assert.match(text, /^rk_/)
    assert.equal((await fetch(`${BASE}/api/conversations`, { headers: { Authorization: `Bearer ${text}` } })).status, 200)
    return text
  })
  await trip.look(page, 'keys-made')

  await trip.step('nobody is shown a key twice, and one that is revoked is refused', async () => {
    await page.reload()
    await page.locator('#settings-api-keys ~ ul li').first().waitFor()
    assert.ok(!(await page.content()).includes(key))
    await page.locator('#settings-api-keys ~ ul li button').first().click()
    await page.locator('dialog button').nth(-2).click()
    await page.locator('#settings-api-keys ~ ul li').waitFor({ state: 'detached' })
    assert.equal((await fetch(`${BASE}/api/conversations`, { headers: { Authorization: `Bearer ${key}` } })).status, 401)
  })

  await presets(trip, page)

  await page.goto(`${BASE}/settings/security`)
  await page.locator('#settings-devices ~ ul li').waitFor()
  await trip.look(page, 'security')

  await trip.step('a wrong password changes nothing and signs nobody out', async () => {
    await page.fill('input[name=old_password]', 'not the password')
    await page.fill('input[name=new_password]', `${PASSWORD}, later`)
    await page.press('input[name=new_password]', 'Enter')
    await page.locator('input[name=old_password][aria-invalid=true]').waitFor()
  })

  await trip.step('the right one changes it', async () => {
    await page.fill('input[name=old_password]', PASSWORD)
    await page.press('input[name=old_password]', 'Enter')
    await page.waitForFunction(() => document.querySelector('input[name=old_password]').value === '')
  })

  await trip.step('an account is deleted only by who types its name and knows its password', async () => {
    await page.locator('#settings-farewell ~ button').click()
    await page.fill('dialog input[name=confirm]', username)
    await page.fill('dialog input[name=password]', PASSWORD)
    await page.press('dialog input[name=password]', 'Enter')
    await page.locator('dialog input[name=confirm][aria-invalid=true]').waitFor()
    await trip.look(page, 'farewell')
    await page.fill('dialog input[name=confirm]', renamed)
    await page.press('dialog input[name=confirm]', 'Enter')
    await page.locator('dialog input[name=password][aria-invalid=true]').waitFor()
    await page.fill('dialog input[name=password]', `${PASSWORD}, later`)
    await page.press('dialog input[name=password]', 'Enter')
    await page.waitForSelector('main form input[name=username]')
    await page.getByRole('alert').waitFor()
  })

  await trip.step('and is gone', async () => {
    assert.equal((await context.request.get(`${BASE}/api/me`)).status(), 401)
    await page.fill('input[name=username]', renamed)
    await page.fill('input[name=password]', `${PASSWORD}, later`)
    await page.press('input[name=password]', 'Enter')
    await page.locator('form [role=alert]').waitFor()
  })
}

async function presets(trip, page) {
  await trip.step('a preset is made', async () => {
    await page.goto(`${BASE}/settings/presets`)
    await page.locator('#settings-presets ~ button').click()
    await page.fill('dialog input[name=title]', 'The night watch')
    await page.fill('dialog textarea', 'Tell of the night watch\n~text:zh~tokens:20')
    await trip.look(page, 'preset')
    await page.locator('dialog button[type=submit]').click()
    await page.locator('#settings-presets ~ ul li', { hasText: 'The night watch' }).waitFor()
  })
  await trip.look(page, 'presets')

  await trip.step('its card on a new tab begins at once, and names the conversation', async () => {
    await page.goto(BASE)
    await page.locator('[data-preset]', { hasText: 'The night watch' }).waitFor()
    if (process.env.E2E_MODEL) await page.selectOption('form select', process.env.E2E_MODEL)
    await trip.look(page, 'cards')
    await page.locator('[data-preset]').click()
    await inConversation(page)
    await finished(page)
    await page.locator('main h1', { hasText: 'The night watch' }).waitFor()
    await page.locator('[data-role=user]', { hasText: 'Tell of the night watch' }).waitFor()
  })

  await trip.step('one that is not to be sent is put where one writes', async () => {
    await page.goto(`${BASE}/settings/presets`)
    await page.locator('#settings-presets ~ ul li button').first().click()
    await page.uncheck('dialog input[name=auto_send]')
    await page.locator('dialog button[type=submit]').click()
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.goto(BASE)
    await page.locator('[data-preset]').click()
    assert.match(await page.inputValue('[data-composer]'), /^Tell of the night watch/)
    if (process.env.E2E_MODEL) await page.selectOption('form select', process.env.E2E_MODEL)
    await say(page, 'Tell of the day', '~tokens:5')
    await inConversation(page)
    await finished(page)
  })

  await trip.step('a preset that is deleted comes back', async () => {
    await page.goto(`${BASE}/settings/presets`)
    await page.locator('#settings-presets ~ ul li button').nth(1).click()
    await page.locator('#settings-presets ~ ul li').waitFor({ state: 'detached' })
    await page.locator('[role=status] button').click()
    await page.locator('#settings-presets ~ ul li', { hasText: 'The night watch' }).waitFor()
  })
}
