// Fails when the first chat page weighs more than 250 KB compressed, or any chunk loaded later more than 150 KB.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const FIRST = 250_000
const LAZY = 150_000

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const weigh = (file) => gzipSync(readFileSync(new URL(file, dist))).length

/** All files that the browser must have before a chunk runs: itself, what it imports statically, and their styles. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!seen.has(chunk.file)) {
    seen.add(chunk.file)
    for (const css of chunk.css ?? []) seen.add(css)
    for (const next of chunk.imports ?? []) closure(next, seen)
  }
  return seen
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
// The chat page is what the budget is about, whether or not it is split from the entry one day.
const first = closure(entry)
for (const key of Object.keys(manifest)) if (key.endsWith('features/chat/ChatPage.tsx')) closure(key, first)

let failed = 0
function report(name, bytes, limit) {
  const over = bytes > limit
  if (over) failed += 1
  console.log(`${over ? 'OVER ' : 'ok   '} ${(bytes / 1000).toFixed(1).padStart(7)} KB gz of ${limit / 1000}  ${name}`)
}

report('first chat page', [...first].reduce((sum, file) => sum + weigh(file), 0), FIRST)
for (const [key, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry) continue
  const own = [...closure(key)].filter((file) => !first.has(file))
  report(key, own.reduce((sum, file) => sum + weigh(file), 0), LAZY)
}
process.exit(failed === 0 ? 0 : 1)
