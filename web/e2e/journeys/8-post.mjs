import assert from 'node:assert/strict'
import { BASE, PASSWORD, signIn } from '../kit.mjs'

export const name = 'letters and invitations'

export async function journey(trip) {
  const { post } = trip
  if (!post) return trip.leaveOut('there is no mail server: set E2E_SMTP_PORT to the one that the server sends to')
  const desk = await trip.operator()
  if (!desk) return trip.leaveOut('the operator of this server is somebody else')
  await desk.goto(`${BASE}/settings/server`)

  await trip.step('the operator has addresses verified, and puts terms down', async () => {
    await choose(desk, 1, 1)
    await desk.fill('#entry-terms', 'Be kind to the lamp.')
    await save(desk)
    const { email_verification: verification, terms } = await (await fetch(`${BASE}/api/setup`)).json()
    assert.deepEqual([verification, terms], ['optional', 'Be kind to the lamp.'])
  })

  await trip.step('the mail server is tried, and says how it went', async () => {
    await desk.fill('input[name=try]', 'grace@example.org')
    await desk.press('input[name=try]', 'Enter')
    await post.letterTo('grace@example.org')
    await desk.locator('#settings-letters ~ form [role=status]', { hasText: /\S/ }).waitFor()
  })

  const member = await letters(trip, post)
  await invitations(trip, desk)

  await trip.step('a link of the operator’s leads back in', async () => {
    await desk.fill('input[name=member]', member)
    await desk.press('input[name=member]', 'Enter')
    await desk.locator('#settings-members ~ ul li', { hasText: member }).getByRole('button').click()
    const link = await desk.locator('#settings-members ~ [role=status] code').innerText()
    const context = await trip.visitor()
    const page = await context.newPage()
    await page.goto(here(link))
    await page.fill('input[name=password]', `${PASSWORD}, at last`)
    await page.click('button[type=submit]')
    await page.waitForSelector('input[name=username]')
    await signIn(page, member, `${PASSWORD}, at last`)
  })

  await trip.step('the operator opens the door again', async () => {
    await choose(desk, 0, 0)
    await choose(desk, 1, 0)
    await desk.fill('#entry-terms', '')
    await save(desk)
  })
}

/** Of the sets of choices on the operator's page the first says who gets in, the second what becomes of addresses. */
const choose = (desk, set, choice) => desk.locator('#settings-entry ~ form fieldset').nth(set).locator('label').nth(choice).click()

async function save(desk) {
  const saved = desk.waitForResponse((response) => response.url().endsWith('/api/admin/registration') && response.request().method() === 'PATCH')
  await desk.locator('#settings-entry ~ form button[type=submit]').click()
  assert.equal((await saved).status(), 200)
}

async function invitations(trip, desk) {
  const link = await trip.step('an invitation is made, and its link told once', async () => {
    await choose(desk, 0, 1)
    await save(desk)
    await desk.locator('#settings-invitations ~ button').last().click()
    await desk.fill('dialog input[name=note]', 'For Ada')
    await trip.look(desk, 'invitation')
    await desk.locator('dialog button[type=submit]').click()
    await desk.locator('dialog').waitFor({ state: 'detached' })
    const text = await desk.locator('#settings-invitations ~ [role=status] code').innerText()
    await desk.locator('#settings-invitations ~ ul li', { hasText: 'For Ada' }).waitFor()
    return text
  })
  await trip.look(desk, 'entry')

  const context = await trip.visitor()
  const page = await context.newPage()
  await trip.step('nobody gets in without one', async () => {
    await page.goto(`${BASE}/register`)
    await page.locator('input[name=invite]').waitFor()
    await page.fill('input[name=username]', `invited${Date.now().toString(36)}`)
    await page.fill('input[name=password]', PASSWORD)
    await page.check('input[name=accept_terms]')
    await page.click('button[type=submit]')
    await page.locator('input[name=invite][aria-invalid=true]').waitFor()
  })

  await trip.step('its link fills it in, and is good once', async () => {
    for (const expected of ['in', 'refused']) {
      const guest = await (await trip.visitor()).newPage()
      await guest.goto(here(link))
      await guest.locator('input[name=invite]').waitFor()
      assert.notEqual(await guest.inputValue('input[name=invite]'), '')
      await guest.fill('input[name=username]', `${expected}${Date.now().toString(36)}`)
      await guest.fill('input[name=password]', PASSWORD)
      await guest.check('input[name=accept_terms]')
      await guest.click('button[type=submit]')
      if (expected === 'in') await guest.waitForSelector('[data-composer]')
      else await guest.locator('form [role=alert], form [aria-invalid=true]').first().waitFor()
    }
  })

  await trip.step('a door that is closed says so', async () => {
    await choose(desk, 0, 2)
    await save(desk)
    await page.goto(`${BASE}/register`)
    await page.locator('main a[href="/"]').waitFor()
    await page.locator('input[name=username]').waitFor({ state: 'detached' })
    await trip.look(page, 'closed')
  })
}

