/** The languages that stories are told in. */
export const LANGUAGES = ['zh', 'zh-Hant', 'en', 'ja', 'ko', 'de', 'fr', 'es'] as const

/** A language's own name, for those who read no other. */
export function ownName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)
}
