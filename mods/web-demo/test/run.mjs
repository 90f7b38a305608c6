// The campfire in a real browser: against a server that does what the test says, and, where there is one, through the
// relay against Raconteur itself. Ends with `N passed, N failed`.
//
//   CHROMIUM                          the browser, when it is not where it usually is
//   RACONTEUR_URL, E2E_KEY_FILE       a running server and a file with a key for games: the second half
//   SCREENSHOTS                       folder for pictures, when they are wanted
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Server } from './server.mjs'

const web = createRequire(new URL('../../../web/package.json', import.meta.url))
const { chromium } = web('playwright-core')
const axe = readFileSync(web.resolve('axe-core/axe.min.js'), 'utf8')
const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const VIEWS = [
  { name: '1280', viewport: { width: 1280, height: 800 }, locale: 'en-US', colorScheme: 'light' },
  { name: '390', viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark', hasTouch: true, isMobile: true },
]
const results = { passed: 0, failed: 0 }

async function step(view, what, run) {
  try {
    await run()
    results.passed += 1
    console.log(`ok    ${view.name}  ${what}`)
  } catch (fault) {
    results.failed += 1
    console.log(`FAIL  ${view.name}  ${what}\n      ${String(fault?.stack ?? fault).replaceAll('\n', '\n      ')}`)
  }
}

const lines = (page) => page.locator('.log p')

/** Says it, by key or by finger, and waits until so many lines more stand there. */
async function say(page, view, text, more) {
  const before = await lines(page).count()
  await page.fill('[name=said]', text)
  if (view.hasTouch) await page.tap('.say button')
  else await page.press('[name=said]', 'Enter')
  await page.waitForFunction((count) => document.querySelectorAll('.log p').length >= count, before + more, { timeout: 20_000 })
  return (await lines(page).allInnerTexts()).slice(before)
}

async function campfire(browser, view, server) {
  const context = await browser.newContext(view)
  const page = await context.newPage()
  const broken = []
  page.on('pageerror', (fault) => broken.push(fault.message))
  page.on('console', (message) => /Content.Security.Policy/i.test(message.text()) && broken.push(message.text()))
  await page.goto(server.url)
  await page.waitForFunction(() => document.querySelectorAll('select[name=npc] option').length === 2)
  // a bubble stands for less than half a second here: what stood in it is written down
  await page.evaluate(() => {
    globalThis.bubbles = []
    const bubble = document.querySelector('.bubble')
    new MutationObserver(() => globalThis.bubbles.push(bubble.hidden ? '' : bubble.textContent)).observe(bubble, { childList: true })
  })
  const zh = view.locale === 'zh-CN'

  await step(view, 'speaks the language of whoever plays, and the other when that is wished', async () => {
    assert.equal(await page.title(), zh ? '篝火旁' : 'By the fire')
    await page.locator('details').evaluate((one) => (one.open = true))
    await page.selectOption('[name=language]', zh ? 'en' : 'zh')
    assert.equal(await page.title(), zh ? 'By the fire' : '篝火旁')
    await page.selectOption('[name=language]', zh ? 'zh' : 'en')
  })
  await step(view, 'shows what is said as text, line by line, and does what is done', async () => {
    const said = await say(page, view, '冷吗？"\\', 3)
    assert.match(said[1], /high: <b>"冷吗？"\\"<\/b> 🔥 \\ \]\]$/)
    assert.match(said[2], /然后呢/)
    assert.equal(await page.locator('.log').getAttribute('data-action'), 'point_at')
    await page.waitForFunction(() => globalThis.bubbles.some((text) => text.includes('然后呢')))
  })
  await step(view, 'sends no more than the game knows, and no cookies', async () => {
    const { world, save, allowed_actions: actions, language, player, authorization, cookie } = server.asked.at(-1)
    assert.equal(world.phase, 'night')
    assert.deepEqual(Object.keys(save), ['id', 'epoch'])
    assert.equal(actions.length, 3)
    assert.equal(language, zh ? 'zh' : 'en')
    assert.match(player.id, /^[0-9a-f-]{36}$/)
    assert.deepEqual([authorization, cookie], [undefined, undefined])
  })
  await step(view, 'shows a late answer sentence by sentence', async () => {
    server.mood('late')
    const said = await say(page, view, 'And then?', 3)
    assert.match(said[2], /然后呢/)
    await page.waitForFunction(() => document.querySelector('.log').dataset.action === 'wave')
    server.mood('well')
  })
  for (const mood of ['gone', 'html', 'half']) {
    await step(view, `asks the same again when the answer is ${mood}`, async () => {
      server.mood(mood)
      const before = server.asked.length
      const said = await say(page, view, mood, 3)
      assert.match(said[1], new RegExp(mood))
      const [first, second, ...more] = server.asked.slice(before)
      assert.equal(first.request_id, second.request_id)
      assert.deepEqual(more, [])
    })
  }
  await step(view, 'says a line of its own when the key is refused, and goes on when it is right', async () => {
    server.mood('refuses')
    const said = await say(page, view, 'Hello?', 2)
    assert.ok(said[1].length > 5)
    assert.equal(await page.locator('body').getAttribute('data-state'), 'refused')
    server.mood('well')
    await page.fill('[name=key]', 'rk_right')
    await page.locator('[name=key]').blur()
    await say(page, view, 'Now?', 3)
    assert.equal(server.asked.at(-1).authorization, 'Bearer rk_right')
    assert.ok(!page.url().includes('rk_'))
  })
  await step(view, 'says a canned line like any other', async () => {
    server.mood('canned')
    assert.match((await say(page, view, 'Hm?', 2))[1], /……$/)
    server.mood('well')
  })
  await step(view, 'talks with a chosen character', async () => {
    await page.selectOption('select[name=npc]', 'n1')
    assert.match((await say(page, view, 'Who are you?', 3))[1], /^威尔逊/)
    assert.equal(server.asked.at(-1).npc, 'n1')
  })
  await step(view, 'is played by key and by finger', async () => {
    const where = () => page.evaluate(() => globalThis.campfire.scene.traveller)
    const start = await where()
    if (view.hasTouch) {
      const right = page.locator('[data-do=right]')
      await right.dispatchEvent('pointerdown')
      await page.waitForFunction((from) => globalThis.campfire.scene.traveller > from + 20, start)
      await right.dispatchEvent('pointerup')
    } else {
      await page.focus('canvas')
      await page.keyboard.down('ArrowRight')
      await page.waitForFunction((from) => globalThis.campfire.scene.traveller > from + 20, start)
      await page.keyboard.up('ArrowRight')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate(() => document.activeElement.name), 'said')
    }
    const still = await where()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    assert.ok(Math.abs((await where()) - still) < 20)
    await page.evaluate(() => (globalThis.campfire.scene.fire = 0.1))
    await page.locator('[data-do=wood]').click()
    assert.ok((await page.evaluate(() => globalThis.campfire.scene.fire)) > 0.3)
    await say(page, view, 'Warmer?', 3)
    assert.ok(server.asked.at(-1).events.some((event) => event.type === 'wood'))
  })
  await step(view, 'goes back to a saved night, and says which', async () => {
    const epochs = []
    for (const deed of ['save', 'save', 'load']) {
      await page.locator(`[data-do=${deed}]`).click()
      await say(page, view, deed, 3)
      epochs.push(server.asked.at(-1).save.epoch)
    }
    assert.deepEqual(epochs, [1, 2, 2])
  })
  await step(view, 'draws a fire that warms: the picture is not one colour', async () => {
    const colours = await page.evaluate(() => {
      const { data } = document.querySelector('canvas').getContext('2d').getImageData(0, 0, 960, 480)
      const seen = new Set()
      for (let i = 0; i < data.length; i += 4 * 97) seen.add((data[i] >> 4) * 256 + (data[i + 1] >> 4) * 16 + (data[i + 2] >> 4))
      return seen.size
    })
    assert.ok(colours > 20, `${colours} colours`)
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `campfire-${view.name}.png`) })
  })
  await step(view, 'can be used by everybody, and nothing stands beyond the edge', async () => {
    await page.locator('details').evaluate((one) => (one.open = true))
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), [])
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0)
    assert.deepEqual(broken, [])
  })
  await context.close()
}

