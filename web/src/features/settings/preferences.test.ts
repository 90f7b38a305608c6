import { afterEach, beforeEach, expect, it } from 'vitest'
import { Answering } from '../../api/answering'
import { chooseTheme, theme } from '../../app/theme'
import { chooseLanguage, languageChoice } from '../../i18n/t'
import { bubbleLook, chooseBubbles } from '../chat/bubbleLook'
import { followPreferences } from './preferences'

const PATH = '/api/me/settings'
let server: Answering
let kept: Record<string, unknown>
let letGo: () => void

beforeEach(async () => {
  localStorage.clear()
  chooseLanguage('system')
  chooseTheme('system')
  chooseBubbles({ characters: true, others: false })
  kept = { version: 0 }
  letGo = () => {}
  server = new Answering()
  server.answers = {
    [`GET ${PATH}`]: () => [200, kept],
    [`PUT ${PATH}`]: (body) => {
      const wish = body as { version: number }
      if (wish.version !== kept.version) return [409, { code: 'VERSION_CONFLICT' }]
      kept = { ...wish, version: wish.version + 1 }
      return [200, kept]
    },
  }
  await server.open()
})

afterEach(() => {
  letGo()
  server.close()
})

it('takes over what was chosen elsewhere, and keeps nothing for it', async () => {
  kept = { language: 'zh', theme: 'dark', version: 3 }
  letGo = followPreferences()
  await expect.poll(() => [languageChoice.get(), theme.get()]).toEqual(['zh', 'dark'])
  expect(server.asked).not.toContain(`PUT ${PATH}`)
})

it('gives a new account what this browser was set to at the door', async () => {
  chooseTheme('dark')
  letGo = followPreferences()
  await expect.poll(() => kept).toEqual({ language: null, theme: 'dark', version: 1 })
  expect(theme.get()).toBe('dark')
})

it('keeps what is chosen here, and what other apps keep', async () => {
  kept = { language: null, theme: 'light', terminal: { bell: true }, version: 1 }
  letGo = followPreferences()
  await expect.poll(() => theme.get()).toBe('light')
  chooseLanguage('en')
  await expect.poll(() => kept).toEqual({ language: 'en', theme: 'light', terminal: { bell: true }, version: 2 })
})

it('lays its choice over what another page kept in between', async () => {
  letGo = followPreferences()
  await expect.poll(() => server.asked).toContain(`GET ${PATH}`)
  const put = server.answers[`PUT ${PATH}`] as (body: unknown) => [number, unknown]
  server.answers[`PUT ${PATH}`] = (body) => {
    kept = { theme: 'light', terminal: 1, version: 7 }
    server.answers[`PUT ${PATH}`] = put
    return put(body)
  }
  chooseTheme('dark')
  await expect.poll(() => kept).toEqual({ language: null, theme: 'dark', terminal: 1, version: 8 })
})

it('takes nothing for chosen that is no theme', async () => {
  kept = { theme: 'purple', version: 2 }
  chooseTheme('dark')
  letGo = followPreferences()
  await expect.poll(() => theme.get()).toBe('system')
})

it('keeps how answers are shown, and takes it over from elsewhere', async () => {
  kept = { theme: 'light', bubbles: { characters: false, others: true }, version: 1 }
  letGo = followPreferences()
  await expect.poll(() => bubbleLook.get()).toEqual({ characters: false, others: true })
  chooseBubbles({ characters: true, others: false })
  await expect.poll(() => kept).toEqual({ language: null, theme: 'light', bubbles: { characters: true, others: false }, version: 2 })
})
