import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { chooseLanguage } from '../../i18n/t'
import { Retry } from './Retry'

let root: Root
let place: HTMLElement
let sent: number

beforeEach(() => {
  localStorage.clear()
  chooseLanguage('en')
  vi.useFakeTimers()
  sent = 0
  place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
})

afterEach(() => {
  flushSync(() => root.unmount())
  vi.useRealTimers()
})

const draw = (wait: number | null) => flushSync(() => root.render(<Retry wait={wait} run={() => (sent += 1)} />))
const button = () => place.querySelector('button') as HTMLButtonElement
const wish = () => place.querySelector('input') as HTMLInputElement | null
const press = (element: HTMLElement) => flushSync(() => element.click())
/** Time passes in steps, so that what is drawn in between can set its own timers. */
function pass(milliseconds: number) {
  for (let left = milliseconds; left > 0; left -= 100) flushSync(() => vi.advanceTimersByTime(Math.min(100, left)))
}

it('counts the seconds and then waits for a press', () => {
  draw(3)
  expect(button().textContent).toBe('Try again in 3 s')
  expect(button().disabled).toBe(true)
  pass(1000)
  expect(button().textContent).toBe('Try again in 2 s')
  pass(2000)
  expect(button().textContent).toBe('Try again')
  expect(sent).toBe(0)
  press(button())
  expect(sent).toBe(1)
})

it('sends itself once when the seconds are over, if that was wished', () => {
  draw(2)
  press(wish() as HTMLElement)
  pass(1999)
  expect(sent).toBe(0)
  pass(1)
  expect(sent).toBe(1)
  pass(10_000)
  expect(sent).toBe(1)
})

it('remembers the wish, and a wish that was taken back', () => {
  draw(2)
  press(wish() as HTMLElement)
  flushSync(() => root.render(null))
  draw(2)
  expect(wish()?.checked).toBe(true)
  press(wish() as HTMLElement)
  pass(5000)
  expect(sent).toBe(0)
})

it('counts to the end although timers leave out fractions of a millisecond', () => {
  draw(1.5004)
  expect(button().textContent).toBe('Try again in 2 s')
  pass(2000)
  expect(button().disabled).toBe(false)
})

it('is a plain button where no time was named', () => {
  localStorage.setItem('raconteur.sendItself', 'yes')
  draw(null)
  expect(button().disabled).toBe(false)
  expect(wish()).toBeNull()
  expect(sent).toBe(0)
})
