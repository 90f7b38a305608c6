import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BASE, finished, inConversation, lastAnswer, say, useModel } from '../kit.mjs'
import { zipOf } from '../zip.mjs'

export const name = 'knowledge'

const get = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)
const send = (page, path, body) => page.evaluate(([where, what]) => fetch(where, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(what) }).then((response) => response.json()), [path, body])
const idOf = (page) => /\/knowledge\/([0-9a-f-]{36})/.exec(page.url())[1]
const collection = (page) => get(page, `/api/knowledge/${idOf(page)}`)
const ledger = async (page) => Object.fromEntries((await get(page, `/api/knowledge/${idOf(page)}/files?limit=200`)).items.map(({ name: file, state }) => [file, state]))
const brought = (page) => page.locator('[data-batch=done]').waitFor()
const outcomes = (page) => page.locator('[data-batch] li').evaluateAll((rows) => rows.map((row) => row.dataset.outcome).toSorted())
const text = (file, words) => ({ name: file, mimeType: 'text/plain', buffer: Buffer.from(words) })

const ZH = {
  name: '荒野志',
  spider: '# 蜘蛛\n\n蜘蛛在黄昏出巢，怕火。\n\n## 掉落\n\n蜘蛛掉落蛛丝、怪物肉和腺体。<img src=x onerror=alert(1)>\n',
  asked: '蜘蛛掉落什么？',
  hit: '蜘蛛掉落',
  part: '掉落',
  who: '守灯人',
  oil: '灯塔每夜烧多少鲸油？',
}
const EN = {
  name: 'Of the wild',
  spider: '# Spider\n\nSpiders leave their den at dusk and fear fire.\n\n## Drops\n\nA spider drops silk, monster meat and glands. <img src=x onerror=alert(1)>\n',
  asked: 'What do spiders drop?',
  hit: 'spider drops',
  part: 'Drops',
  who: 'The keeper',
  oil: 'How much whale oil does the lighthouse burn?',
}

export async function journey(trip) {
  const { page } = await trip.member()
  const words = trip.view.locale === 'zh-CN' ? ZH : EN
  await making(trip, page, words)
  await bringing(trip, page, words)
  await archive(trip, page)
  await wiki(trip, page)
  await trying(trip, page, words)
  await talking(trip, page, words)
  await ending(trip, page, words)
}

async function making(trip, page, words) {
  await trip.step('there is a place for knowledge, empty at first', async () => {
    await page.goto(`${BASE}/knowledge`)
    await page.locator('main h1').waitFor()
    await page.locator('main svg').first().waitFor()
  })
  await trip.look(page, 'knowledge-empty')
  await trip.step('a collection is made, and its name may not be had twice', async () => {
    const make = async () => {
      await page.locator('main header button').last().click()
      await page.fill('dialog input[name=name]', words.name)
      await page.click('dialog button[type=submit]')
    }
    await make()
    await page.waitForURL(/\/knowledge\/[0-9a-f-]{36}$/)
    await page.goto(`${BASE}/knowledge`)
    await make()
    await page.locator('dialog input[aria-invalid=true]').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-collection] a').click()
    await page.locator('[data-ledger=ready]').waitFor()
  })
}

