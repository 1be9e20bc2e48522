import multipart from '@fastify/multipart'
import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { idIn } from '../traits/trait.server.ts'
import { storedFile } from '../traits/wire-schema.server.ts'
import { addFiles, listFiles, mayAddFiles, openFile, openPreview, removeFile } from './files.server.ts'
import { attachment, safeName } from './name.ts'
import { largestFile, mostFiles, withUploads } from './upload.server.ts'
import { keepWaiting } from './waiting.server.ts'

const tag = 'Files'
const permission = 'signed-in' as const
const uploadSchema = {
  type: 'object',
  properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
}
const response = z.object({ files: z.array(storedFile) })
const waiting = z.object({ files: z.array(storedFile.pick({ id: true, name: true, size: true, type: true })) })

// Content goes out as an attachment of the type it really has, and a browser that shows it all the same may run nothing of it.
const sealed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, max-age=0, must-revalidate',
} as const

/** The files of any record. */
export const fileRoutes: Routes = async (app, kernel) => {
  await app.register(multipart, {
    limits: { fileSize: largestFile, files: mostFiles, fields: 5, parts: mostFiles + 5 },
    throwFileSizeLimit: false,
  })

  app.get(
    '/api/v1/records/:id/files',
    { config: { permission, ...describe({ tag, summary: 'List the files of a record', response }) } },
    async (request) => ({
      files: await listFiles(kernel, request.who, idIn(request.params)),
    }),
  )

  const adds = describe({
    tag,
    summary: 'Attach files to a record, several at once',
    consumes: 'multipart/form-data',
    body: uploadSchema,
    response,
    status: 201,
  })
  app.post('/api/v1/records/:id/files', { config: { permission, ...adds } }, async (request, reply) => {
    const id = idIn(request.params)
    await mayAddFiles(kernel, request.who, id)
    const files = await withUploads(request.files(), safeName, (arrived) =>
      addFiles(kernel, request.who, { id, arrived }),
    )
    return reply.code(201).send({ files })
  })

  const waits = describe({
    tag,
    summary: 'Send files ahead of what they will belong to',
    says: 'They wait for a day, for whoever sent them alone. A request that is ordered with their ids takes them along.',
    consumes: 'multipart/form-data',
    body: uploadSchema,
    response: waiting,
    status: 201,
  })
  app.post('/api/v1/files', { config: { permission, ...waits } }, async (request, reply) => {
    const files = await withUploads(request.files(), safeName, (arrived) => keepWaiting(kernel, request.who, arrived))
    return reply.code(201).send({ files })
  })

  app.get(
    '/api/v1/files/:id',
    { config: { permission, ...describe({ tag, summary: 'Download a file', produces: 'application/octet-stream' }) } },
    async (request, reply) => {
      const file = await openFile(kernel, request.who, idIn(request.params))
      const etag = `"${file.sha256}"`
      reply.headers({ ...sealed, etag })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      const content = await file.open()
      return reply
        .headers({
          'content-type': file.type,
          'content-length': file.size,
          'content-disposition': attachment(file.name),
        })
        .send(content)
    },
  )

  app.get(
    '/api/v1/files/:id/preview',
    { config: { permission, ...describe({ tag, summary: 'A small picture of a picture', produces: 'image/webp' }) } },
    async (request, reply) => {
      const preview = await openPreview(kernel, request.who, idIn(request.params))
      const etag = `"${preview.sha256}"`
      reply.headers({ ...sealed, etag })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.headers({ 'content-type': 'image/webp' }).send(await preview.open())
    },
  )

  app.delete(
    '/api/v1/files/:id',
    { config: { permission, ...describe({ tag, summary: 'Remove a file', status: 204 }) } },
    async (request, reply) => {
      await removeFile(kernel, request.who, idIn(request.params))
      return reply.code(204).send()
    },
  )
}
