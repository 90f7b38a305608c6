import { store, useStore } from '../ui/store'
import { remember, remembered } from '../ui/storage'
import { en, type Key } from './en'
import { zh } from './zh'

export type Language = 'en' | 'zh'
export type LanguageChoice = Language | 'system'
export type Translate = (key: Key, values?: Record<string, string | number>) => string

const WORDS: Record<Language, Record<Key, string>> = { en, zh }
/** A language's own name, for those who cannot read the one that is shown. */
export const LANGUAGES: Record<Language, string> = { en: 'English', zh: '中文' }

export const languageChoice = store<LanguageChoice>(choiceOf(remembered('language')))
const language = store<Language>(resolve(languageChoice.get()))

function choiceOf(text: string | null): LanguageChoice {
  return text === 'en' || text === 'zh' ? text : 'system'
}

function resolve(choice: LanguageChoice): Language {
  if (choice !== 'system') return choice
  const first = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function apply() {
  language.set(resolve(languageChoice.get()))
  document.documentElement.lang = language.get() === 'zh' ? 'zh-CN' : 'en'
}

export function chooseLanguage(choice: LanguageChoice): void {
  languageChoice.set(choice)
  remember('language', choice === 'system' ? null : choice)
  apply()
}

apply()
window.addEventListener('languagechange', apply)

export function translate(key: Key, values: Record<string, string | number> = {}): string {
  return words(language.get(), key, values)
}

export function words(into: Language, key: Key, values: Record<string, string | number> = {}): string {
  return WORDS[into][key].replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}

export function hasKey(key: string): key is Key {
  return Object.hasOwn(en, key)
}

export function currentLanguage(): Language {
  return language.get()
}

export function useLanguage(): Language {
  return useStore(language)
}

/** The sentences in the language that is shown; the page is drawn again when it changes. */
export function useT(): Translate {
  useStore(language)
  return translate
}
