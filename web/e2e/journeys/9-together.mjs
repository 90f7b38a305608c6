import assert from 'node:assert/strict'
import { BASE, PASSWORD } from '../kit.mjs'

export const name = 'together'

const article = (page, number) => page.locator(`[role=log] article[data-event="${number}"]`)
const option = (page, at) => page.locator('[data-option]').nth(at)
const marked = (page) => page.locator('[data-option][aria-pressed=true]')
const seat = (page, who, how = '') => page.locator(`[data-seat="${who}"]${how}`)
const ask = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const nanos = (amount) => BigInt(amount.replace('.', '').padEnd(amount.indexOf('.') + 9, '0'))

export async function journey(trip) {
  if (!trip.teller) return trip.leaveOut('no model tells stories here: E2E_TELLER_PORT is not set')
  const zh = trip.view.locale === 'zh-CN'
  const play = new Play(trip, zh)
  await play.opens()
  await play.joins()
  await play.votes()
  await play.loses()
  await play.acts()
  await play.ends()
  await play.shares()
  await play.clears()
}

/** Two people at one story, from the table that is laid to the book that a third one reads. */
class Play {
  constructor(trip, zh) {
    Object.assign(this, { trip, zh, teller: trip.teller, ada: zh ? '阿达' : 'Ada', bo: zh ? '小波' : 'Bo', told: 1 })
  }

  /** With a finger, or by the key that has its number. */
  async choose(page, at) {
    await option(page, at).waitFor()
    await (this.trip.view.touch ? option(page, at).tap() : page.keyboard.press(String(at + 1)))
  }

  async menu(label) {
    await this.host.locator('main > header').getByRole('button').last().click()
    await this.host.locator('[popover]:popover-open').getByRole('menuitem', { name: label }).click()
  }

  /** The newest event, and all of it told, on both pages. */
  async bothRead() {
    this.told += 1
    await article(this.host, this.told).waitFor()
    await article(this.guest, this.told).waitFor()
  }

  tale() {
    return ask(this.guest, `/api/stories/${this.id}/tale`).then(({ items }) => items)
  }

  party(page) {
    return ask(page, `/api/stories/${this.id}/party`)
  }

  async opens() {
    const { trip, zh } = this
    const { page } = await trip.member()
    this.host = page
    // So long that nothing has to be told twice.
    this.id = await page.evaluate(async (longest) => {
      const session = `together-${Date.now()}`
      const begin = { event: { type: 'INIT' }, session: { session_id: session }, constraints: { language: document.documentElement.lang.slice(0, 2), max_chars_scene: longest, max_chars_option: 60 } }
      await fetch('/api/invoke', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(begin) })
      return (await fetch(`/api/stories?session_id=${session}`).then((response) => response.json())).items[0].id
    }, zh ? 220 : 600)
    await page.goto(`${BASE}/stories/${this.id}`)
    await option(page, 0).waitFor()

