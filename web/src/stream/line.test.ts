/// <reference types="node" />
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { follow } from './follow'
import { line, lineState, pageTab, presence, readOverLine, type Changed } from './line'
import type { Ending } from './reader'
import type { StreamEvent } from './sse'

/** One end of a WebSocket, as far as these tests need the protocol: short text frames and closes. */
class End {
  readonly heard: { event: string; id?: number; data?: Record<string, unknown> }[] = []
  private rest = Buffer.alloc(0)

  constructor(
    private readonly socket: Socket,
    private readonly hear: (end: End, message: End['heard'][number]) => void,
  ) {
    socket.on('data', (bytes: Buffer) => this.read(bytes))
    socket.on('error', () => socket.destroy())
  }

  say(message: unknown): void {
    const text = Buffer.from(JSON.stringify(message))
    const head = text.length < 126 ? Buffer.from([0x81, text.length]) : Buffer.from([0x81, 126, text.length >> 8, text.length & 255])
    this.socket.write(Buffer.concat([head, text]))
  }

  close(code: number, reason: string): void {
    const text = Buffer.from(reason)
    this.socket.write(Buffer.concat([Buffer.from([0x88, text.length + 2, code >> 8, code & 255]), text]))
    this.socket.end()
  }

  cut(): void {
    this.socket.destroy()
  }

  private read(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes])
    while (this.rest.length >= 6) {
      const [first = 0, second = 0] = this.rest
      const short = second & 127
      const at = short === 126 ? 4 : 2
      const length = short === 126 ? this.rest.readUInt16BE(2) : short
      if (this.rest.length < at + 4 + length) return
      const mask = this.rest.subarray(at, at + 4)
      const body = Buffer.from(this.rest.subarray(at + 4, at + 4 + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)))
      this.rest = this.rest.subarray(at + 4 + length)
      if ((first & 15) === 8) return void this.socket.end(Buffer.from([0x88, 0]))
      if ((first & 15) !== 1) continue
      const message = JSON.parse(body.toString()) as End['heard'][number]
      this.heard.push(message)
      this.hear(this, message)
    }
  }
}

let server: Server
let ends: End[]
let streams: string[]
let me: number
let takes: (request: IncomingMessage) => boolean
let serve: (end: End, message: End['heard'][number]) => void
let changes: Changed[]
let reasons: string[]
let sockets: Set<Socket>

const event = (seq: number, name = 'delta') => ({ event: name, turn_id: 't', seq, data: { n: seq } })

/** Answers like the server; `subscribe` is answered with the events that `script` gives for `after`. */
function serves(script: (after: number, end: End) => void) {
  return (end: End, { event: name, id, data }: End['heard'][number]) => {
    if (name === 'heartbeat') return
    if (name === 'subscribe') {
      end.say({ event: name, reply_to: id, data: { status: 0, turn_id: 't', following: true } })
      script(Number(data?.after), end)
    } else end.say({ event: name, reply_to: id, data: { status: 0 } })
  }
}

