import { isRubbish, type Gathered } from './arrivals'

/** More than a collection takes. */
const MOST = 20_000

/** As many of a browser's file entries as its types name and a folder's walk needs. */
export interface Entry {
  readonly isDirectory: boolean
  readonly name: string
}
interface FileEntry extends Entry {
  file: (done: (file: File) => void, failed: (fault: unknown) => void) => void
}
interface FolderEntry extends Entry {
  createReader: () => { readEntries: (done: (entries: readonly Entry[]) => void, failed: (fault: unknown) => void) => void }
}

/** All files in what was dropped, folders and their folders included. What cannot be read is there without bytes. */
export async function gathered(entries: readonly Entry[]): Promise<Gathered[]> {
  const all: Gathered[] = []
  const waiting = entries.map((entry) => ({ entry, path: entry.name }))
  for (let next = waiting.shift(); next && all.length < MOST; next = waiting.shift()) {
    const { entry, path } = next
    if (isRubbish(path)) continue
    if (!entry.isDirectory) {
      all.push({ path, file: await fileOf(entry as FileEntry) })
      continue
    }
    const inside = await insideOf(entry as FolderEntry)
    if (inside === null) all.push({ path, file: null })
    else for (const one of inside) waiting.push({ entry: one, path: `${path}/${one.name}` })
  }
  return all
}

function fileOf(entry: FileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(null))
  })
}

/** A folder is told in pieces, and has ended when one is empty. */
async function insideOf(folder: FolderEntry): Promise<Entry[] | null> {
  const reader = folder.createReader()
  const all: Entry[] = []
  for (;;) {
    const piece = await new Promise<readonly Entry[] | null>((resolve) => {
      reader.readEntries(resolve, () => resolve(null))
    })
    if (piece === null) return null
    if (piece.length === 0 || all.length > MOST) return all
    all.push(...piece)
  }
}

/** What is dropped must be asked for at once: afterwards the browser has forgotten it. */
export function dropped(transfer: DataTransfer | null, files: readonly File[]): Promise<Gathered[]> {
  const entries = [...(transfer?.items ?? [])].flatMap((item) => {
    const entry = item.kind === 'file' && typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null
    return entry ? [entry as Entry] : []
  })
  return entries.length > 0 ? gathered(entries) : Promise.resolve(chosen(files))
}

/** What was chosen: files, or a folder with the path of each of its files. */
export function chosen(files: readonly File[]): Gathered[] {
  return files.map((file) => ({ path: file.webkitRelativePath || file.name, file })).filter(({ path }) => !isRubbish(path))
}
