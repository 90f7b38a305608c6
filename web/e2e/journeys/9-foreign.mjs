// A page of another site in the same browser: it can send, but nothing it sends may count as the visitor's.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { BASE, enter } from '../kit.mjs'

export const name = 'a page of another site'

/** Another origin on this machine, to which the browser sends the same cookies: ports do not part sites. */
async function elsewhere() {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title><iframe name="sink"></iframe>')
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return { server, port: server.address().port }
}

const TARGETS = ['/api/logout', '/api/token/refresh', '/api/conversations', '/api/me/password', '/api/personas']

/** Everything a page may do without asking: forms of each kind, fetches that need no leave, and those that do. */
async function attack(page) {
  return page.evaluate(
    async ({ base, targets }) => {
      const readable = []
      for (const target of targets) {
        for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
          const form = document.createElement('form')
          form.method = 'post'
          form.action = base + target
          form.enctype = type
          form.target = 'sink'
          const field = document.createElement('input')
          field.name = '{"title":"forged","name":"forged","x":"'
          field.value = '"}'
          form.append(field)
          document.body.append(form)
          const sent = new Promise((loaded) => document.querySelector('iframe').addEventListener('load', loaded, { once: true }))
          form.submit()
          await sent
        }
        const body = JSON.stringify({ title: 'forged', name: 'forged' })
        for (const [method, type, mode] of [
          ['POST', 'text/plain', 'no-cors'],
          ['POST', 'text/plain', 'cors'],
          ['POST', 'application/json', 'cors'],
          ['DELETE', 'application/json', 'cors'],
          ['PATCH', 'application/json', 'cors'],
        ]) {
          const answer = await fetch(base + target, { method, mode, credentials: 'include', headers: { 'Content-Type': type }, ...(method === 'DELETE' ? {} : { body }) }).catch(() => null)
          if (answer && answer.type !== 'opaque') readable.push(`${method} ${type} ${target}`)
        }
        navigator.sendBeacon(base + target, new Blob([body], { type: 'text/plain' }))
      }
      for (const target of ['/api/me', '/api/conversations', '/api/me/devices']) {
        const answer = await fetch(base + target, { credentials: 'include' }).catch(() => null)
        if (answer) readable.push(`GET ${target}`)
      }
      return readable
    },
    { base: BASE, targets: TARGETS },
  )
}

/** What the page's own visitor has: an answer's status where there is nothing to read. */
async function mine(page) {
  const [me, ...lists] = await page.evaluate(
    (paths) =>
      Promise.all(
        paths.map(async (path) => {
          const answer = await fetch(path)
          return answer.status === 200 ? answer.json() : answer.status
        }),
      ),
    ['/api/me', '/api/conversations', '/api/personas', '/api/me/devices'],
  )
  return [me, ...lists.map((list) => (list.items ?? []).map(({ id }) => id))]
}

export async function journey(trip) {
  const { server, port } = await elsewhere()
  // a browser that is not watched for asking elsewhere: that is what it does here
  const context = await trip.browser.newContext({ locale: trip.view.locale })
  trip.contexts.push(context)
  try {
    const page = await context.newPage()
    await page.goto(BASE)
    await enter(page)
    const before = await mine(page)

    for (const host of ['127.0.0.1', 'localhost']) {
      await trip.step(`${host} can read nothing and change nothing`, async () => {
        const foreign = await context.newPage()
        await foreign.goto(`http://${host}:${port}/`)
        assert.deepEqual(await attack(foreign), [])
        assert.deepEqual(await mine(page), before)
        await foreign.close()
      })
    }
    await trip.step('it cannot frame the app either', async () => {
      const foreign = await context.newPage()
      await foreign.goto(`http://127.0.0.1:${port}/`)
      const shown = await foreign.evaluate(
        (base) =>
          new Promise((told) => {
            const frame = document.querySelector('iframe')
            frame.addEventListener('load', () => {
              try {
                // a page that was refused leaves an error page of the browser's own, of no origin of ours
                told(frame.contentWindow.location.href)
              } catch {
                told('of another origin')
              }
            })
            frame.src = base
          }),
        BASE,
      )
      assert.equal(shown, 'of another origin')
      assert.ok(!foreign.frames().some((frame) => frame.url().startsWith(BASE)))
      await foreign.close()
    })
    await trip.step('the page itself can', async () => {
      const status = await page.evaluate(() => fetch('/api/conversations', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }).then((answer) => answer.status))
      assert.ok(status === 200 || status === 201, String(status))
    })
  } finally {
    server.close()
  }
}
