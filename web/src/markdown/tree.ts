import type { Token } from 'markdown-it'

/** What is drawn: plain values, so that two trees can be compared and a finished one never changes. */
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'code'; text: string }
  | { kind: 'fence'; language: string; text: string; open: boolean }
  | { kind: 'math'; tex: string; display: boolean }
  | { kind: 'link'; address: string; children: Node[] }
  | { kind: 'image'; address: string; label: string }
  | { kind: 'element'; tag: Tag; start?: number; align?: Align; children: Node[] }

export type Align = 'left' | 'center' | 'right'

const TAGS = [
  'p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'li', 'hr', 'em', 'strong', 's',
  'table', 'thead', 'tbody', 'tr', 'th', 'td',
] as const
export type Tag = (typeof TAGS)[number]
const KNOWN: ReadonlySet<string> = new Set(TAGS)

/** Turns markdown-it's flat tokens into a tree. `live` marks a fence without its closing line as still open. */
export function treeOf(tokens: readonly Token[], live: boolean): Node[] {
  const root: Node[] = []
  const stack: Node[][] = [root]
  const here = () => stack[stack.length - 1] ?? root
  for (const token of tokens) {
    if (token.type === 'inline') here().push(...treeOf(token.children ?? [], live))
    // A tight list's paragraphs are there but not to be seen.
    else if (token.hidden) continue
    else if (token.nesting === -1) stack.pop()
    else if (token.nesting === 1) {
      const node = branch(token)
      here().push(node)
      stack.push(node.children)
    } else here().push(...leaf(token, live))
  }
  return root
}

function branch(token: Token): Node & { children: Node[] } {
  if (token.type === 'link_open') return { kind: 'link', address: attribute(token, 'href'), children: [] }
  // Every tag markdown-it can open with html off is known; a plugin's unknown one would be a plain paragraph.
  const tag = (KNOWN.has(token.tag) ? token.tag : 'p') as Tag
  const node: Node & { kind: 'element' } = { kind: 'element', tag, children: [] }
  const start = attribute(token, 'start')
  if (start !== '') node.start = Number(start)
  const align = /text-align:(left|center|right)/.exec(attribute(token, 'style'))?.[1]
  if (align) node.align = align as Align
  return node
}

function attribute(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

function leaf(token: Token, live: boolean): Node[] {
  switch (token.type) {
    case 'text':
    case 'text_special':
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }]
    case 'softbreak':
    case 'hardbreak':
      return [{ kind: 'break' }]
    case 'code_inline':
      return [{ kind: 'code', text: token.content }]
    case 'code_block':
      return [{ kind: 'fence', language: '', text: token.content, open: false }]
    case 'fence':
      return [{ kind: 'fence', language: languageOf(token.info), text: token.content, open: live && !isClosed(token) }]
    case 'math':
      return [{ kind: 'math', tex: token.content, display: token.meta?.display === true }]
    case 'math_block':
      return token.meta?.closed === true
        ? [{ kind: 'math', tex: token.content, display: true }]
        : [{ kind: 'element', tag: 'p', children: [{ kind: 'text', text: token.content }] }]
    case 'image':
      return [{ kind: 'image', address: attribute(token, 'src'), label: token.content }]
    case 'hr':
      return [{ kind: 'element', tag: 'hr', children: [] }]
    default:
      return token.content === '' ? [] : [{ kind: 'text', text: token.content }]
  }
}

function languageOf(info: string): string {
  return /^[\w+#.-]{1,32}/.exec(info.trim())?.[0].toLowerCase() ?? ''
}

/** A fence covers its opening line, its content and, only when closed, one line more. */
function isClosed(token: Token): boolean {
  const [from, to] = token.map ?? [0, 0]
  const lines = token.content === '' ? 0 : token.content.split('\n').length - (token.content.endsWith('\n') ? 1 : 0)
  return to - from >= lines + 2
}

/** The words alone, for a title, a label or an announcement. */
export function plainText(nodes: readonly Node[]): string {
  return nodes.map(plain).join('')
}

function plain(node: Node): string {
  switch (node.kind) {
    case 'text':
    case 'code':
      return node.text
    case 'fence':
      return `${node.text}\n`
    case 'break':
      return '\n'
    case 'math':
      return node.tex
    case 'image':
      return node.label
    case 'link':
      return plainText(node.children)
    case 'element':
      return plainText(node.children) + (BLOCK.has(node.tag) ? '\n' : node.tag === 'td' || node.tag === 'th' ? ' ' : '')
  }
}

const BLOCK: ReadonlySet<Tag> = new Set<Tag>(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'tr', 'hr'])
