/// <reference types="node" />
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Answer = [status: number, body: unknown]

/** A small real server for tests: what it answers at each path is said by each test. */
export class Answering {
  answers: Record<string, Answer | ((body: unknown) => Answer | Promise<Answer>)> = {}
  readonly asked: string[] = []
  private readonly server: Server = createServer((request, response) => void this.serve(request, response))

  /** Listens, and makes the page one of this server's. */
  async open(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve)
    })
    const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } }
    happyDOM.setURL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`)
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const what = `${request.method} ${request.url}`
    this.asked.push(what)
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const answer = this.answers[what] ?? [404, { code: 'NOT_FOUND' }]
    const [status, body] = typeof answer === 'function' ? await answer(text === '' ? undefined : JSON.parse(text)) : answer
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
}
