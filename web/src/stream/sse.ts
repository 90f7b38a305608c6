/** One numbered event of a turn. */
export interface StreamEvent {
  seq: number
  name: string
  data: unknown
}

/**
 * Reads the event-stream format from text that is cut anywhere. Comments count as a sign of life and give nothing.
 * Events without a number are none of ours.
 */
export class EventReader {
  private rest = ''
  private id = ''
  private name = ''
  private data: string[] = []

  read(chunk: string): StreamEvent[] {
    // A carriage return at the end may be half of a line's end, so it waits.
    const text = this.rest + chunk
    const events: StreamEvent[] = []
    let from = 0
    for (;;) {
      const end = lineEnd(text, from)
      if (!end) break
      const event = this.line(text.slice(from, end.at))
      if (event) events.push(event)
      from = end.next
    }
    this.rest = text.slice(from)
    return events
  }

  private line(line: string): StreamEvent | null {
    if (line === '') return this.dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return null
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'id') this.id = value
    else if (field === 'event') this.name = value
    else if (field === 'data') this.data.push(value)
    return null
  }

  private dispatch(): StreamEvent | null {
    const { id, name, data } = this
    this.name = ''
    this.data = []
    if (data.length === 0 || name === '') return null
    const value = parse(data.join('\n'))
    const seq = Number((name === 'resync' ? (value as { seq?: unknown } | null)?.seq : undefined) ?? id)
    return value !== undefined && Number.isSafeInteger(seq) && seq >= 0 ? { seq, name, data: value } : null
  }
}

/** Undefined for what is not JSON: a reader does not stop for one bad event, and the turn's end brings the whole text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function lineEnd(text: string, from: number): { at: number; next: number } | null {
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 10) return { at, next: at + 1 }
    if (char !== 13) continue
    if (at + 1 === text.length) return null
    return { at, next: text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1 }
  }
  return null
}
