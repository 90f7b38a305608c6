import { remember, remembered } from '../ui/storage'
import { store } from '../ui/store'

export type Theme = 'system' | 'light' | 'dark'

function themeOf(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'system'
}

export const theme = store<Theme>(themeOf(remembered('theme')))

export function chooseTheme(choice: Theme): void {
  theme.set(choice)
  remember('theme', choice === 'system' ? null : choice)
  const { dataset } = document.documentElement
  if (choice === 'system') delete dataset.theme
  else dataset.theme = choice
}
