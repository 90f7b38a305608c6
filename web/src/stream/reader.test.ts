/// <reference types="node" />
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readTurn, type Ending } from './reader'
import type { StreamEvent } from './sse'

/** A small real server: each connection is answered by the next of `answers`. */
let server: Server
let answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
let asked: (string | undefined)[]

const event = (seq: number, name = 'delta') => `id: ${seq}\nevent: ${name}\ndata: {"n":${seq}}\n\n`
const stream = (text: string, end = true) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.write(text)
  if (end) response.end()
}

beforeEach(async () => {
  answers = []
  asked = []
  server = createServer((request, response) => {
    asked.push(request.headers['last-event-id']?.toString())
    const answer = answers.shift()
    if (answer) answer(request, response)
    else response.writeHead(500).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function read(after = 0): Promise<{ ending: Ending; seen: number[]; connections: string[] }> {
  const events: StreamEvent[] = []
  const connections: string[] = []
  const ending = await readTurn(
    't',
    after,
    { event: (one) => events.push(one), alive: () => {}, connection: (state) => connections.push(state) },
    new AbortController().signal,
  )
  return { ending, seen: events.map((one) => one.seq), connections }
}

it('reads a turn to its end', async () => {
  answers.push(stream(`retry: 2000\n\n${event(1)}${event(2)}${event(3, 'done')}`, false))
  expect(await read()).toEqual({ ending: 'done', seen: [1, 2, 3], connections: ['live'] })
  expect(asked).toEqual([undefined])
})

it('goes on after the last event that was seen when the line breaks', async () => {
  answers.push((request, response) => {
    stream(event(1) + event(2) + event(3).slice(0, 12), false)(request, response)
    setTimeout(() => request.socket.destroy(), 50)
  })
  answers.push(stream(event(3) + event(4)))
  answers.push(stream(event(5, 'done')))
  expect(await read()).toEqual({ ending: 'done', seen: [1, 2, 3, 4, 5], connections: ['live', 'reconnecting', 'live', 'reconnecting', 'live'] })
  expect(asked).toEqual([undefined, '2', '4'])
})

it('takes no event twice', async () => {
  answers.push(stream(event(1) + event(2) + event(2) + event(1) + event(3, 'done')))
  expect((await read()).seen).toEqual([1, 2, 3])
})

it('goes back where a resync goes back', async () => {
  answers.push(stream(event(8) + event(4, 'resync') + event(5) + event(6, 'done')))
  expect((await read(7)).seen).toEqual([8, 4, 5, 6])
})

it('ends when everything was delivered before', async () => {
  answers.push((_, response) => response.writeHead(204).end())
  expect((await read(9)).ending).toBe('over')
  expect(asked).toEqual(['9'])
})

it('comes back after a server that is busy or gone for a moment', async () => {
  answers.push((_, response) => response.writeHead(503).end())
  answers.push((request) => request.socket.destroy())
  answers.push(stream(event(1, 'done')))
  expect((await read()).ending).toBe('done')
})

it('gives up a turn that is not there', async () => {
  answers.push((_, response) => response.writeHead(404).end('{"code":"NOT_FOUND"}'))
  expect((await read()).ending).toBe('gone')
})
