import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Problem } from '../../api/problem'
import { chooseLanguage } from '../../i18n/t'
import { Bids } from './Bids'
import { later, PARTY } from './samples'
import { NOBODY, type Sitting } from './sitting'
import { Table } from './table'
import type { Choice, StoryParty } from './wire'

class Listening extends Table {
  readonly heard: Choice[] = []
  override choose(choice: Choice): void {
    this.heard.push(choice)
  }
}

let root: Root
let table: Listening
let place: HTMLElement

const draw = (party: StoryParty, change: Partial<Sitting> = {}) => flushSync(() => root.render(<Bids table={table} sitting={{ ...NOBODY, status: 'ready', party, ...change }} />))
const press = (key: string) => flushSync(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
const pressed = () => [...place.querySelectorAll('[data-option]')].map((option) => option.getAttribute('aria-pressed'))

beforeEach(() => {
  chooseLanguage('en')
  localStorage.clear()
  place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
  table = new Listening(PARTY.story_id)
})

afterEach(() => flushSync(() => root.unmount()))

it('chooses by number, and lets the choice be changed', () => {
  draw(PARTY)
  expect(pressed()).toEqual(['false', 'false'])
  press('2')
  draw(later(5, {}, { state: 'open', yours: { selected_option_id: 2, text: null } }))
  expect(pressed()).toEqual(['false', 'true'])
  flushSync(() => place.querySelector<HTMLElement>('[data-option="1"]')?.click())
  expect(table.heard.map(({ selected_option_id: option }) => option)).toEqual([2, 1])
})

it('offers nothing while the scene is told, and takes no keys for it', () => {
  draw(later(5, {}, { state: 'telling' }))
  press('1')
  expect(pressed()).toEqual([])
  expect(table.heard).toEqual([])
})

it('takes own words only where everybody acts, and keeps what is written', () => {
  draw(PARTY)
  expect(place.querySelector('textarea')).toBeNull()
  draw(later(5, { rounds: 'act' }, { state: 'open', yours: { selected_option_id: null, text: 'I sing' } }))
  expect(place.querySelector('textarea')?.value).toBe('I sing')
  expect(pressed()).toEqual(['false', 'false'])
})

it('tells a player kindly why the scene could not be told, and for whom to wait', () => {
  draw(later(5, {}, { state: 'open', problem: { code: 'INSUFFICIENT_BALANCE', message: 'missing 0.3' } }))
  expect(place.querySelector('[role=alert]')?.textContent).toContain('balance')
  expect(place.textContent).not.toContain('missing 0.3')
  draw(later(5, {}, { state: 'open', problem: { code: 'A_CODE_OF_THE_FUTURE', message: 'x' } }))
  expect(place.querySelector('[role=alert]')?.textContent).toContain('could not be told')
  draw(later(6, { options: [] }))
  expect(place.querySelector('[data-waits]')?.textContent).toContain('Ada')
})

it('says that a choice has not arrived, and that one was too late', () => {
  draw(PARTY, { stopped: Problem.offline(), sent: { event: 3, choice: { selected_option_id: 1, text: null } } })
  expect(place.querySelector('[role=alert] button')).not.toBeNull()
  expect(pressed()).toEqual(['true', 'false'])
  draw(PARTY, { late: 2 })
  expect(place.querySelector('[data-late]')).not.toBeNull()
})
