import { expect, it } from 'vitest'
import tokens from './tokens.css?raw'

const pairs = Object.fromEntries(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]),
) as Record<string, [string, string]>

function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it('every text can be read on every ground it stands on, by day and by night', () => {
  const grounds = ['bg', 'surface', 'raised', 'hover', 'code']
  const texts = ['ink', 'muted', 'accent', 'ok', 'warn', 'danger', 'focus', 'hl-keyword', 'hl-string', 'hl-number', 'hl-title']
  const all = [...grounds.flatMap((ground) => texts.map((text) => [text, ground])), ['ink', 'bubble'], ['on-accent', 'accent']]
  for (const [text = '', ground = ''] of all) {
    for (const theme of [0, 1] as const) {
      const ratio = contrast(pairs[text]?.[theme] ?? '', pairs[ground]?.[theme] ?? '')
      expect(ratio, `${text} on ${ground}, ${theme === 0 ? 'paper' : 'ember'}`).toBeGreaterThanOrEqual(4.5)
    }
  }
})
