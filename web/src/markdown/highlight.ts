import hljs from 'highlight.js/lib/common'

/** Coloured code as a tree: text, or a span whose class names what the text is. */
export type Coloured = string | { scope: string; children: Coloured[] }

interface RawNode {
  scope?: string
  children: (string | RawNode)[]
}

const LONGEST = 50_000

/** Null when the language is not known or the code is too long to be worth the time. */
export function colour(code: string, language: string): Coloured[] | null {
  if (code.length > LONGEST || !hljs.getLanguage(language)) return null
  // The library's own tree, read so that its HTML is never needed.
  const { _emitter: emitter } = hljs.highlight(code, { language, ignoreIllegals: true })
  const { rootNode } = emitter as unknown as { rootNode: RawNode }
  return rootNode.children.map(toColoured)
}

function toColoured(node: string | RawNode): Coloured {
  if (typeof node === 'string') return node
  return { scope: node.scope ?? '', children: node.children.map(toColoured) }
}
