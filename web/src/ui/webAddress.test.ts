import { expect, it } from 'vitest'
import { webAddress } from './webAddress'

it('lets addresses of the web through', () => {
  expect(webAddress('https://example.org/wiki/灯塔')).toBe('https://example.org/wiki/%E7%81%AF%E5%A1%94')
  expect(webAddress('http://localhost:8080/a?b#c')).toBe('http://localhost:8080/a?b#c')
})

it('lets nothing else through', () => {
  const others = [null, undefined, '', 'lamp', '/wiki/Lamp', '//example.org/x', 'javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'java\nscript:alert(1)', 'data:text/html,<script>', 'vbscript:x', 'file:///etc/passwd', 'mailto:a@b.c', 'blob:https://example.org/1', 'ftp://example.org']
  for (const address of others) expect(webAddress(address), String(address)).toBeNull()
})