beforeEach(async () => {
  ends = []
  streams = []
  changes = []
  reasons = []
  sockets = new Set()
  me = 200
  takes = () => true
  serve = serves(() => {})
  server = createServer((request, response) => {
    if (request.url === '/api/me') return void response.writeHead(me, { 'Content-Type': 'application/json' }).end('{}')
    if (request.url?.endsWith('/refresh')) return void response.writeHead(401).end('{}')
    streams.push(request.url ?? '')
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.end('id: 1\nevent: turn\ndata: {}\n\nid: 2\nevent: delta\ndata: {"n":2}\n\nid: 3\nevent: done\ndata: {}\n\n')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    if (!takes(request)) return void socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
    ends.push(new End(socket, (end, message) => serve(end, message)))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => {
  line.close()
  for (const socket of sockets) socket.destroy()
  server.close()
})

function connect(): void {
  line.open({ ended: (reason) => reasons.push(reason), changed: (change) => changes.push(change) })
}

async function read(after = 0): Promise<{ ending: Ending | null; seen: number[]; connections: string[] }> {
  const seen: StreamEvent[] = []
  const connections: string[] = []
  const ending = await readOverLine(
    't',
    after,
    { event: (one) => seen.push(one), alive: () => {}, connection: (state) => connections.push(state) },
    new AbortController().signal,
  )
  return { ending, seen: seen.map((one) => one.seq), connections }
}

const until = (condition: () => boolean) => expect.poll(condition, { timeout: 10_000, interval: 10 }).toBe(true)

it('follows a turn to its end over the one line of the page', async () => {
  serve = serves((after, end) => {
    for (const seq of [1, 2, 3]) if (seq > after) end.say(event(seq, seq === 3 ? 'done' : 'delta'))
  })
  connect()
  expect(await read()).toEqual({ ending: 'done', seen: [1, 2, 3], connections: ['live'] })
  expect(ends).toHaveLength(1)
  expect(streams).toEqual([])
})

it('goes on after the last event that was seen when the line breaks', async () => {
  const asked: number[] = []
  serve = serves((after, end) => {
    asked.push(after)
    if (after === 0) {
      end.say(event(1))
      end.say(event(2))
      setTimeout(() => end.cut(), 20)
    } else {
      end.say(event(3))
      end.say(event(4, 'done'))
    }
  })
  connect()
  expect(await read()).toEqual({ ending: 'done', seen: [1, 2, 3, 4], connections: ['live', 'reconnecting', 'live'] })
  expect(asked).toEqual([0, 2])
})

it('asks again for what is missing, and takes nothing twice', async () => {
  const asked: number[] = []
  serve = serves((after, end) => {
    asked.push(after)
    if (after === 0) for (const seq of [1, 1, 3]) end.say(event(seq))
    else for (const seq of [2, 3, 4]) end.say(event(seq, seq === 4 ? 'done' : 'delta'))
  })
  connect()
  expect((await read()).seen).toEqual([1, 2, 3, 4])
  expect(asked).toEqual([0, 1])
})

it('says that a turn is over, or not there', async () => {
  serve = (end, { event: name, id }) => end.say({ event: name, reply_to: id, data: { status: 0, following: false } })
  connect()
  expect((await read(9)).ending).toBe('over')
  serve = (end, { event: name, id }) => end.say({ event: name, reply_to: id, error: { code: 'NOT_FOUND', status: 404, message: '' } })
  expect((await read()).ending).toBe('gone')
})

it('reads the stream instead where there is no line', async () => {
  takes = () => false
  connect()
  const seen: number[] = []
  await new Promise<void>((resolve) => {
    follow('t', { event: (one) => seen.push(one.seq), connection: () => {}, end: () => resolve() })
  })
  expect(lineState.get()).toBe('none')
  expect(seen).toEqual([1, 2, 3])
  expect(streams).toHaveLength(1)
})

it('says why the login has ended, and stays away', async () => {
  connect()
  await until(() => pageTab.get() === 'counted')
  ends[0]?.close(4409, 'signed in elsewhere')
  await until(() => reasons.length > 0)
  expect(reasons).toEqual(['signed in elsewhere'])
  expect(lineState.get()).toBe('closed')
})

it('comes back with a newer cookie when the old one is no longer good', async () => {
  let first = true
  serve = (end, { event: name, id }) => {
    if (first) end.say({ event: name, reply_to: id, error: { code: 'UNAUTHENTICATED', status: 401, message: '' } })
    else end.say({ event: name, reply_to: id, data: { status: 0 } })
    first = false
  }
  connect()
  await until(() => pageTab.get() === 'counted')
  expect(ends).toHaveLength(2)
})

it('tells what it hears of others', async () => {
  connect()
  await until(() => pageTab.get() === 'counted')
  ends[0]?.say({ event: 'presence', data: { sockets: 2, tabs: ['a'] } })
  ends[0]?.say({ event: 'conversation_changed', data: { conversation_id: 'a', change: 'changed', turn_id: null } })
  await until(() => changes.length > 0)
  expect(presence.get()).toEqual({ sockets: 2, tabs: ['a'] })
  expect(changes).toEqual([{ conversation_id: 'a', change: 'changed', turn_id: null }])
})

it('is told when there are pages enough, and counts as soon as one of them is closed', async () => {
  let full = true
  serve = (end, { event: name, id }) => {
    if (name === 'open_tab' && full) end.say({ event: name, reply_to: id, error: { code: 'TOO_MANY_TABS', status: 409, message: '' } })
    else end.say({ event: name, reply_to: id, data: { status: 0 } })
  }
  connect()
  await until(() => pageTab.get() === 'refused')
  full = false
  ends[0]?.say({ event: 'presence', data: { sockets: 3, tabs: [] } })
  await until(() => pageTab.get() === 'counted')
})
