// A wiki: a server that answers MediaWiki's action API as far as a crawl needs it. It has a few pages that say something,
// and so many of a log that reading all of them takes its time.
import { createServer } from 'node:http'

const PAGES = {
  zh: { 灯塔: '<p>灯塔在北海的礁石上，由守灯人照看。</p><h2>灯油</h2><p>灯塔每夜烧掉三斤鲸油，雾天要五斤。</p>', 雾钟: '<p>雾钟挂在塔脚，雾起时每刻敲七下。</p>', 渡船: '<p>渡船每月初三到岛上一次。</p>' },
  en: { Lighthouse: '<p>The lighthouse stands on the northern rocks and is kept by the keeper.</p><h2>Oil</h2><p>The lighthouse burns three pounds of whale oil a night, and five in fog.</p>', 'Fog bell': '<p>The fog bell hangs at the foot of the tower and strikes seven times each quarter.</p>', Ferry: '<p>The ferry comes to the island once a month.</p>' },
}

const DAYS = 60

export class Wiki {
  constructor() {
    this.language = 'en'
    this.server = createServer((request, response) => this.serve(request, response))
  }

  open(port) {
    this.port = port
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', resolve)
    })
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
  }

  get address() {
    return `http://127.0.0.1:${this.port}/w/api.php`
  }

  /** The pages that say something. */
  get titles() {
    return Object.keys(PAGES[this.language])
  }

  serve(request, response) {
    const { pathname, searchParams: asked } = new URL(request.url, `http://127.0.0.1:${this.port}`)
    if (pathname !== '/w/api.php') return response.writeHead(404).end()
    const parsed = asked.get('action') === 'parse'
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(parsed ? this.text(asked) : { batchcomplete: true, query: this.query(asked) }))
  }

  text(asked) {
    const [, html] = this.pages()[Number(asked.get('oldid')) - 900]
    return { parse: { text: html } }
  }

  pages() {
    const days = Array.from({ length: DAYS }, (_, day) => [this.language === 'zh' ? `日志 ${day + 1}` : `Day ${day + 1}`, `<p>${this.language === 'zh' ? '今日无事。' : 'Nothing came to pass.'} ${day + 1}</p>`])
    return [...Object.entries(PAGES[this.language]), ...days]
  }

  query(asked) {
    const general = { sitename: 'North', lang: this.language === 'zh' ? 'zh' : 'en' }
    const rights = { url: 'https://creativecommons.org/licenses/by-sa/4.0/', text: 'CC BY-SA 4.0' }
    const titles = asked.get('titles')?.split('|')
    const all = this.pages().map(([title], at) => ({
      pageid: 100 + at,
      ns: 0,
      title,
      lastrevid: 900 + at,
      canonicalurl: `http://127.0.0.1:${this.port}/wiki/${encodeURIComponent(title)}`,
      revisions: [{ revid: 900 + at, parentid: 0 }],
    }))
    const listed = asked.has('generator') || titles
    return { general, rightsinfo: rights, ...(listed ? { pages: all.filter(({ title }) => !titles || titles.includes(title)) } : {}) }
  }
}
