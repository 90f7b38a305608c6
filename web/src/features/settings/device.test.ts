import { expect, it } from 'vitest'
import { chooseLanguage, translate } from '../../i18n/t'
import { nameOf } from './device'

it('calls a device what its owner would', () => {
  chooseLanguage('en')
  const names = [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
    'curl/8.5.0',
    'unknown',
    '',
  ].map((said) => nameOf(translate, said))
  expect(names).toEqual(['Chrome on Linux', 'Edge on Windows', 'Safari on iOS', 'Firefox on Android', 'curl', 'A device that does not say what it is', 'A device that does not say what it is'])
})

it('cuts what it does not know, and shows it as text', () => {
  expect(nameOf(translate, '<b>lamp</b>')).toBe('<b>lamp</b>')
  expect([...nameOf(translate, '灯'.repeat(400))]).toHaveLength(61)
})
