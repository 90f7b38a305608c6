// What the journeys share: the browser, an account of their own, talking, and looking.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

export const BASE = process.env.RACONTEUR_URL?.replace(/\/$/, '')
export const PASSWORD = 'a lamp by the river'
export const results = { passed: 0, failed: 0, leftOut: 0 }
export const VIEWS = [
  { name: '1280', width: 1280, height: 800, locale: 'en-US', colorScheme: 'light', touch: false },
  { name: '390', width: 390, height: 844, locale: 'zh-CN', colorScheme: 'dark', touch: true },
]

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export function launch() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path))
  if (!executablePath) throw new Error('No Chromium was found. Install one or set CHROMIUM to it.')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

/** Runs one journey; each of its steps is counted, and the first that fails ends it. */
export async function report(browser, view, name, journey, others) {
  const trip = new Trip(browser, view, name, others)
  try {
    await journey(trip)
    await trip.step('nothing was asked of anybody else, and nothing was forbidden', () => trip.checkConsole())
  } catch (fault) {
    if (!(fault instanceof StepFailed)) trip.tell('the journey', fault)
  }
  await trip.close()
}

class StepFailed extends Error {}

export class Trip {
  /** Of others, `post` is the mail server that the server sends to, `teller` the model that tells its stories, `wiki` one that it may read; where there is one. */
  constructor(browser, view, name, { post, teller, wiki }) {
    Object.assign(this, { browser, view, name, post, teller, wiki, contexts: [], complaints: [], streams: 0, sockets: 0 })
  }

  async step(what, run) {
    try {
      const value = await run()
      results.passed += 1
      console.log(`ok    ${this.view.name}  ${this.name}: ${what}`)
      return value
    } catch (fault) {
      this.tell(what, fault)
      throw new StepFailed(what)
    }
  }

  /** Says that something is not looked at, so that nobody takes it for seen. */
  leaveOut(why) {
    results.leftOut += 1
    console.log(`left  ${this.view.name}  ${this.name}: ${why}`)
  }

  tell(what, fault) {
    results.failed += 1
    console.log(`FAIL  ${this.view.name}  ${this.name}: ${what}\n      ${String(fault?.stack ?? fault).replaceAll('\n', '\n      ')}`)
    for (const line of this.complaints) console.log(`      ${line}`)
  }

  /** A browser of its own: no cookies, the language and theme of the view. */
  async visitor() {
    const { width, height, locale, colorScheme, touch } = this.view
    const context = await this.browser.newContext({ viewport: { width, height }, locale, colorScheme, hasTouch: touch, isMobile: touch })
    context.setDefaultTimeout(20_000)
    this.contexts.push(context)
    context.on('page', (page) => this.watch(page))
    return context
  }