/** The lives of two letters; gives the name of whoever got them. */
async function letters(trip, post) {
  const context = await trip.visitor()
  const page = await context.newPage()
  const username = `post${Date.now().toString(36)}`
  const address = `${username}@example.org`

  await trip.step('whoever registers with an address gets a letter', async () => {
    await page.goto(`${BASE}/register`)
    await page.locator('details', { hasText: 'Be kind to the lamp.' }).waitFor()
    await page.fill('input[name=username]', username)
    await page.fill('input[name=password]', PASSWORD)
    await page.fill('input[name=email]', 'no address')
    await page.check('input[name=accept_terms]')
    await page.click('button[type=submit]')
    await page.locator('input[name=email][aria-invalid=true]').waitFor()
    await trip.look(page, 'register')
    await page.fill('input[name=email]', address)
    await page.click('button[type=submit]')
    await page.waitForSelector('[data-composer]')
  })
  const first = await post.letterTo(address)

  await trip.step('until its link is opened the address is not verified', async () => {
    await page.goto(`${BASE}/settings`)
    await page.locator('#settings-profile ~ div', { hasText: address }).waitFor()
  })
  await trip.look(page, 'unverified')

  await trip.step('the link verifies it, once, and leaves no key in the address', async () => {
    await page.goto(linkIn(first, '/verify-email'))
    await page.getByRole('alert').waitFor()
    assert.equal(new URL(page.url()).hash, '')
    assert.equal((await me(page)).email_verified, true)
    await trip.look(page, 'verified')
    await page.goto(BASE)
    await page.goto(linkIn(first, '/verify-email'))
    await page.locator('main [role=alert] strong').waitFor()
  })
  await trip.look(page, 'verified-twice')

  await trip.step('a forgotten password is asked for with the address', async () => {
    await page.goto(`${BASE}/settings`)
    await page.locator('[data-sign-out]').click()
    await page.locator('a[href="/forgot"]').click()
    await page.fill('input[name=email]', address)
    await trip.shot(page, 'forgot')
    await page.press('input[name=email]', 'Enter')
    await page.locator('input[name=email]').waitFor({ state: 'detached' })
  })
  await trip.look(page, 'forgot-sent')
  const second = await post.letterTo(address)
  const later = `${PASSWORD}, later`

  await trip.step('and whoever nobody knows hears the same', async () => {
    const said = await page.locator('main').innerText()
    await page.goto(`${BASE}/forgot`)
    await page.fill('input[name=email]', `nobody.${address}`)
    await page.press('input[name=email]', 'Enter')
    await page.locator('input[name=email]').waitFor({ state: 'detached' })
    assert.equal(await page.locator('main').innerText(), said)
  })

  await trip.step('the letter’s link sets another, and a weak one is told', async () => {
    await page.goto(linkIn(second, '/reset-password'))
    await page.fill('input[name=password]', 'short')
    await page.click('button[type=submit]')
    await page.locator('input[name=password][aria-invalid=true]').waitFor()
    await trip.look(page, 'reset')
    await page.fill('input[name=password]', later)
    await page.click('button[type=submit]')
    await page.waitForSelector('input[name=username]')
  })

  await trip.step('the old password opens nothing, the new one does', async () => {
    await page.fill('input[name=username]', username)
    await page.fill('input[name=password]', PASSWORD)
    await page.press('input[name=password]', 'Enter')
    await page.locator('form [role=alert]').waitFor()
    await signIn(page, username, later)
  })
  return username
}

const me = (page) => page.evaluate(async () => (await fetch('/api/me')).json())

function linkIn({ text }, path) {
  const link = /https?:\/\/\S+#key=\S+/.exec(text)?.[0]
  assert.ok(link, text)
  const url = new URL(link)
  assert.equal(url.pathname, path)
  return here(link)
}

/** A link of the server's, which knows itself by another name where it was not told what people call it. */
function here(link) {
  const { pathname, hash } = new URL(link)
  return `${BASE}${pathname}${hash}`
}
