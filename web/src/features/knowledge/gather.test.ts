import { expect, it } from 'vitest'
import { chosen, gathered, type Entry } from './gather'

const file = (name: string, broken = false) => ({
  name,
  isDirectory: false,
  file: (done: (file: File) => void, failed: (fault: unknown) => void) => (broken ? failed(new Error('gone')) : done(new File(['x'], name))),
})

/** A folder that is told two entries at a time, as browsers tell a hundred. */
function folder(name: string, inside: readonly Entry[], broken = false) {
  return {
    name,
    isDirectory: true,
    createReader: () => {
      const left = [...inside]
      return { readEntries: (done: (entries: readonly Entry[]) => void, failed: (fault: unknown) => void) => (broken ? failed(new Error('closed')) : done(left.splice(0, 2))) }
    },
  }
}

it('walks through folders however deep and however many are in them', async () => {
  const mod = folder('mod', [file('modmain.lua'), file('a.md'), folder('scripts', [file('b.lua'), folder('deep', [file('c.json')])]), file('d.md')])
  const all = await gathered([mod, file('beside.txt')])
  expect(all.map(({ path }) => path).toSorted()).toEqual(['beside.txt', 'mod/a.md', 'mod/d.md', 'mod/modmain.lua', 'mod/scripts/b.lua', 'mod/scripts/deep/c.json'])
  expect(all.every((one) => one.file !== null)).toBe(true)
})

it('passes over rubbish and names what cannot be read', async () => {
  const all = await gathered([folder('mod', [file('.DS_Store'), folder('.git', [file('config')]), file('a.md', true), folder('shut', [], true)])])
  expect(all).toEqual([
    { path: 'mod/a.md', file: null },
    { path: 'mod/shut', file: null },
  ])
})

it('takes files that were chosen, by their path where there is one', () => {
  const inFolder = new File(['x'], 'b.lua')
  Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'mod/scripts/b.lua' })
  expect(chosen([new File(['x'], 'a.md'), inFolder, new File(['x'], '.hidden.md')]).map(({ path }) => path)).toEqual(['a.md', 'mod/scripts/b.lua'])
})
