import { useMemo } from 'react'
import own from './knowledge.module.css'
import { marked } from './marks'

/** A passage's words as words, whatever they look like, with what was asked for marked. */
export function PassageText({ text, question, folded = false }: { text: string; question: string; folded?: boolean }) {
  const pieces = useMemo(() => marked(text, question), [text, question])
  return (
    <blockquote className={own.text} data-folded={folded ? '' : undefined} data-passage="">
      {pieces.map((piece) => (piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>))}
    </blockquote>
  )
}
