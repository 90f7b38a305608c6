import { expect, it } from 'vitest'
import { decoded, isBinary, isPage, lengthOf, plain } from './reading'

it('reads what Chinese pages are written in', () => {
  expect(decoded(new TextEncoder().encode('守灯人'))).toBe('守灯人')
  expect(decoded(Uint8Array.from([0xca, 0xd8, 0xb5, 0xc6]))).toBe('守灯')
  expect(decoded(Uint8Array.from([0xff, 0xfe, 0x6f, 0x70]))).toBe('灯')
})

it('counts characters as people do', () => {
  expect(lengthOf('灯🏮a')).toBe(3)
})

it('takes from a page what it says and nothing that it does', () => {
  const text = plain('<html><head><title>守灯人</title></head><body><nav>首页</nav><main><h1>守灯人</h1><p>他住在<b>岛</b>上。</p><p>三十年。</p><script>alert(1)</script><img src=x onerror=alert(1)></main></body></html>')
  expect(text).toBe('守灯人\n\n守灯人\n他住在岛上。\n三十年。')
})

it('knows a page and a picture by what is in them', () => {
  expect(isPage('a.html', '')).toBe(true)
  expect(isPage('a.txt', '\n<!DOCTYPE html><p>')).toBe(true)
  expect(isPage('a.md', '# <html>')).toBe(false)
  expect(isBinary('\u0089PNG\0')).toBe(true)
  expect(isBinary('text')).toBe(false)
})
