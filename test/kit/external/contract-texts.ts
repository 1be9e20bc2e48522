import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Who } from '../../../src/kernel/access/who.ts'
import { addFiles } from '../../../src/kernel/files/files.server.ts'
import type { Kernel } from '../../../src/kernel/kernel.server.ts'
import { readDocument } from '../../../src/external/contracts/documents/read-documents.server.ts'
import { system } from '../../../src/kernel/access/who.ts'
import { contractSource, fileOf } from '../paper.ts'

const told: Who = system('test')

/** Hangs a file on a document and reads it, as the background does; resolves to the document's id. */
export async function readable(kernel: Kernel, document: string, file: string | { name: string; text: string }) {
  const { name, place } =
    typeof file === 'string'
      ? { name: file.slice(file.lastIndexOf('/') + 1), place: file }
      : { name: file.name, place: fileOf(file.name, file.text) }
  const bytes = readFileSync(place)
  async function* content(): AsyncIterable<Uint8Array> {
    yield bytes
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const arrived = [{ name, sha256, size: bytes.length, type: 'application/octet-stream', place, content }]
  await addFiles(kernel, told, { id: document, arrived })
  await readDocument(kernel, document)
  return document
}

/** The text of a standard contract of `test/data/contracts`: `dpa`, `baa`, `csa`, `sla`. */
export const standardText = (name: string): string => contractSource(`common-paper-${name}`)
