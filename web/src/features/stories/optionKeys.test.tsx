import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { useOptionKeys } from './optionKeys'

let root: Root
let pressed: number[]

function Options({ count }: { count: number }) {
  useOptionKeys(Array.from({ length: count }, (_, at) => () => pressed.push(at + 1)))
  return <textarea />
}

beforeEach(() => {
  pressed = []
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  root = createRoot(place)
})

afterEach(() => flushSync(() => root.unmount()))

const draw = (count: number) => flushSync(() => root.render(<Options count={count} />))
const press = (key: string, how: KeyboardEventInit = {}, on: EventTarget = document.body) => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }))

it('chooses what stands under the number', () => {
  draw(3)
  for (const key of ['1', '3', '4', '0', 'a']) press(key)
  expect(pressed).toEqual([1, 3])
})

it('chooses from what is offered now', () => {
  draw(3)
  draw(1)
  press('2')
  press('1')
  expect(pressed).toEqual([1])
})

it('leaves keys to whoever writes, to the browser, to input methods and to a key that is held', () => {
  draw(3)
  press('1', {}, document.querySelector('textarea') as HTMLElement)
  press('1', { ctrlKey: true })
  press('1', { metaKey: true })
  press('1', { altKey: true })
  press('1', { isComposing: true })
  press('1', { repeat: true })
  expect(pressed).toEqual([])
})

it('takes none while a dialog is open, or when nothing is offered', () => {
  draw(2)
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
  press('1')
  document.querySelector('dialog')?.remove()
  draw(0)
  press('1')
  expect(pressed).toEqual([])
})
