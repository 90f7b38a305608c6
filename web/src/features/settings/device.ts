import type { Translate } from '../../i18n/t'

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^raconteur\b/i, 'Raconteur'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

const LONGEST = 60

/** What a person would call a device, from what it says of itself. What is not known stands as it was said, cut. */
export function nameOf(t: Translate, said: string): string {
  const browser = BROWSERS.find(([mark]) => mark.test(said))?.[1]
  const system = SYSTEMS.find(([mark]) => mark.test(said))?.[1]
  if (browser && system) return t('devices.name', { browser, system })
  if (browser ?? system) return browser ?? system ?? ''
  if (said === '' || said === 'unknown') return t('devices.unknown')
  const letters = [...said]
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : said
}
