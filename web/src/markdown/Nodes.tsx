import { createElement, Fragment, type ReactNode } from 'react'
import { CodeBlock } from './CodeBlock'
import { Formula } from './Formula'
import styles from './markdown.module.css'
import { safeAddress } from './parser'
import type { Node, Tag } from './tree'

export function Nodes({ nodes }: { nodes: readonly Node[] }): ReactNode {
  // A tree is drawn as a whole or not at all, so the place of a node is its key.
  // oxlint-disable-next-line react/no-array-index-key
  return nodes.map((node, i) => <Fragment key={i}>{draw(node)}</Fragment>)
}

function draw(node: Node): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'break':
      return <br />
    case 'code':
      return <code className={styles.code}>{node.text}</code>
    case 'fence':
      return <CodeBlock language={node.language} text={node.text} open={node.open} />
    case 'math':
      return <Formula tex={node.tex} display={node.display} />
    case 'link':
      return (
        <Link address={node.address}>
          <Nodes nodes={node.children} />
        </Link>
      )
    case 'image':
      return <Picture address={node.address} label={node.label} />
    case 'element':
      return element(node)
  }
}

/** The page has its own heading, so those in a text stand one step below it. */
const LOWER: Partial<Record<Tag, string>> = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' }

function element(node: Node & { kind: 'element' }): ReactNode {
  if (node.tag === 'hr') return <hr />
  const children = <Nodes nodes={node.children} />
  if (node.tag === 'table') {
    return (
      // A wide table scrolls by itself; the keyboard reaches it because it can be focused.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <div className={styles.table} tabIndex={0}>
        <table>{children}</table>
      </div>
    )
  }
  const props: Record<string, unknown> = {}
  if (node.start !== undefined) props.start = node.start
  if (node.align) props.className = styles[node.align]
  return createElement(LOWER[node.tag] ?? node.tag, props, children)
}

function Link({ address, children }: { address: string; children: ReactNode }) {
  const href = safeAddress(address)
  if (href === null) return children
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

/** Nothing is fetched from elsewhere because a model said so: a picture is a link that the reader may follow. */
function Picture({ address, label }: { address: string; label: string }) {
  return (
    <Link address={address}>
      {label === '' ? '' : `${label} `}
      <span className={styles.address}>{address}</span>
    </Link>
  )
}