async function bringing(trip, page, words) {
  await trip.step('several files are brought, and each has its word', async () => {
    await page.setInputFiles('input[name=files]', [text('mobs/spider.md', words.spider), text('spider.md', words.spider), text('tuning.lua', 'TUNING = { SPIDER = { HEALTH = 100, DAMAGE = 20 } }'), text('broken.pdf', 'no pdf'), text('empty.txt', '')])
    await brought(page)
    assert.deepEqual(await outcomes(page), ['added', 'added', 'added', 'refused', 'refused'])
    await page.locator('[data-file=failed]').waitFor()
    assert.equal(await page.locator('[data-file=done]').count(), 3)
  })
  await trip.look(page, 'knowledge-files')
  await trip.step('what is the same is passed over', async () => {
    await page.setInputFiles('input[name=files]', [text('spider.md', words.spider), text('tuning.lua', 'TUNING = { SPIDER = { HEALTH = 200 } }')])
    await page.locator('[data-batch=done] [data-outcome=unchanged]').waitFor()
    await page.locator('[data-batch=done] [data-outcome=changed]').waitFor()
  })
  await trip.step('a folder comes with its paths, without what programs leave in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mod-'))
    mkdirSync(join(folder, 'scripts'))
    mkdirSync(join(folder, '.git'))
    for (const [file, said] of [['modmain.lua', 'NAME = "lamp"'], ['scripts/lamp.lua', 'LAMP = { LIGHT = 9 }'], ['.git/config.json', '{}']]) writeFileSync(join(folder, file), said)
    await page.setInputFiles('input[name=folder]', folder)
    await page.waitForFunction(() => [...document.querySelectorAll('[data-batch=done] li')].length > 0 && document.querySelector('[data-ledger]').innerText.includes('scripts/lamp.lua'))
    rmSync(folder, { recursive: true })
    const files = await ledger(page)
    assert.equal(files['modmain.lua'], 'done')
    assert.equal(files['scripts/lamp.lua'], 'done')
    assert.ok(!Object.keys(files).some((file) => file.includes('.git')))
  })
  await trip.step('files dropped on the page are taken', async () => {
    const held = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['# Fog\n\nThe fog bell strikes seven times.'], 'dropped.md', { type: 'text/markdown' }))
      return transfer
    })
    await page.dispatchEvent('main', 'dragenter', { dataTransfer: held })
    await trip.shot(page, 'knowledge-drop')
    await page.dispatchEvent('main', 'drop', { dataTransfer: held })
    await page.locator('[data-ledger] li', { hasText: 'dropped.md' }).waitFor()
  })
  await trip.step('a file says what was read in it, and nothing of that is drawn as HTML', async () => {
    await page.locator('[data-ledger] li button', { hasText: 'mobs/spider.md' }).or(page.locator('[data-ledger] li button', { hasText: /^spider\.md$/ })).first().click()
    await page.locator('dialog [data-passage]').first().waitFor()
    assert.ok((await page.locator('dialog').innerText()).includes('<img src=x'))
    assert.equal(await page.locator('dialog img').count(), 0)
  })
  await trip.look(page, 'knowledge-file')
  await trip.step('a file is taken out', async () => {
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    const before = (await collection(page)).file_count
    await page.locator('[data-ledger] li', { hasText: 'broken.pdf' }).getByRole('button').last().click()
    await page.locator('dialog [data-sure]').click()
    await page.locator('[data-file=failed]').waitFor({ state: 'detached' })
    assert.equal((await collection(page)).file_count, before - 1)
  })
}

async function archive(trip, page) {
  await trip.step('an archive is read, and it is told what came of it', async () => {
    await page.setInputFiles('input[name=files]', { name: 'world.zip', mimeType: 'application/zip', buffer: zipOf({ 'places/tower.json': '{"name": "tower", "height": 40}', 'art/lamp.png': 'no text' }) })
    await page.locator('[data-work=done]').waitFor({ timeout: 40_000 })
    const files = await ledger(page)
    assert.equal(files['places/tower.json'], 'done')
    assert.equal(files['art/lamp.png'], 'failed')
  })
  await trip.look(page, 'knowledge-archive')
}

async function wiki(trip, page) {
  const order = async (address) => {
    await page.locator('[data-wiki]').click()
    await page.fill('dialog input[name=address]', address)
  }
  await trip.step('what is no address of a wiki is told before it is sent', async () => {
    await order('two words')
    await page.click('dialog button[type=submit]')
    await page.locator('dialog input[aria-invalid=true]').waitFor()
  })
  await trip.look(page, 'knowledge-wiki')
  await page.keyboard.press('Escape')
  if (!trip.wiki) return trip.leaveOut('no wiki is read here: E2E_WIKI_PORT is not set')
  trip.wiki.language = trip.view.locale === 'zh-CN' ? 'zh' : 'en'
  await trip.step('a wiki is read page by page, also while the page is away', async () => {
    await order(trip.wiki.address)
    await page.click('dialog button[type=submit]')
    await page.locator('[data-work=going] [data-cancel]').waitFor()
    await page.reload()
    await page.locator('[data-work=going] [data-cancel]').waitFor()
  })
  await trip.look(page, 'knowledge-reading')
  await trip.step('it is cancelled', async () => {
    await page.locator('[data-cancel]').click()
    await page.locator('[data-work=cancelled]').waitFor({ timeout: 40_000 })
  })
  await trip.step('and of another wish only those pages that are named', async () => {
    const { titles } = trip.wiki
    await page.locator('[data-wiki]').click()
    assert.equal(await page.inputValue('dialog input[name=address]'), trip.wiki.address)
    await page.locator('dialog summary').click()
    await page.fill('dialog textarea[name=titles]', titles.join('\n'))
    await page.click('dialog button[type=submit]')
    await page.locator('[data-work=done]').waitFor({ timeout: 60_000 })
    for (const title of titles) await page.locator('[data-ledger] li', { hasText: `/${title}` }).locator('a[rel~=noopener]').waitFor()
  })
  await trip.look(page, 'knowledge-read')
}

