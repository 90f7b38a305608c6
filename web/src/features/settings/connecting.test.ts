/// <reference types="node" />
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Provider } from '../../api/types'
import { connect, connectable } from './connecting'

const provider = (id: string, source: Provider['source'], set_up = false, enabled = set_up): Provider => ({ id, source, set_up, enabled, needs_key: false })

it('offers what is found here first, then the table, and nothing that is connected', () => {
  const all = [
    provider('mine', 'operator', true),
    provider('deepseek', 'environment', true),
    provider('ollama', 'discovered'),
    provider('llamacpp', 'discovered', true),
    provider('openai', 'builtin'),
    provider('demo', 'builtin', true),
  ]
  expect(connectable(all).map((one) => one.id)).toEqual(['ollama', 'openai'])
})

/** Says to each call what it was told to, and notes it. */
let calls: string[] = []
let trial: object = {}
let server: Server

beforeEach(async () => {
  calls = []
  server = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    const isTest = request.url?.endsWith('/test')
    response.writeHead(request.method === 'DELETE' ? 204 : 200, { 'Content-Type': 'application/json' })
    response.end(request.method === 'DELETE' ? undefined : JSON.stringify(isTest ? trial : {}))
  })
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready)
  })
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

it('keeps a provider that works', async () => {
  trial = { works: true, model: 'm', message: 'It works.', detail: null }
  expect((await connect(provider('openai', 'builtin'), 'sk')).works).toBe(true)
  expect(calls).toEqual(['POST /api/admin/providers', 'POST /api/admin/providers/openai/test'])
})

it('leaves nothing behind of one that does not', async () => {
  trial = { works: false, model: null, message: 'It cannot be reached.', detail: null }
  expect((await connect(provider('ollama', 'discovered'), '')).works).toBe(false)
  expect(calls).toEqual(['POST /api/admin/providers/ollama/accept', 'POST /api/admin/providers/ollama/test', 'DELETE /api/admin/providers/ollama'])
})
