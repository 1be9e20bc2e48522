import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileTypeFromBuffer } from 'file-type'
import { Failure, invalid } from '../errors.ts'

/** A file that arrived: in a temporary place until it is kept. */
export interface Arrived {
  readonly name: string
  readonly sha256: string
  readonly size: number
  /** Its media type by its content. */
  readonly type: string
  readonly place: string
  readonly content: () => AsyncIterable<Uint8Array>
}

/** The largest file that is taken, bytes; and how many at once. */
export const largestFile = 50 * 1024 * 1024
export const mostFiles = 20

interface Part {
  readonly filename: string
  readonly file: AsyncIterable<Buffer> & { readonly truncated: boolean }
}

/** Takes all files of an upload, then hands them to `work`; whatever happens, nothing temporary is left. Throws Invalid for one that is too large. */
export async function withUploads<T>(
  parts: AsyncIterable<Part>,
  nameOf: (given: string) => string,
  work: (arrived: readonly Arrived[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'quarterdeck-upload-'))
  try {
    const arrived: Arrived[] = []
    for await (const part of parts) arrived.push(await arrive(part, { folder, name: nameOf(part.filename) }))
    if (arrived.length === 0) throw invalid([{ field: 'files', says: 'No file was sent.' }])
    return await work(arrived)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const headBytes = 8192

async function arrive({ file }: Part, { folder, name }: { folder: string; name: string }): Promise<Arrived> {
  const place = path.join(folder, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  let head: Buffer = Buffer.alloc(0)
  const handle = await open(place, 'wx', 0o600)
  try {
    for await (const chunk of file) {
      hash.update(chunk)
      size += chunk.length
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
      await handle.write(chunk)
    }
  } finally {
    await handle.close()
  }
  if (file.truncated)
    throw new Failure('Invalid', `“${name}” is larger than ${largestFile / 1024 / 1024} MB.`, {
      status: 413,
      problems: [{ field: 'files', says: 'Is too large.' }],
    })
  return {
    name,
    sha256: hash.digest('hex'),
    size,
    type: await typeOf(head, size),
    place,
    content: () => createReadStream(place),
  }
}

/** The media type of content that begins so; its name has no say. */
async function typeOf(head: Buffer, size: number): Promise<string> {
  const known = await fileTypeFromBuffer(head).catch(() => undefined)
  if (known) return known.mime
  return isText(head, size > head.length) ? 'text/plain' : 'application/octet-stream'
}

function isText(head: Buffer, isCut: boolean): boolean {
  if (head.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: isCut })
    return true
  } catch {
    return false
  }
}