async function trying(trip, page, words) {
  await trip.step('what would be found is found, with its place, its score, and the words marked', async () => {
    await page.locator('main nav a').nth(1).click()
    await page.fill('input[name=ask]', words.asked)
    await page.press('input[name=ask]', 'Enter')
    const first = page.locator('[data-found] li').first()
    await first.locator('mark').first().waitFor()
    assert.ok((await first.locator('h3').innerText()).endsWith(words.part))
    assert.ok((await first.locator('mark').allInnerTexts()).join(' ').toLowerCase().includes(words.hit.split(' ')[0]))
    assert.equal(await first.locator('img').count(), 0)
  })
  await trip.look(page, 'knowledge-try')
  await trip.step('and what is not there is not', async () => {
    await page.fill('input[name=ask]', 'xylophone')
    await page.press('input[name=ask]', 'Enter')
    await page.locator('[data-found="0"]').waitFor()
  })
}

async function talking(trip, page, words) {
  const home = page.url().replace(/\/try$/, '')
  const who = await trip.step('it is opened at a character, from either side', async () => {
    const { character_id: id } = await send(page, '/api/characters', { role: words.who, source: 'blank' })
    await page.goto(`${home}/uses`)
    await page.locator('[data-add]').click()
    await page.check(`dialog input[name="use-${id}"]`)
    await page.locator('dialog button').last().click()
    await page.locator('[data-uses] li a').waitFor()
    await trip.look(page, 'knowledge-uses')
    await page.locator('[data-uses] li a').click()
    await page.locator('[data-knowledge] [data-open=here]').waitFor()
    await page.locator('[data-open=here] button').click()
    await page.locator('[data-open=here]').waitFor({ state: 'detached' })
    await page.locator('[data-attach]').click()
    await page.locator('dialog li button').first().click()
    await page.locator('[data-open=here]').waitFor()
    return id
  })
  await trip.look(page, 'character-knowledge')
  await trip.step('an answer names what it was given with', async () => {
    await page.goto(`${BASE}/characters/${who}`)
    await page.locator('[data-talk]').click()
    await inConversation(page)
    await useModel(page)
    await say(page, words.asked)
    await finished(page)
    await lastAnswer(page).locator('[data-sources] button').first().waitFor()
  })
  await trip.look(page, 'knowledge-chat')
  await trip.step('and shows it at a press, as words', async () => {
    await lastAnswer(page).locator('[data-sources] button').first().click()
    await page.locator('dialog [data-passage]').waitFor()
    assert.ok((await page.locator('dialog').innerText()).includes('<img src=x'))
    assert.equal(await page.locator('dialog img').count(), 0)
  })
  await trip.look(page, 'knowledge-source')
  await page.keyboard.press('Escape')
  if (!trip.wiki) return
  await trip.step('a page of a wiki is one press away, in a window that knows nothing of this one', async () => {
    await say(page, words.oil)
    await finished(page)
    await lastAnswer(page).locator('[data-sources] button').first().click()
    const out = page.locator('dialog a[target=_blank]')
    await out.waitFor()
    assert.match(await out.getAttribute('href'), /^http:\/\/127\.0\.0\.1:\d+\/wiki\//)
    assert.match(await out.getAttribute('rel'), /noopener/)
    await page.keyboard.press('Escape')
  })
}

async function ending(trip, page, words) {
  await trip.step('what an answer was given with may be gone, and that is told', async () => {
    const mine = (await get(page, '/api/knowledge')).items.find((one) => one.name === words.name)
    for (const file of ['spider.md', 'mobs/spider.md']) await page.evaluate((where) => fetch(where, { method: 'DELETE' }), `/api/knowledge/${mine.id}/files?name=${encodeURIComponent(file)}`)
    await page.locator('[data-sources] button').first().click()
    await page.locator('dialog [role=status]').waitFor()
    await page.keyboard.press('Escape')
  })
  await trip.step('a collection has another name, and is deleted only when one is sure', async () => {
    await page.goto(`${BASE}/knowledge`)
    const card = page.locator('[data-collection]').first()
    const choose = async (at) => {
      await card.locator('[aria-haspopup=menu]').click()
      await page.locator('[popover]:popover-open [role=menuitem]').nth(at).click()
    }
    await choose(0)
    await page.fill('dialog input[name=name]', 'Anew')
    await page.click('dialog button[type=submit]')
    await page.locator('[data-collection] strong', { hasText: 'Anew' }).waitFor()
    await trip.look(page, 'knowledge')
    await choose(1)
    await trip.shot(page, 'knowledge-delete')
    await page.locator('dialog [data-sure]').click()
    await card.waitFor({ state: 'detached' })
    assert.deepEqual((await get(page, '/api/knowledge')).items, [])
  })
}
