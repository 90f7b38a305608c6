import markdownIt, { type MarkdownIt } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { mathSyntax } from './mathSyntax'

const SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** The address as it may stand in a link, or null when its scheme is not on the list or it has none. */
export function safeAddress(address: string): string | null {
  try {
    const url = new URL(address)
    return SCHEMES.has(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

function build(): MarkdownIt {
  const md = markdownIt({ html: false, linkify: true, breaks: true, typographer: false })
  // Chinese emphasis: plain CommonMark leaves **“重点”**是 unbolded.
  md.use(cjkFriendly)
  md.use(mathSyntax)
  // Only addresses that name their scheme: a bare word with a dot in it is more often a file name than a site.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  md.validateLink = (address) => safeAddress(address) !== null
  return md
}

export const parser = build()
