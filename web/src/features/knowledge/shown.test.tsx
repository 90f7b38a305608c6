import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Source } from '../../api/types'
import { chooseLanguage } from '../../i18n/t'
import { Sources } from '../chat/Sources'
import { PassageText } from './PassageText'
import { SOURCES } from './samples'
import { SourceShown } from './SourceDialog'

let root: Root
let place: HTMLElement

beforeEach(() => {
  chooseLanguage('en')
  place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
})
afterEach(() => flushSync(() => root.unmount()))

const NASTY = '<img src=x onerror=alert(1)> & <script>alert(2)</script> spider'
const source: Source = { number: 7, passage_id: 'p', collection_id: '00000000-0000-7000-8000-000000000500', collection: '<b>Mobs</b>', file: 'mobs/<i>.md', title: 'Spider › <u>Drops</u>', url: null, licence: null }

it('draws what a passage says as words', () => {
  flushSync(() => root.render(<PassageText text={NASTY} question="spider alert" />))
  expect(place.textContent).toBe(NASTY)
  expect([...place.querySelectorAll('*')].map(({ localName }) => localName).filter((name) => !['blockquote', 'span', 'mark'].includes(name))).toEqual([])
  expect([...place.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['alert', 'alert', 'spider'])
})

it('has a button for each source, by its number and the end of its title', () => {
  flushSync(() => root.render(<Sources sources={[source, ...SOURCES]} />))
  const [first] = place.querySelectorAll('button')
  expect(place.querySelectorAll('button').length).toBe(1 + SOURCES.length)
  expect(first?.textContent).toBe('Source 7 Spider › <u>Drops</u>')
  expect(place.querySelector('u, b, i')).toBeNull()
})

it('leads to addresses of the web, in a window that knows nothing of this one, and to no others', () => {
  const shown = { passage: { id: 'p', collection_id: '', collection: '', file: '', title: '', text: NASTY, url: null, licence: null }, same: true }
  const links = (url: string | null) => {
    flushSync(() => root.render(<SourceShown source={{ ...source, url }} shown={shown} again={() => {}} close={() => {}} />))
    return [...place.querySelectorAll('a[target]')].map((link) => [link.getAttribute('href'), link.getAttribute('rel')])
  }
  expect(links('https://example.org/wiki/Spider')).toEqual([['https://example.org/wiki/Spider', 'noopener noreferrer']])
  for (const url of [null, '', 'javascript:alert(1)', 'data:text/html,x', '/wiki/Spider', 'mailto:a@b.c']) expect(links(url), String(url)).toEqual([])
  expect(place.querySelector('img, script, u, b, i')).toBeNull()
})
