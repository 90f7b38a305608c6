import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import { HOSTILE, NASTY } from './corpus'
import { Markdown } from './Markdown'

const ALLOWED = new Set(
  'DIV P H1 H2 H3 H4 H5 H6 BLOCKQUOTE UL OL LI HR EM STRONG S TABLE THEAD TBODY TR TH TD A BR CODE PRE FIGURE FIGCAPTION SPAN BUTTON SVG PATH RECT'.split(' '),
)

function drawn(text: string, live = false): HTMLElement {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() => root.render(<Markdown text={text} live={live} />))
  return place
}

function check(place: HTMLElement, text: string) {
  for (const element of place.querySelectorAll('*')) {
    expect(ALLOWED, text).toContain(element.tagName.toUpperCase())
    for (const { name, value } of element.attributes) {
      expect(name, text).not.toMatch(/^on|^style$|^src$|^srcdoc$|^data-(?!prose)/)
      if (name === 'href') expect(value, text).toMatch(/^(https?:\/\/|mailto:)/)
    }
    if (element.tagName === 'A') expect(element.getAttribute('rel')).toBe('noopener noreferrer')
  }
}

describe('Markdown on the page', () => {
  it('is never anything but the elements that text may become', () => {
    for (const text of [...HOSTILE, ...Object.values(NASTY)]) check(drawn(text), text)
  })

  it('is safe at every moment of a stream that is cut anywhere', () => {
    for (const text of HOSTILE) {
      const place = document.createElement('div')
      const root = createRoot(place)
      for (let end = 1; end <= text.length; end++) {
        flushSync(() => root.render(<Markdown text={text.slice(0, end)} live />))
        check(place, text.slice(0, end))
      }
      flushSync(() => root.render(<Markdown text={text} />))
      check(place, text)
    }
  })

  it('shows a picture as its words and its address', () => {
    const place = drawn('![a lamp](https://example.org/lamp.png)')
    expect(place.querySelector('img')).toBeNull()
    expect(place.querySelector('a')?.getAttribute('href')).toBe('https://example.org/lamp.png')
    expect(place.textContent).toBe('a lamp https://example.org/lamp.png')
  })

  it('makes Chinese emphasis bold', () => {
    expect(drawn('**“重点”**是这个').querySelector('strong')?.textContent).toBe('“重点”')
  })

  it('mends what is half typed', () => {
    expect(drawn('so **bol', true).querySelector('strong')?.textContent).toBe('bol')
    expect(drawn('so `cod', true).querySelector('code')?.textContent).toBe('cod')
    expect(drawn('so **', true).textContent).toBe('so')
    expect(drawn('see [the tale](https://exam', true).textContent).toBe('see the tale')
    expect(drawn('a paragraph\n-', true).querySelector('h2, h3')).toBeNull()
    expect(drawn('say *hi* and **two *both', true).querySelectorAll('strong em')).toHaveLength(1)
    expect(drawn('2 * 3 is six', true).textContent).toBe('2 * 3 is six')
  })
})
