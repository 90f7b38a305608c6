// An archive as it is made by hand in tests: files stored one after another, and nothing compressed.
import { crc32 } from 'node:zlib'

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800

/** `files` are texts by their names. */
export function zipOf(files) {
  const parts = []
  const index = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const path = Buffer.from(name)
    const body = Buffer.from(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(UTF8_NAMES, 2)
    common.writeUInt32LE(crc32(body), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(body.length, 18)
    common.writeUInt16LE(path.length, 22)
    parts.push(word(LOCAL), common, path, body)
    index.push(word(CENTRAL), Buffer.from([20, 0]), common, Buffer.alloc(10), word(at), path)
    at += 30 + path.length + body.length
  }
  const list = Buffer.concat(index)
  const end = Buffer.alloc(18)
  const count = Object.keys(files).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...parts, list, word(END), end])
}

function word(value) {
  const four = Buffer.alloc(4)
  four.writeUInt32LE(value)
  return four
}