/** Raconteur, behind the relay as a person would start it. */
async function real(browser, view) {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const words = ['relay', '--to', process.env.RACONTEUR_URL, '--token-file', process.env.E2E_KEY_FILE, '--listen', '0', '--site', join(root, 'mods/web-demo')]
  const relay = spawn(join(root, 'raconteur'), words, { stdio: ['ignore', 'inherit', 'pipe'] })
  try {
    let url = ''
    for await (const line of createInterface(relay.stderr)) {
      console.log(`      ${line}`)
      url = /ready at (\S+)/.exec(line)?.[1] ?? ''
      if (url !== '') break
    }
    const context = await browser.newContext(view)
    const page = await context.newPage()
    await page.goto(url)
    await step(view, 'is answered by Raconteur through the relay, without a key in the page', async () => {
      const said = await say(page, view, 'Is it far to the sea?', 2)
      assert.ok(said[1].length > 3)
      await page.waitForFunction(() => document.body.dataset.state === 'quiet', null, { timeout: 40_000 })
    })
    await context.close()
  } finally {
    relay.kill()
  }
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] })
for (const view of VIEWS) {
  const server = await new Server().open()
  await campfire(browser, view, server).catch((fault) => step(view, 'the campfire', () => Promise.reject(fault)))
  server.close()
  if (process.env.RACONTEUR_URL && process.env.E2E_KEY_FILE) await real(browser, view)
}
await browser.close()
console.log(`${results.passed} passed, ${results.failed} failed`)
process.exit(results.failed === 0 ? 0 : 1)