    await trip.step('a story is opened to others', async () => {
      await this.menu(zh ? '一起玩' : 'Play together')
      await page.fill('dialog input[name=name]', this.ada)
      await page.selectOption('dialog select[name=seconds]', '15')
      await trip.look(page, 'together-begin')
      await page.click('dialog [data-lay]')
      this.code = await page.locator('dialog [data-code]').getAttribute('data-code')
      assert.match(this.code, /^[A-Z2-9]{8}$/)
      assert.equal(await page.locator('dialog a').getAttribute('href'), `${BASE}/join/${this.code}`)
    })
    await trip.look(page, 'together-code')
    await page.keyboard.press('Escape')
    await seat(page, this.ada).waitFor()
  }

  async joins() {
    const { trip } = this
    this.other = await trip.visitor()
    const page = await this.other.newPage()
    this.guest = page
    await trip.step('whoever follows the link makes an account and comes back to it', async () => {
      await page.goto(`${BASE}/join/${this.code.toLowerCase()}`)
      await page.click('a[href="/register"]')
      await page.check('input[name=accept_terms]')
      await page.fill('input[name=username]', `bo${Date.now().toString(36)}`)
      await page.fill('input[name=password]', PASSWORD)
      await page.click('button[type=submit]')
      await page.waitForURL(`${BASE}/join/${this.code.toLowerCase()}`)
      await page.locator('input[name=code]').waitFor()
    })
    await trip.step('a stranger to the table sees nothing of it', async () => {
      await page.goto(`${BASE}/stories/${this.id}/table`)
      await page.locator('[data-cleared]').waitFor()
    })
    await trip.step('a code that is not one, or nobody’s, is told at the field', async () => {
      await page.goto(`${BASE}/join`)
      await page.fill('input[name=code]', 'ABC')
      await page.press('input[name=code]', 'Enter')
      await page.waitForSelector('input[name=code][aria-invalid=true]')
      await page.fill('input[name=code]', this.code.startsWith('ABCD') ? 'WXYZ 2345' : 'ABCD 2345')
      await page.waitForSelector('input[name=code][aria-invalid=false]')
      await page.press('input[name=code]', 'Enter')
      await page.waitForSelector('input[name=code][aria-invalid=true]')
    })
    await trip.look(page, 'together-join')
    await trip.step('by the code, in small letters and two halves, there is a seat', async () => {
      await page.fill('input[name=code]', ` ${this.code.slice(0, 4).toLowerCase()}-${this.code.slice(4)}`)
      await page.fill('input[name=name]', this.bo)
      await page.press('input[name=name]', 'Enter')
      await page.waitForURL(`${BASE}/stories/${this.id}/table`)
      await article(page, 1).waitFor()
      await seat(this.host, this.bo, '[data-here=true]').waitFor()
      assert.equal((await this.party(page)).code, null)
      assert.equal(await page.evaluate((id) => fetch(`/api/stories/${id}/journal`).then(({ status }) => status), this.id), 404)
    })
  }

  async votes() {
    const { trip, host, guest, teller } = this
    await trip.step('no time runs before somebody chooses', async () => {
      assert.equal((await this.party(guest)).round.state, 'waiting')
      assert.equal(await guest.locator('[role=group] [role=timer]').count(), 0)
    })
    await trip.step('a choice is marked and can be changed', async () => {
      await this.choose(guest, 0)
      await marked(guest).waitFor()
      await this.choose(guest, 1)
      await guest.locator('[data-option="2"][aria-pressed=true]').waitFor()
      assert.equal(await marked(guest).count(), 1)
      await guest.locator('[role=group] [role=timer]').waitFor()
    })
    await trip.step('and the others see that it was made, but not which', async () => {
      await seat(host, this.bo, '[data-chosen=true]').waitFor()
      assert.equal(await marked(host).count(), 0)
      await guest.reload()
      await guest.locator('[data-option="2"][aria-pressed=true]').waitFor()
    })
    await trip.look(guest, 'together-chosen')
    await trip.step('when all have chosen the scene is told to both, and once', async () => {
      const asked = teller.asked.length
      const letGo = teller.hold()
      await this.choose(host, 1)
      for (const page of [host, guest]) await page.locator('[role=log][aria-busy=true] [data-going]').waitFor()
      await trip.shot(guest, 'together-telling')
      letGo()
      await this.bothRead()
      assert.deepEqual(teller.asked.slice(asked), ['DECISION'])
      const entries = (await ask(host, `/api/stories/${this.id}/journal?limit=200`)).items
      assert.equal(entries.filter(({ type, data }) => type === 'told' && data.number === 2).length, 1)
      const [, second] = await this.tale()
      assert.equal(second.type, 'decision')
      assert.ok((await article(guest, 2).innerText()).includes(second.chosen))
    })
    await trip.look(host, 'together-host')
  }

  async loses() {
    const { trip, host } = this
    await trip.step('whoever closes the page in mid-round is skipped', async () => {
      await option(host, 0).waitFor()
      await this.guest.close()
      const wanted = await option(host, 2).innerText()
      await this.choose(host, 2)
      await seat(host, this.ada, '[data-chosen=true]').waitFor()
      await trip.shot(host, 'together-open')
      this.told += 1
      await article(host, this.told).waitFor({ timeout: 40_000 })
      assert.ok(wanted.endsWith((await ask(host, `/api/stories/${this.id}/tale?after=2`)).items[0].chosen))
      await seat(host, this.bo, '[data-here=false]').waitFor({ timeout: 40_000 })
    })
    await trip.step('and finds the whole tale when coming back', async () => {
      this.guest = await this.other.newPage()
      await this.guest.goto(`${BASE}/stories/${this.id}/table`)
      await article(this.guest, this.told).waitFor()
      assert.equal(await this.guest.locator('[role=log] article').count(), this.told)
      await seat(host, this.bo, '[data-here=true]').waitFor()
    })
  }

  async acts() {
    const { trip, host, zh } = this
    const lamp = zh ? '我点亮提灯' : 'I light the lantern'
    const door = zh ? '我守住门' : 'I hold the door'
    await trip.step('the host changes how rounds go', async () => {
      await this.menu(zh ? '同桌' : 'The table')
      await host.locator('dialog details summary').click()
      await host.locator('dialog details fieldset label').nth(1).click()
      await host.locator('dialog select[name=seconds]').selectOption('60')
      await trip.shot(host, 'together-rules')
      await host.click('dialog [data-lay]')
      await host.locator('textarea[name=action]').waitFor({ state: 'attached' })
      await host.keyboard.press('Escape')
      await this.guest.locator('textarea[name=action]').waitFor()
    })
    await trip.step('what is chosen while the line is lost arrives when there is one again', async () => {
      await this.guest.context().setOffline(true)
      await this.guest.fill('textarea[name=action]', door)
      await this.guest.press('textarea[name=action]', 'Enter')
      await this.guest.locator('main [role=alert] button').waitFor()
      await trip.shot(this.guest, 'together-lost')
      await this.guest.context().setOffline(false)
      await seat(host, this.bo, '[data-chosen=true]').waitFor()
      await this.guest.locator('main [role=alert]').waitFor({ state: 'detached' })
    })
    await trip.step('what everybody does becomes one scene', async () => {
      await host.fill('textarea[name=action]', lamp)
      await host.press('textarea[name=action]', 'Enter')
      await this.bothRead()
      const last = (await this.tale()).at(-1)
      assert.equal(last.type, 'action')
      for (const words of [this.ada, lamp, this.bo, door]) assert.ok(last.chosen.includes(words), last.chosen)
    })
    await trip.look(this.guest, 'together-acted')
  }

  async ends() {
    const { trip, host, zh, teller } = this
    await trip.step('where all is said the host leads to the ending, and the others wait for it', async () => {
      teller.leadTo('RESOLUTION')
      await this.choose(this.guest, 0)
      await marked(this.guest).waitFor()
      await this.choose(host, 0)
      await this.bothRead()
      await this.guest.locator('[data-waits]').waitFor()
      await trip.shot(this.guest, 'together-waits')
      const end = host.locator('[data-end]')
      await end.waitFor()
      await (trip.view.touch ? end.tap() : host.keyboard.press('1'))
      for (const page of [host, this.guest]) await page.locator('[data-ending] ol li').first().waitFor()
      this.told += 1
    })
    await trip.step('a new scene is read from its first line', async () => {
      for (const page of [host, this.guest]) {
        await page.waitForFunction((number) => {
          const scene = document.querySelector(`[data-event="${number}"]`)
          return Math.abs(scene.getBoundingClientRect().top - scene.closest('[role=log]').parentElement.parentElement.getBoundingClientRect().top) < 24
        }, this.told)
      }
    })
    await trip.look(this.guest, 'together-ending')
    await trip.step('the novel of it is read by all', async () => {
      await host.fill('input[name=hero]', this.ada)
      await host.press('input[name=hero]', 'Enter')
      for (const page of [host, this.guest]) await page.locator('[data-novel]').waitFor()
    })
    await trip.step('what it cost is shared by those who took part', async () => {
      const { players, cost } = await this.party(this.guest)
      assert.equal(players.reduce((sum, one) => sum + nanos(one.cost), 0n), nanos(cost))
      assert.ok(nanos(cost) > 0n && players.every((one) => nanos(one.cost) > 0n))
      await this.guest.getByRole('button', { name: zh ? '玩家与规则' : 'players and rules' }).click()
      assert.equal(await this.guest.locator('dialog [data-player]').count(), 2)
    })
    await trip.look(this.guest, 'together-players')
    await this.guest.keyboard.press('Escape')
  }

  async shares() {
    const { trip, host, zh } = this
    let link = ''
    await trip.step('a link to read it is made', async () => {
      await this.menu(zh ? '分享阅读' : 'Share to read')
      await host.click('dialog [data-share]')
      link = await host.locator('dialog [data-link]').getAttribute('data-link')
      assert.ok(link.startsWith(`${BASE}/s/`))
    })
    await trip.look(host, 'together-share')
    const reader = await (await trip.visitor()).newPage()
    await trip.step('whoever has it reads the whole tale, without an account', async () => {
      const asked = []
      reader.on('request', (request) => asked.push(new URL(request.url()).pathname))
      await reader.goto(link)
      await reader.locator('[data-book] [data-ending] ol li').first().waitFor()
      assert.equal(await reader.locator('[data-book] article[data-event]').count(), this.told + 1)
      assert.ok((await reader.locator('[data-chosen]').count()) >= 3)
      assert.deepEqual(asked.filter((path) => path.startsWith('/api/')), [`/api/shared/stories/${link.split('/').at(-1)}`])
      assert.deepEqual(await reader.context().cookies(), [])
    })
    await trip.look(reader, 'together-book')
    await trip.step('so does a browser whose login is no longer known', async () => {
      await reader.context().addCookies([{ name: 'raconteur', value: 'of-another-time', url: BASE }])
      await reader.reload()
      await reader.locator('[data-book]').waitFor()
    })
    await trip.step('a new link makes the old one void', async () => {
      await host.keyboard.press('Escape')
      await this.menu(zh ? '分享阅读' : 'Share to read')
      await host.click('dialog [data-share]')
      await host.locator('dialog [data-link]').waitFor()
      await reader.reload()
      await reader.locator('[data-closed]').waitFor()
    })
    await trip.look(reader, 'together-closed')
    await trip.step('and none reads it once it is no longer shared', async () => {
      const other = await host.locator('dialog [data-link]').getAttribute('data-link')
      await host.click('dialog [data-void]')
      await host.locator('dialog [data-link]').waitFor({ state: 'detached' })
      await reader.goto(other)
      await reader.locator('[data-closed]').waitFor()
      await host.keyboard.press('Escape')
    })
  }

  async clears() {
    const { trip, host, zh } = this
    await trip.step('a player leaves, and comes back with the code', async () => {
      await this.guest.getByRole('button', { name: zh ? '玩家与规则' : 'players and rules' }).click()
      await this.guest.click('dialog [data-rise]')
      await trip.shot(this.guest, 'together-leave')
      await this.guest.click('dialog [data-sure]')
      await this.guest.waitForURL(`${BASE}/stories`)
      await seat(host, this.bo).waitFor({ state: 'detached' })
      await this.guest.goto(`${BASE}/join/${this.code}`)
      await this.guest.fill('input[name=name]', this.bo)
      await this.guest.click('main button[type=submit]')
      await this.guest.locator('[data-novel]').waitFor()
      await seat(host, this.bo).waitFor()
    })
    await trip.step('whose seat is taken away sees nothing any more', async () => {
      await host.getByRole('button', { name: zh ? '玩家与规则' : 'players and rules' }).click()
      await host.locator(`dialog [data-player="${this.bo}"] button`).click()
      await this.guest.locator('[data-cleared]').waitFor()
      await host.locator(`dialog [data-player="${this.bo}"]`).waitFor({ state: 'detached' })
    })
    await trip.look(this.guest, 'together-cleared')
    await trip.step('and the host ends it', async () => {
      await host.click('dialog [data-rise]')
      await host.click('dialog [data-sure]')
      await host.locator('[data-seat]').first().waitFor({ state: 'detached' })
      await host.reload()
      await article(host, 1).waitFor()
      assert.equal(await host.locator('[data-seat]').count(), 0)
    })
  }
}
