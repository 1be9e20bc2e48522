import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, Failure } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { createImport, type GivenFile } from './imports.server.ts'
import { listSheets } from './sheets.server.ts'
import { limits } from './table.ts'
import { importView } from './wire-schema.server.ts'

const permission = 'import.run' as const
const tag = 'Imports'
const path = '/api/v1/imports'
const sheetChoice = z.object({
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  chosen: z.string().nullable(),
})
const uploadSchema = {
  type: 'object',
  required: ['type', 'file'],
  properties: {
    type: { type: 'string', examples: ['person'] },
    sheet: { type: 'string' },
    file: { type: 'string', format: 'binary' },
  },
}

/** Taking in a file: as an import, or only to say which sheets it has. */
export function uploadRoutes(app: FastifyInstance, kernel: Kernel): void {
  const upload = describe({
    summary: 'Upload a file to import (multipart: type, sheet, then file)',
    tag,
    status: 201,
    consumes: 'multipart/form-data',
    body: uploadSchema,
    response: importView,
  })
  app.post(path, { config: { permission, ...upload } }, (request, reply) =>
    received(request, async (given) => {
      const created = await createImport(kernel, request.who, given)
      return reply.status(201).header('Location', `${path}/${created.id}`).send(created)
    }),
  )
  const sheets = describe({
    summary: 'List the sheets of a workbook with their rows; nothing is kept (multipart: type, then file)',
    tag,
    consumes: 'multipart/form-data',
    body: uploadSchema,
    response: sheetChoice,
  })
  app.post(`${path}/sheets`, { config: { permission, ...sheets } }, (request) =>
    received(request, (given) => listSheets(kernel, given)),
  )
}

/** Keeps the file of a request for as long as `work` needs it. */
async function received<T>(request: FastifyRequest, work: (given: GivenFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-import-'))
  try {
    return await work(await receive(request, join(folder, 'file')))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function receive(request: FastifyRequest, target: string): Promise<GivenFile> {
  if (!request.isMultipart())
    throw badRequest('Send the file as multipart/form-data.', [{ field: 'file', says: 'Choose a file.' }])
  const file = await request.file()
  if (!file) throw badRequest('No file was sent.', [{ field: 'file', says: 'Choose a file.' }])
  await pipeline(file.file, createWriteStream(target, { mode: 0o600 }))
  if (file.file.truncated)
    throw new Failure('Invalid', `The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it into several.`, {
      status: 413,
    })
  const type = fieldOf(file, 'type')
  if (!type)
    throw badRequest('What the rows are is missing. Send the field type before the file.', [
      { field: 'type', says: 'Choose a kind of record.' },
    ])
  const sheet = fieldOf(file, 'sheet')
  return { path: target, fileName: file.filename || 'file', type, ...(sheet ? { sheet } : {}) }
}

function fieldOf({ fields }: MultipartFile, name: string): string | null {
  const field = fields[name]
  const one = Array.isArray(field) ? field[0] : field
  return one && one.type === 'field' && typeof one.value === 'string' ? one.value : null
}
