import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** One file of an archive; its content is asked for when its turn comes. */
export interface ZipContent {
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}
interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/** A ZIP archive as a stream: nothing is held back but the directory. Source: PKWARE APPNOTE 6.3.10; entries stay below 4 GB. */
export async function* zipStream(files: Iterable<ZipContent>): AsyncGenerator<Buffer> {
  const directory: Written[] = []
  let offset = 0
  for (const { name, content } of files) {
    const entry = { name: Buffer.from(name, 'utf8'), crc: 0, packed: 0, unpacked: 0, offset }
    const header = localHeader(entry.name)
    yield header
    const measured = measure(content, entry)
    for await (const chunk of Readable.from(measured).pipe(createDeflateRaw({ level: 4 })) as AsyncIterable<Buffer>) {
      entry.packed += chunk.length
      yield chunk
    }
    const descriptor = numbers(0x08074b50, entry.crc, entry.packed, entry.unpacked)
    yield descriptor
    offset += header.length + entry.packed + descriptor.length
    directory.push(entry)
  }
  const records = directory.map(directoryRecord)
  const length = records.reduce((sum, record) => sum + record.length, 0)
  yield* records
  yield endRecord(directory.length, length, offset)
}

async function* measure(
  content: ZipContent['content'],
  entry: { crc: number; unpacked: number },
): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    const bytes = Buffer.from(piece, 'utf8')
    entry.crc = crc32(bytes, entry.crc)
    entry.unpacked += bytes.length
    yield bytes
  }
}

const version = 20
/** Sizes follow the content (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808
const deflated = 8
/** 1 January 1980: the same content gives the same archive. */
const time = 0x0021_0000

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(deflated, 8)
  header.writeUInt32LE(time, 10)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function directoryRecord({ name, crc, packed, unpacked, offset }: Written): Buffer {
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(version, 4)
  record.writeUInt16LE(version, 6)
  record.writeUInt16LE(flags, 8)
  record.writeUInt16LE(deflated, 10)
  record.writeUInt32LE(time, 12)
  record.writeUInt32LE(crc, 16)
  record.writeUInt32LE(packed, 20)
  record.writeUInt32LE(unpacked, 24)
  record.writeUInt16LE(name.length, 28)
  record.writeUInt32LE(offset, 42)
  return Buffer.concat([record, name])
}

function endRecord(count: number, length: number, offset: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(length, 12)
  record.writeUInt32LE(offset, 16)
  return record
}

function numbers(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, i) => buffer.writeUInt32LE(value >>> 0, i * 4))
  return buffer
}
