// A mail server that takes every letter and keeps it: SMTP as far as a sender without TLS speaks it (RFC 5321).
import { createServer } from 'node:net'

export class Post {
  constructor() {
    this.letters = []
    this.waiting = []
    this.server = createServer((socket) => this.serve(socket))
  }

  /** Listens on the port, or on a free one for 0; gives the port. */
  open(port = 0) {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject)
      this.server.listen(port, '127.0.0.1', () => resolve(this.server.address().port))
    })
  }

  close() {
    this.server.close()
  }

  /** The first letter to this address, now or when it comes. Each is handed out once. */
  async letterTo(address, within = 20_000) {
    const at = this.letters.findIndex((letter) => letter.to.includes(address))
    if (at >= 0) return this.letters.splice(at, 1)[0]
    return new Promise((resolve, reject) => {
      const one = { address, resolve }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(one), 1)
        reject(new Error(`No letter came to ${address}; there were letters to ${this.letters.map((letter) => letter.to).join(', ') || 'nobody'}.`))
      }, within)
      one.resolve = (letter) => {
        clearTimeout(timer)
        resolve(letter)
      }
      this.waiting.push(one)
    })
  }

  take(letter) {
    const at = this.waiting.findIndex((one) => letter.to.includes(one.address))
    if (at >= 0) this.waiting.splice(at, 1)[0].resolve(letter)
    else this.letters.push(letter)
  }

  serve(socket) {
    const say = (line) => socket.write(`${line}\r\n`)
    let letter = { from: '', to: [] }
    let data = null
    let rest = ''
    const line = (text) => {
      if (data !== null) {
        if (text !== '.') return void data.push(text.startsWith('..') ? text.slice(1) : text)
        this.take({ ...letter, ...read(data) })
        data = null
        letter = { from: '', to: [] }
        return say('250 taken')
      }
      const verb = text.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') return say('250-post\r\n250-8BITMIME\r\n250 SMTPUTF8')
      if (verb === 'HELO' || verb === 'NOOP') return say('250 post')
      if (verb === 'RSET') return say('250 forgotten')
      if (verb === 'MAIL') letter = { from: inside(text), to: [] }
      else if (verb === 'RCPT') letter.to.push(inside(text))
      else if (verb === 'DATA') {
        data = []
        return say('354 go on')
      } else if (verb === 'QUIT') {
        say('221 goodbye')
        return socket.end()
      } else return say('502 not known here')
      return say('250 fine')
    }
    socket.setEncoding('utf8')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop()
      for (const one of lines) line(one)
    })
    say('220 post')
  }
}

const inside = (text) => /<([^>]*)>/.exec(text)?.[1] ?? ''

/** Subject and text of a message; of several parts the plain one. */
function read(lines) {
  const { headers, body } = split(lines)
  const boundary = /boundary="?([^";]+)"?/i.exec(headers['content-type'] ?? '')?.[1]
  if (!boundary) return { subject: headers.subject ?? '', text: decode(body.join('\n'), headers['content-transfer-encoding']) }
  const parts = body.join('\n').split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\n/, '').split('\n')))
  const plain = parts.find((part) => /text\/plain/i.test(part.headers['content-type'] ?? 'text/plain')) ?? parts[0]
  return { subject: headers.subject ?? '', text: decode(plain.body.join('\n'), plain.headers['content-transfer-encoding']) }
}

function split(lines) {
  const end = lines.indexOf('')
  const headers = {}
  let last = ''
  for (const line of lines.slice(0, end)) {
    if (/^\s/.test(line) && last) headers[last] += ` ${line.trim()}`
    else {
      const colon = line.indexOf(':')
      last = line.slice(0, colon).toLowerCase()
      headers[last] = line.slice(colon + 1).trim()
    }
  }
  return { headers, body: lines.slice(end + 1) }
}

function decode(text, encoding = '7bit') {
  if (/base64/i.test(encoding)) return Buffer.from(text.replace(/\s/g, ''), 'base64').toString('utf8')
  if (!/quoted-printable/i.test(encoding)) return text
  const bytes = text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
