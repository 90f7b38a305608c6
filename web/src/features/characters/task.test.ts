/// <reference types="node" />
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { watchTask } from './task'
import type { Task } from './wire'

function task(change: Partial<Task>): Task {
  return { id: 't', kind: 'character', status: 'running', progress: 0, step: '', categories: {}, elapsed_ms: 0, character_id: null, result: null, error: null, created_at: '', ...change }
}

let events: (response: ServerResponse) => void
let now: Task | null
let server: Server
let letGo: AbortController

beforeEach(async () => {
  letGo = new AbortController()
  server = createServer((request, response) => {
    if (request.url === '/api/tasks/t/events') return events(response)
    response.writeHead(now ? 200 : 404, { 'Content-Type': 'application/json' }).end(JSON.stringify(now ?? { code: 'NOT_FOUND' }))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => {
  letGo.abort()
  server.closeAllConnections()
  server.close()
})

async function watched() {
  const seen: string[] = []
  await watchTask('t', { report: ({ status, progress }) => seen.push(`${status} ${progress}`), connection: () => {}, gone: () => seen.push('gone') }, letGo.signal)
  return seen
}

const told = (id: number, name: string, one: Task) => `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(one)}\n\n`

it('hears what the server tells until it is done', async () => {
  events = (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(told(1, 'progress', task({ progress: 10 })))
    response.end(told(2, 'progress', task({ progress: 60 })) + told(3, 'done', task({ status: 'done', progress: 100 })))
  }
  expect(await watched()).toEqual(['running 10', 'running 60', 'done 100'])
})

it('asks where the line ends too soon', async () => {
  events = (response) => {
    now = task({ status: 'done', progress: 100 })
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(told(1, 'progress', task({ progress: 10 })))
  }
  expect(await watched()).toEqual(['running 10', 'done 100'])
})

it('asks where the server tells nothing by itself', async () => {
  now = task({ status: 'error' })
  events = (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  expect(await watched()).toEqual(['error 0'])
})

it('says that nobody knows it', async () => {
  now = null
  events = (response) => void response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"code":"NOT_FOUND"}')
  expect(await watched()).toEqual(['gone'])
})
