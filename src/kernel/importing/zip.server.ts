import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { Unreadable } from './table.ts'

interface Entry {
  readonly method: number
  readonly packed: number
  readonly offset: number
}
/** An archive opened for reading. Entries are streamed; none may unpack to more than is plausible. */
export interface Zip {
  readonly has: (name: string) => boolean
  /** The bytes of one entry as they are unpacked. */
  readonly read: (name: string) => AsyncIterable<Buffer>
}

/** What an archive is called in words for people, and how much one of its entries may unpack to. */
export interface ZipKind {
  readonly noun: string
  readonly again: string
  readonly mostUnpacked: number
}
const workbook: ZipKind = {
  noun: 'workbook',
  again: 'Save it again as XLSX.',
  mostUnpacked: 1024 * 1024 * 1024,
}

const mostEntries = 10_000
const mostRatio = 150
const smallEnough = 64 * 1024 * 1024

/** Opens a ZIP file by its directory. Source: PKWARE APPNOTE 6.3.10; encrypted, split and ZIP64 archives are refused. */
export async function openZip(path: string, kind: ZipKind = workbook): Promise<Zip> {
  const file = await open(path)
  try {
    const entries = await readDirectory(file, kind)
    return {
      has: (name) => entries.has(name),
      read: (name) => {
        const entry = entries.get(name)
        if (!entry) throw new Unreadable(`This is not a complete ${kind.noun}: ${name} is missing.`)
        return readEntry({ path, name, kind }, entry)
      },
    }
  } finally {
    await file.close()
  }
}

const damaged = ({ noun, again }: ZipKind, byte: number | null = null): Unreadable =>
  new Unreadable(`The ${noun} is damaged or was cut off. ${again}`, { byte })

async function readDirectory(file: FileHandle, kind: ZipKind): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await file.stat()
  const read = { file, kind }
  const tail = await bytes(read, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const at = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (at < 0 || at + 22 > tail.length) throw damaged(kind, size)
  const count = tail.readUInt16LE(at + 10)
  const length = tail.readUInt32LE(at + 12)
  const offset = tail.readUInt32LE(at + 16)
  if (count > mostEntries || offset === 0xffffffff || offset + length > size)
    throw damaged(kind, size - tail.length + at)
  return entriesOf(await bytes(read, offset, length), { count, start: offset, kind })
}

function entriesOf(
  directory: Buffer,
  { count, start, kind }: { readonly count: number; readonly start: number; readonly kind: ZipKind },
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged(kind, start + at)
    if (directory.readUInt16LE(at + 8) & 1)
      throw new Unreadable(`The ${kind.noun} is protected by a password. Save it without one.`)
    const [name, extra, comment] = [
      directory.readUInt16LE(at + 28),
      directory.readUInt16LE(at + 30),
      directory.readUInt16LE(at + 32),
    ]
    const entry = {
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    }
    entries.set(directory.toString('utf8', at + 46, at + 46 + name).replaceAll('\\', '/'), entry)
    at += 46 + name + extra + comment
  }
  return entries
}

async function* readEntry(
  { path, name, kind }: { readonly path: string; readonly name: string; readonly kind: ZipKind },
  { method, packed, offset }: Entry,
): AsyncGenerator<Buffer> {
  if (packed === 0) return
  if (method !== 0 && method !== 8)
    throw new Unreadable(`The ${kind.noun} is packed in a way that isn't known (${name}).`)
  const file = await open(path)
  const header = await bytes({ file, kind }, offset, 30).finally(() => file.close())
  if (header.readUInt32LE(0) !== 0x04034b50) throw damaged(kind, offset)
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const source = createReadStream(path, { start, end: start + packed - 1, highWaterMark: 256 * 1024 })
  const unpack =
    method === 8
      ? createInflateRaw({ chunkSize: 256 * 1024 })
      : new Transform({ transform: (chunk, _, done) => done(null, chunk) })
  source.on('error', (error) => unpack.destroy(error))
  let unpacked = 0
  try {
    for await (const chunk of source.pipe(unpack) as AsyncIterable<Buffer>) {
      unpacked += chunk.length
      if (unpacked > kind.mostUnpacked || (unpacked > smallEnough && unpacked > packed * mostRatio)) {
        throw new Unreadable(`${name} unpacks to far more than a ${kind.noun} holds. It is not read.`, { byte: offset })
      }
      yield chunk
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged(kind, offset)
  } finally {
    source.destroy()
    unpack.destroy()
  }
}

async function bytes(
  { file, kind }: { readonly file: FileHandle; readonly kind: ZipKind },
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  if (bytesRead < length) throw damaged(kind, position + bytesRead)
  return buffer
}
