import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, zstdCompress, zstdDecompress } from 'node:zlib'

// A backup file is "QDBACKUP", a version byte, then frames: kind (1 byte), length (4), CRC-32 of the payload (4), payload.
const magic = Buffer.from('QDBACKUP\x01', 'latin1')
const headSize = 9
const most = 64 * 1024 * 1024
const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Kinds of frames: manifest, begin of an entry, its data, its end, and the footer that closes the file. */
const kinds = { manifest: 'M', begin: 'B', data: 'D', end: 'E', footer: 'F' } as const

/** One table or stored file inside a backup. */
export interface BackupEntry {
  readonly kind: 'table' | 'file'
  readonly name: string
  readonly columns?: readonly string[]
}

/** What an entry came to: proven again when it is read. */
export interface EntryProof {
  readonly kind: 'table' | 'file'
  readonly name: string
  readonly bytes: number
  readonly rows?: number
  readonly sha256: string
}

/** A backup file that can't be read, with the place: the entry and the byte. */
export class BackupDamaged extends Error {}

/** Writes a backup: the manifest, then entries one after another, then the footer. */
export class BackupWriter {
  readonly #file: FileHandle
  readonly #proofs: EntryProof[] = []
  #size = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  async begin(manifest: unknown): Promise<void> {
    await this.#write(magic)
    await this.#frame(kinds.manifest, jsonOf(manifest))
  }

  async entry(entry: BackupEntry, data: AsyncIterable<Buffer>, rows?: () => number | undefined): Promise<EntryProof> {
    await this.#frame(kinds.begin, jsonOf(entry))
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of data) {
      hash.update(chunk)
      bytes += chunk.length
      await this.#frame(kinds.data, chunk)
    }
    const proof = { kind: entry.kind, name: entry.name, bytes, rows: rows?.(), sha256: hash.digest('hex') }
    await this.#frame(kinds.end, jsonOf(proof))
    this.#proofs.push(proof)
    return proof
  }

  /** Closes the backup; resolves to its size in bytes. Without the footer a file is not a backup. */
  async finish(): Promise<number> {
    await this.#frame(kinds.footer, jsonOf({ entries: this.#proofs }))
    await this.#file.sync()
    return this.#size
  }

  async #frame(kind: string, content: Buffer): Promise<void> {
    const payload = await compress(content)
    const head = Buffer.alloc(headSize)
    head.write(kind, 0, 'latin1')
    head.writeUInt32BE(payload.length, 1)
    head.writeUInt32BE(crc32(payload), 5)
    await this.#write(Buffer.concat([head, payload]))
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.appendFile(bytes)
    this.#size += bytes.length
  }
}

/** Reads a backup from front to back, proving every frame and entry. Throws BackupDamaged. */
export class BackupReader {
  readonly #file: FileHandle
  readonly #proofs: EntryProof[] = []
  #position = 0
  #within = 'the manifest'

  constructor(file: FileHandle) {
    this.#file = file
  }

  async manifest<M>(): Promise<M> {
    const start = await this.#bytes(magic.length)
    if (!start.subarray(0, 8).equals(magic.subarray(0, 8)))
      throw new BackupDamaged('This file is not a backup of Quarterdeck.')
    if (!start.equals(magic))
      throw new BackupDamaged('This backup was made by a newer version of Quarterdeck: restore it with that version.')
    const { content } = await this.#expect(kinds.manifest)
    return JSON.parse(content.toString()) as M
  }

  /** Each entry with its data, which must be read to its end before the next. Ends at a footer that agrees with what was read. */
  async *entries(): AsyncGenerator<{
    readonly entry: BackupEntry
    readonly data: AsyncIterable<Buffer>
    readonly proof: () => EntryProof
  }> {
    for (;;) {
      const { kind, content } = await this.#expect(kinds.begin, kinds.footer)
      if (kind === kinds.footer) return this.#checkFooter(content)
      const entry = JSON.parse(content.toString()) as BackupEntry
      this.#within = `${entry.kind} "${entry.name}"`
      let proof: EntryProof | undefined
      const data = this.#data((found) => (proof = found))
      yield {
        entry,
        data,
        proof: () => {
          if (!proof) throw new BackupDamaged(`${this.#within} was not read to its end.`)
          return proof
        },
      }
      this.#within = `what follows ${this.#within}`
    }
  }

  async *#data(onProof: (proof: EntryProof) => void): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    let bytes = 0
    for (;;) {
      const { kind, content } = await this.#expect(kinds.data, kinds.end)
      if (kind === kinds.end)
        return onProof(this.#checkEnd(JSON.parse(content.toString()) as EntryProof, { hash, bytes }))
      hash.update(content)
      bytes += content.length
      yield content
    }
  }

  #checkEnd(proof: EntryProof, { hash, bytes }: { hash: Hash; bytes: number }): EntryProof {
    if (proof.bytes !== bytes || proof.sha256 !== hash.digest('hex'))
      throw this.#damaged('does not agree with its checksum')
    this.#proofs.push(proof)
    return proof
  }

  #checkFooter(content: Buffer): void {
    const footer = JSON.parse(content.toString()) as { entries: EntryProof[] }
    this.#within = 'the footer'
    if (JSON.stringify(footer.entries) !== JSON.stringify(this.#proofs))
      throw this.#damaged('lists other entries than the file holds')
  }

  async #expect(...wanted: string[]): Promise<{ kind: string; content: Buffer }> {
    const head = await this.#bytes(headSize)
    const kind = head.toString('latin1', 0, 1)
    const length = head.readUInt32BE(1)
    if (!wanted.includes(kind) || length > most) throw this.#damaged('is damaged')
    const payload = await this.#bytes(length)
    if (crc32(payload) !== head.readUInt32BE(5)) throw this.#damaged('is damaged')
    return { kind, content: await decompress(payload) }
  }

  async #bytes(length: number): Promise<Buffer> {
    const buffer = Buffer.alloc(length)
    let filled = 0
    while (filled < length) {
      const { bytesRead } = await this.#file.read(buffer, filled, length - filled, this.#position)
      if (bytesRead === 0) throw this.#damaged('breaks off: the file is shorter than it was')
      filled += bytesRead
      this.#position += bytesRead
    }
    return buffer
  }

  #damaged(how: string): BackupDamaged {
    return new BackupDamaged(
      `The backup can't be restored: ${this.#within} ${how} (at byte ${this.#position}). Nothing was changed.`,
    )
  }
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