  watch(page) {
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.origin !== new URL(BASE).origin && url.protocol !== 'data:' && url.protocol !== 'blob:') this.complaints.push(`asked elsewhere: ${request.url()}`)
      if (/\/api\/turns\/[^/]+\/events/.test(url.pathname)) this.streams += 1
    })
    page.on('websocket', () => (this.sockets += 1))
    page.on('pageerror', (fault) => this.complaints.push(`broke: ${fault.message}`))
    page.on('console', (message) => {
      if (/Content Security Policy|Content-Security-Policy/i.test(message.text())) this.complaints.push(message.text())
    })
  }

  checkConsole() {
    assert.deepEqual(this.complaints, [])
  }

  /** A page of the operator, where the operator was made by these journeys; nothing on a server that had one before. */
  async operator() {
    const context = await this.visitor()
    const page = await context.newPage()
    await page.goto(BASE)
    await page.waitForSelector('form')
    if (operator === null) await enter(page)
    else await signIn(page, operator)
    return operator === null ? null : page
  }

  /** A page with somebody signed in: the operator when there is nobody yet, else a new member. */
  async member() {
    const context = await this.visitor()
    const page = await context.newPage()
    await page.goto(BASE)
    const username = await enter(page)
    return { context, page, username }
  }

  async shot(page, name) {
    if (!process.env.SCREENSHOTS) return
    mkdirSync(process.env.SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: join(process.env.SCREENSHOTS, `${this.view.name}-${name}.png`), animations: 'disabled' })
  }

  /** axe has nothing to say, and nothing stands beyond the edge of the window. */
  async look(page, name) {
    await this.shot(page, name)
    await this.step(`${name} can be used by everybody`, async () => {
      // What is still on its way into view is pale: without motion everything is as it will be read.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      // By way of the debugger, which the page's policy does not bind.
      await page.evaluate(axe)
      // The order of headings within an answer is what its model wrote.
      const options = { resultTypes: ['violations'], rules: { 'heading-order': { enabled: false } } }
      const { violations } = await page.evaluate((how) => globalThis.axe.run(document, how), options)
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join('; ')}`), [])
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(over <= 0, `${over} px beyond the edge`)
      await page.emulateMedia({ reducedMotion: null })
    })
  }

  async close() {
    for (const context of this.contexts) await context.close()
  }
}

let people = 0
let operator = null

/** Through the door as it stands: first run, or a new member by way of "Make one". Gives the name. */
export async function enter(page) {
  const username = `ada${Date.now().toString(36)}${people++}`
  await page.waitForSelector('form')
  const { needed, code_required: code } = await page.evaluate(() => fetch('/api/setup').then((response) => response.json()))
  if (!needed) {
    await page.click('a[href="/register"]')
    await page.check('input[name=accept_terms]')
  }
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', PASSWORD)
  if (needed && code) await page.fill('input[name=code]', process.env.E2E_SETUP_CODE ?? '')
  await page.click('button[type=submit]')
  await page.waitForSelector('[data-composer]')
  if (needed) operator = username
  await useModel(page)
  return username
}

/** In again, by the form that is on the page. */
export async function signIn(page, username, password = PASSWORD) {
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password)
  await page.press('input[name=password]', 'Enter')
  await page.waitForSelector('[data-composer]')
}

/** Chooses the model whose answers are told by knobs, where there is one. */
export async function useModel(page) {
  if (process.env.E2E_MODEL) await page.selectOption('form select', process.env.E2E_MODEL)
}

const asks = (response) => /\/(turns|continue)$/.test(new URL(response.url()).pathname) && response.request().method() === 'POST'

/** Does what starts a turn, and comes back when its answer has its place on the page. */
export async function ask(page, act) {
  const started = page.waitForResponse(asks)
  await act()
  const response = await started
  if (response.status() === 202) {
    const { messages } = await response.json()
    await page.locator(`[data-id="${messages.at(-1).id}"]`).waitFor()
  }
  return response
}

/** The same, however often it takes: one question in so many seconds is the rule, and the page says when it is over. */
export async function insist(page, act) {
  let response = await ask(page, act)
  while (response.status() === 429) {
    const again = page.locator('[role=log] [role=alert]').last().getByRole('button').first()
    await again.and(page.locator(':enabled')).waitFor({ timeout: 15_000 })
    response = await ask(page, () => again.click())
  }
  return response
}

/** What the fake upstream shall do stands on a line of its own below the words. */
export async function say(page, words, knobs = '') {
  await page.fill('[data-composer]', knobs === '' ? words : `${words}\n${knobs}`)
  return insist(page, () => page.press('[data-composer]', 'Enter'))
}

export const lastAnswer = (page) => page.locator('[role=log] article[data-role=assistant]').last()
export const textOf = (page) => lastAnswer(page).locator('[data-prose]').innerText()
export const running = (page) => page.locator('[role=log][aria-busy=true]').waitFor()
// Asked seldom, because whoever asks at every frame is what a slow page is then slow of.
export const finished = (page, timeout = 60_000) =>
  page.waitForFunction(() => document.querySelector('[role=log]')?.getAttribute('aria-busy') === 'false', null, { timeout, polling: 200 })
export const inConversation = (page) => page.waitForURL(/\/chat\/[0-9a-f-]{36}$/)

/** Until an answer on the page is at least so long. */
export async function grown(page, length) {
  await page.waitForFunction((least) => ([...document.querySelectorAll('[role=log] article[data-role=assistant] [data-prose]')].at(-1)?.textContent.length ?? 0) >= least, length)
}

/** The answer as the server keeps it. */
export function kept(page) {
  return page.evaluate(async () => {
    const id = location.pathname.split('/').at(-1)
    const { items } = await (await fetch(`/api/conversations/${id}/messages?limit=200`)).json()
    return items.at(-1)
  })
}

/** Letters only: what Markdown and line breaks make of the space between words is not the matter here. */
export const letters = (text) => text.replace(/\s+/gu, '')
