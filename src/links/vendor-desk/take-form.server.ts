import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { type KeptFile, keepFiles } from '../../kernel/files/files.server.ts'
import { safeName } from '../../kernel/files/name.ts'
import { withUploads } from '../../kernel/files/upload.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { type Deed, deeds } from './deed.ts'

/** What a form of a vendor's contact says. */
export interface Taken {
  readonly deed: Deed
  readonly text: string
  readonly kept: readonly KeptFile[]
}

/** Takes a multipart form: words, what to do, and files, whose content is stored. */
export async function takeForm(kernel: Pick<Kernel, 'files' | 'clock'>, request: FastifyRequest): Promise<Taken> {
  const fields = new Map<string, string>()
  const files = filesIn(request, fields)
  const first = await files.next()
  const kept = first.done
    ? []
    : await withUploads(from(first.value, files), safeName, (arrived) => keepFiles(kernel, arrived))
  return {
    deed: deeds.find((one) => one === fields.get('do')) ?? 'say',
    text: (fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    kept,
  }
}

/** The files of a form as they come, and its fields beside; a place for a file that was left empty is none. */
async function* filesIn(request: FastifyRequest, fields: Map<string, string>): AsyncGenerator<MultipartFile> {
  for await (const part of request.parts()) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value))
    else if (part.filename === '') part.file.resume()
    else yield part
  }
}

async function* from(first: MultipartFile, rest: AsyncGenerator<MultipartFile>): AsyncGenerator<MultipartFile> {
  yield first
  yield* rest
}
