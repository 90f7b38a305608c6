import { useEffect, useId, useState, type FormEvent } from 'react'
import { go } from '../../app/router'
import { count } from '../../i18n/format'
import { currentLanguage, useLanguage, useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Choices, Field } from '../../ui/Field'
import ui from '../../ui/ui.module.css'
import { askForStory } from './begin'
import { Cards } from './Cards'
import { Draw } from './Draw'
import styles from './stories.module.css'
import { LANGUAGES, ownName } from './languages'
import { from, keepWishes, OPTION, SCENE, spans, usual, wishesKept, wrong, type Wishes } from './wishes'

const DIFFICULTIES = ['EASY', 'NORMAL', 'HARD'] as const

/** What kind of story it shall be. Everything may be left as it is. */
export function NewStoryPage() {
  const t = useT()
  const id = useId()
  const shown = useLanguage()
  const [wishes, setWishes] = useState<Wishes>(() => wishesKept(shown))
  const [tried, setTried] = useState(false)
  const [limits, setLimits] = useState(false)
  const faults = tried ? wrong(wishes) : []
  useEffect(() => {
    document.title = t('story.new.title')
  }, [t])
  const set = (change: Partial<Wishes>) => setWishes((now) => ({ ...now, ...change }))

  function speak(language: string) {
    // Limits that nobody touched go with the language.
    const { maxScene, maxOption } = usual(wishes.language)
    const untouched = wishes.maxScene === maxScene && wishes.maxOption === maxOption
    const { maxScene: scene, maxOption: option } = usual(language)
    set(untouched ? { language, maxScene: scene, maxOption: option } : { language })
  }

  function begin(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (wrong(wishes).length > 0) return setLimits(true)
    keepWishes(wishes)
    askForStory(wishes, currentLanguage() === 'zh' ? 'zh-CN' : 'en')
    go('/stories/begin')
  }

  const bounds = (field: 'maxScene' | 'maxOption', { least, most }: { least: number; most: number }) =>
    faults.includes(field) ? { fault: t('story.number', { least: count(least), most: count(most) }) } : { hint: t('story.number', { least: count(least), most: count(most) }) }

  return (
    <main id="page" className={styles.scroll}>
      <div className={styles.frame}>
        <header className={styles.formHead}>
          <IconButton icon="back" label={t('story.back')} large onClick={() => go('/stories')} />
          <h1>{t('story.new.title')}</h1>
        </header>
        <p className={styles.muted}>{t('story.new.lead')}</p>
        <form className={styles.wishes} onSubmit={begin} noValidate>
          <Cards chosen={wishes.scenario} choose={(card) => setWishes(from(wishes, card))} />
          <Field label={t('story.theme')} name="theme" placeholder={t('story.theme.like')} autoComplete="off" maxLength={200} value={wishes.theme} onChange={(event) => set({ theme: event.target.value })} />
          <Field label={t('story.tone')} name="tone" placeholder={t('story.tone.like')} autoComplete="off" maxLength={200} value={wishes.tone} onChange={(event) => set({ tone: event.target.value })} />
          <Field label={t('story.npc')} name="npc" placeholder={t('story.npc.like')} autoComplete="off" maxLength={200} value={wishes.npc} onChange={(event) => set({ npc: event.target.value })} />
          <Draw wishes={wishes} set={set} />
          <div className={ui.field}>
            <span className={styles.label}>{t('story.difficulty')}</span>
            <Choices
              label={t('story.difficulty')}
              value={wishes.difficulty}
              options={DIFFICULTIES.map((one) => [one, t(`story.difficulty.${one}`)] as const)}
              choose={(difficulty) => set({ difficulty })}
            />
          </div>
          <div className={ui.field}>
            <span className={styles.label}>{t('story.time')}</span>
            <Choices
              label={t('story.time')}
              value={String(wishes.minutes)}
              options={spans(wishes.minutes).map((one) => [String(one), t('story.minutes', { count: count(one) })] as const)}
              choose={(minutes) => set({ minutes: Number(minutes) })}
            />
          </div>
          <div className={ui.field}>
            <label htmlFor={`${id}-language`}>{t('story.language')}</label>
            <select id={`${id}-language`} name="language" className={ui.input} value={wishes.language} onChange={(event) => speak(event.target.value)}>
              {LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {ownName(one)}
                </option>
              ))}
            </select>
          </div>
          <details className={styles.more} open={limits} onToggle={(event) => setLimits(event.currentTarget.open)}>
            <summary>{t('story.limits')}</summary>
            <div className={styles.wishes}>
              <div className={styles.pair}>
                <Field
                  label={t('story.maxScene')}
                  name="max_scene"
                  inputMode="numeric"
                  autoComplete="off"
                  value={wishes.maxScene}
                  {...bounds('maxScene', SCENE)}
                  onChange={(event) => set({ maxScene: event.target.value })}
                />
                <Field
                  label={t('story.maxOption')}
                  name="max_option"
                  inputMode="numeric"
                  autoComplete="off"
                  value={wishes.maxOption}
                  {...bounds('maxOption', OPTION)}
                  onChange={(event) => set({ maxOption: event.target.value })}
                />
              </div>
              <div className={ui.field}>
                <label htmlFor={`${id}-forbidden`}>{t('story.forbidden')}</label>
                <textarea
                  id={`${id}-forbidden`}
                  name="forbidden"
                  rows={3}
                  className={`${ui.input} ${styles.area}`}
                  aria-describedby={`${id}-forbidden-said`}
                  value={wishes.forbidden}
                  onChange={(event) => set({ forbidden: event.target.value })}
                />
                <p id={`${id}-forbidden-said`} className={ui.hint}>
                  {t('story.forbidden.hint')}
                </p>
              </div>
              <Field label={t('story.seed')} name="seed" hint={t('story.seed.hint')} autoComplete="off" maxLength={100} value={wishes.seed} onChange={(event) => set({ seed: event.target.value })} />
            </div>
          </details>
          <Button type="submit" look="primary" className={styles.big}>
            {t('story.begin')}
          </Button>
        </form>
      </div>
    </main>
  )
}
