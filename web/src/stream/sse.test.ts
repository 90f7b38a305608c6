import { expect, it } from 'vitest'
import { EventReader, type StreamEvent } from './sse'

const STREAM =
  'retry: 2000\n\n: keep-alive\n\nid: 1\nevent: turn\ndata: {"state":"running"}\n\nid: 2\r\nevent: delta\r\ndata: {"text":"灯 👩‍👩‍👧 \\n"}\r\n\r\n' +
  ': keep-alive\n\nid: 3\nevent: delta\ndata: {"text":\ndata: "two lines"}\n\nevent: delta\ndata: {"text":"no space"}\nid:4\n\ndata: {"x":1}\n\nid: 5\nevent: broken\ndata: {\n\nid: 6\nevent: done\ndata: {"state":"completed"}\n\n'

const EXPECTED: StreamEvent[] = [
  { seq: 1, name: 'turn', data: { state: 'running' } },
  { seq: 2, name: 'delta', data: { text: '灯 👩‍👩‍👧 \n' } },
  { seq: 3, name: 'delta', data: { text: 'two lines' } },
  { seq: 4, name: 'delta', data: { text: 'no space' } },
  { seq: 6, name: 'done', data: { state: 'completed' } },
]

it('reads the same events however the stream is cut', () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const reader = new EventReader()
    const events: StreamEvent[] = []
    for (let at = 0; at < STREAM.length; at += size) events.push(...reader.read(STREAM.slice(at, at + size)))
    expect(events).toEqual(EXPECTED)
  }
})

it('gives nothing for an event that has not ended', () => {
  expect(new EventReader().read('id: 1\nevent: delta\ndata: {}\n')).toEqual([])
})
