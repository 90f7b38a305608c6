import assert from 'node:assert/strict'
import { BASE } from '../kit.mjs'
import { zipOf } from '../zip.mjs'

export const name = 'moving in'

const get = (page, path) => page.evaluate((where) => fetch(where).then((response) => response.json()), path)

/** A folder as its program leaves it: a card, a world, a chat with an answer of which there are two, a group, and rubbish. */
function folder(zh) {
  const who = zh ? '守灯人' : 'Keeper'
  const lines = [
    { user_name: 'Ada', character_name: who, create_date: '2026-11-01@20h00m00s', chat_metadata: {} },
    { name: 'Ada', is_user: true, is_system: false, send_date: 'November 1, 2026 8:01pm', mes: zh ? '你是谁？' : 'Who are you?' },
    { name: who, is_user: false, is_system: false, send_date: 'November 1, 2026 8:02pm', mes: zh ? '守灯的人。' : 'The one who keeps the lamp.', swipe_id: 1, swipes: [zh ? '没有谁。' : 'Nobody.', zh ? '守灯的人。' : 'The one who keeps the lamp.'] },
  ]
  return zipOf({
    [`characters/${who}.json`]: JSON.stringify({ spec: 'chara_card_v2', spec_version: '2.0', data: { name: who, description: zh ? '他守着一盏灯。' : 'He keeps a lamp.', first_mes: zh ? '你来晚了。' : 'You are late.', extensions: { odd: 1 } } }),
    'worlds/coast.json': JSON.stringify({ entries: { 0: { uid: 0, key: ['tower'], content: 'Shut for thirty years.' } } }),
    [`chats/${who}/night.jsonl`]: lines.map((line) => JSON.stringify(line)).join('\n'),
    'groups/1.json': JSON.stringify({ id: '1', name: 'Keepers', members: [`${who}.png`], chats: [] }),
    'characters/broken.png': 'no picture',
  })
}

export async function journey(trip) {
  const { page } = await trip.member()
  const zh = trip.view.locale === 'zh-CN'
  await trip.step('what is no archive is not even sent', async () => {
    await page.goto(`${BASE}/settings/import`)
    await page.locator('[data-move=ready]').waitFor()
    await page.setInputFiles('input[name=zip]', { name: 'data.rar', mimeType: 'application/x-rar', buffer: Buffer.from('Rar!') })
    await page.locator('[data-move] [role=alert]').waitFor()
  })
  await trip.look(page, 'moving-in')
  await trip.step('a folder moves in, and it is told what became of each file', async () => {
    await page.setInputFiles('input[name=zip]', { name: 'data.zip', mimeType: 'application/zip', buffer: folder(zh) })
    await page.locator('[data-move=done] [data-report]').waitFor()
    for (const kind of ['characters', 'lorebooks', 'conversations', 'groups', 'problems']) assert.ok((await page.locator(`[data-kind=${kind}] li`).count()) > 0, kind)
  })
  await trip.look(page, 'moved-in')
  await trip.step('the talk goes on where it was, with the other answer one press away', async () => {
    await page.locator('[data-kind=conversations] a').first().click()
    await page.locator('[role=log] article').nth(1).waitFor()
    const { items } = await get(page, `/api/conversations/${page.url().split('/').at(-1)}/messages`)
    assert.equal(items.at(-1).text, zh ? '守灯的人。' : 'The one who keeps the lamp.')
    await page.locator('[data-siblings]').last().waitFor()
  })
  await trip.look(page, 'moved-chat')
}
