import { useEffect, useRef, useState } from 'react'
import { useAnswer } from '../../api/useCall'
import { NotFound } from '../../app/NotFound'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import page from '../stories/stories.module.css'
import editorStyles from './editor.module.css'
import paneStyles from './source.module.css'
import styles from './characters.module.css'
import { ConflictDialog } from './ConflictDialog'
import { PARTS, PartForm, type PartName } from './EditParts'
import { pageOf } from './place'
import { PortraitDialog } from './PortraitDialog'
import { faultOf } from './sheet'
import { SourceAside } from './SourcePane'
import { useSheet } from './useSheet'
import { FACET_NAMES, type Character } from './wire'

/** A character being written, part by part, with the source it was read from beside it. */
export function EditPage({ id }: { id: string }) {
  const t = useT()
  const { value, problem, again, change } = useAnswer<Character>(`/api/characters/${id}`)
  if (problem?.status === 404 || problem?.status === 422 || value?.own === false) return <NotFound />
  if (!value) {
    return (
      <main id="page" className={page.scroll} aria-busy={problem === null}>
        {problem && (
          <div className={page.frame}>
            <Notice code={problem.code} message={problem.message}>
              <Button look="primary" size="small" onClick={again}>
                {t('chat.again')}
              </Button>
            </Notice>
          </div>
        )}
      </main>
    )
  }
  return <Editor character={value} changed={(next) => change(() => next)} />
}

function first(): PartName {
  const wanted = location.hash.slice(1)
  return PARTS.find((part) => part === wanted) ?? 'about'
}

function Editor({ character, changed }: { character: Character; changed: (character: Character) => void }) {
  const t = useT()
  const { id, name, source } = character
  const [part, setPart] = useState<PartName>(first)
  const [quote, setQuote] = useState<string | null>(null)
  const [beside, setBeside] = useState(false)
  const [picture, setPicture] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  const { sheet, set, dirty, restored, busy, problem, clash, save, decide, discard, letBe } = useSheet(character, changed)
  const readable = source !== null && source.kind !== 'blank'
  const unfit = faultOf(sheet)
  useEffect(() => {
    document.title = [dirty ? '•' : '', t('editor.title', { name })].filter(Boolean).join(' ')
  }, [t, name, dirty])
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      document.querySelector<HTMLButtonElement>('[data-save]')?.click()
    }
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  }, [])

  const open = (sentence: string | null) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    setQuote(sentence)
    setBeside(true)
  }
  const shut = () => {
    setBeside(false)
    opener.current?.focus()
  }

  return (
    <main id="page" className={`${page.scroll} ${editorStyles.editor} ${beside ? `${paneStyles.two} ${editorStyles.narrow}` : ''}`}>
      <div className={editorStyles.editorFrame}>
        <header className={page.formHead}>
          <IconButton icon="back" label={t('editor.back')} large onClick={() => go(pageOf(id))} />
          <h1>{t('editor.title', { name })}</h1>
        </header>
        {restored && dirty && (
          <p className={editorStyles.restored} role="status">
            {t('editor.restored')}
          </p>
        )}
        <div className={editorStyles.editorBody}>
          <nav className={editorStyles.parts} aria-label={t('editor.parts')}>
            {PARTS.map((one) => (
              <button key={one} type="button" aria-current={one === part ? 'true' : undefined} data-part={one} data-failed={isFacet(one) && character.categories[one] === 'failed' ? '' : undefined} onClick={() => setPart(one)}>
                {t(isFacet(one) ? `facet.${one}` : `editor.${one}`)}
              </button>
            ))}
          </nav>
          <form
            className={editorStyles.partForm}
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
            noValidate
          >
            <PartForm key={part} part={part} character={character} sheet={sheet} set={set} fields={problem?.fields ?? {}} find={readable ? open : null} picture={() => setPicture(true)} />
          </form>
        </div>
        <div className={editorStyles.foot}>
          {problem && <Notice code={problem.code} message={Object.entries(problem.fields).map(([field, words]) => `${field}: ${words}`).join(' ') || problem.message} kept={t('making.kept')} />}
          <div className={styles.actions}>
            <Button look="primary" data-save="" disabled={busy || !dirty || unfit !== null} onClick={() => void save()}>
              {t('editor.save')}
            </Button>
            {dirty && (
              <Button look="quiet" disabled={busy} onClick={discard}>
                {t('editor.discard')}
              </Button>
            )}
            {readable && (
              <Button aria-expanded={beside} onClick={() => (beside ? shut() : open(null))}>
                {t(beside ? 'source.close' : 'source.open')}
              </Button>
            )}
            <span className={editorStyles.saved} role="status" data-dirty={dirty}>
              {t(unfit ? 'editor.name.fault' : dirty ? 'editor.unsaved' : 'editor.same')}
            </span>
          </div>
        </div>
      </div>
      {beside && <SourceAside id={id} quote={quote} close={shut} />}
      {clash && <ConflictDialog clashes={clash} busy={busy} decide={(theirs) => void decide(theirs)} close={letBe} />}
      {picture && <PortraitDialog character={character} close={() => setPicture(false)} done={changed} />}
    </main>
  )
}

function isFacet(part: PartName): part is (typeof FACET_NAMES)[number] {
  return (FACET_NAMES as readonly string[]).includes(part)
}
