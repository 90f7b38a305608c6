// A server that shows the page and speaks the game surface. What it does next is told by the test: answer, be late, break.
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('..', import.meta.url))
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

export class Server {
  asked = []
  #mood = 'well'
  #news = []
  #known = new Map()

  async open() {
    this.server = createServer((request, response) => this.#handle(request, response))
    await new Promise((done) => this.server.listen(0, '127.0.0.1', done))
    this.url = `http://127.0.0.1:${this.server.address().port}`
    return this
  }

  /** well, late, canned, html, half, refuses, gone; what breaks does so once, the others last. */
  mood(mood) {
    this.#mood = mood
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  async #handle(request, response) {
    const { pathname, searchParams } = new URL(request.url, this.url)
    let body = ''
    for await (const piece of request) body += piece
    if (pathname === '/interact') this.#interact(request, response, JSON.parse(body))
    else if (pathname === '/game/poll') this.#poll(response, Number(searchParams.get('after') ?? 0))
    else if (pathname === '/game/hello') json(response, 200, { code: 0, message: 'success', version: 'test', npcs: [{ id: 'n1', name: '威尔逊' }], languages: ['en', 'zh'] })
    else this.#file(response, pathname)
  }

  #interact(request, response, question) {
    this.asked.push({ ...question, authorization: request.headers.authorization, cookie: request.headers.cookie })
    const mood = this.#mood
    if (['html', 'half', 'gone'].includes(mood)) this.#mood = 'well'
    if (mood === 'refuses') return json(response, 401, { code: 401, message: 'no', data: null })
    const answer = this.#known.get(question.request_id) ?? this.#answer(question, mood)
    this.#known.set(question.request_id, answer)
    if (mood === 'gone') return request.socket.destroy()
    if (mood === 'html') return response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad Gateway</html>')
    if (mood === 'half') {
      const text = JSON.stringify(answer)
      response.writeHead(200, { 'Content-Length': Buffer.byteLength(text) })
      response.write(text.slice(0, 20), () => request.socket.destroy())
      return undefined
    }
    return json(response, 200, answer)
  }

  #answer(question, mood) {
    const base = { code: 0, message: 'success', request_id: question.request_id, cached: false, npc: question.npc ? '威尔逊' : undefined }
    const text = `${question.world.fire}: <b>"${question.player_input}"</b> 🔥 \\ ]]`
    const lines = [{ text, seconds: 0.4 }, { text: '……然后呢？', seconds: 0.4 }]
    if (mood === 'canned') return { ...base, model_response: '……', state: 'fallback', reason: 'budget', lines: [{ text: '……', seconds: 0.4 }], actions: [] }
    const actions = [{ name: 'point_at', args: { what: 'stars' } }]
    if (mood !== 'late') return { ...base, model_response: `${text}……然后呢？`, state: 'done', lines, actions }
    const first = this.#news.length
    lines.forEach((line, i) => this.#news.push({ seq: first + i + 1, type: 'say', request_id: question.request_id, ...line, last: false }))
    this.#news.push({ seq: first + 3, type: 'action', request_id: question.request_id, text: '', seconds: 0, name: 'wave', args: {}, last: true })
    return { ...base, model_response: '', state: 'pending', lines: [], actions: [] }
  }

  /** One at a time, as sentences come. */
  #poll(response, after) {
    const items = this.#news.slice(after, after + 1)
    json(response, 200, { code: 0, message: 'success', seq: after + items.length, state: after + items.length < this.#news.length ? 'pending' : 'done', items })
  }

  #file(response, pathname) {
    const file = join(FOLDER, normalize(pathname === '/' ? '/index.html' : pathname))
    if (!file.startsWith(FOLDER) || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': "default-src 'self'; img-src 'self' data:" })
    return createReadStream(file).pipe(response)
  }
}

function json(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}
