import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Kernel } from '../kernel.server.ts'
import { forgetOldFiles } from './forget.server.ts'
import { outcomes } from './import.ts'
import {
  discardImport,
  listImports,
  openImport,
  readImport,
  setMapping,
  startApplying,
  startUndoing,
} from './imports.server.ts'
import { listRows, refusedCsv } from './import-rows.server.ts'
import { noColumn } from './mapping.ts'
import { limits } from './table.ts'
import { uploadRoutes } from './upload-routes.server.ts'
import { importList, importRows, importView } from './wire-schema.server.ts'
import { type ImportWork, importWork } from './work.server.ts'

const permission = 'import.run' as const
const tag = 'Imports'
const path = '/api/v1/imports'
type ById = { Params: { id: string } }

const column = z.object({
  column: z.number().int().min(noColumn).max(limits.columns),
  always: z.string().min(1).max(2000).optional(),
  isAgain: z.boolean().optional(),
  field: z.string().max(80).nullable(),
  place: z.number().int().min(0).max(limits.columns).optional(),
  dateOrder: z.enum(['DMY', 'MDY', 'YMD']).optional(),
  decimal: z.enum([',', '.']).optional(),
  yearsFrom: z.number().int().min(1000).max(9000).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  separator: z.string().min(1).max(3).optional(),
  by: z.string().max(80).optional(),
  unknown: z.enum(['refuse', 'empty']).optional(),
})
const mapping = z.object({
  columns: z.array(column).max(2 * limits.columns),
  matchOn: z.array(z.string().max(80)).max(10),
  mode: z.enum(['both', 'create', 'update']),
  empty: z.enum(['leave', 'clear']),
})
const rowsQuery = z.object({
  outcome: z.enum([...outcomes, 'noted']).optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

/** Importing files: upload, mapping, preview, apply, undo, and the report of refused rows. Goes on with what a killed process left. */
export async function importRoutes(app: FastifyInstance, kernel: Kernel): Promise<void> {
  await app.register(multipart, { limits: { fileSize: limits.bytes, files: 1, fields: 5, fieldSize: 1000 } })
  const work = importWork(kernel)
  workInBackground(app, kernel, work)
  uploadRoutes(app, kernel)
  readRoutes(app, kernel)
  const steps = [
    { verb: 'apply', summary: 'Do what the preview of an import shows', start: startApplying },
    { verb: 'undo', summary: 'Take back everything that an import did', start: startUndoing },
  ]
  for (const { verb, summary, start } of steps) {
    app.post<ById>(
      `${path}/:id/${verb}`,
      { config: { permission, ...describe({ summary, tag, response: importView, status: 202 }) } },
      async (request, reply) => {
        await start(kernel, request.who, request.params.id)
        void work.run(request.params.id)
        return reply.status(202).send(await readImport(kernel, request.who, request.params.id))
      },
    )
  }
  app.put<ById>(
    `${path}/:id/mapping`,
    {
      config: {
        permission,
        ...describe({
          summary: 'Set how the columns of a file are read, and make a new preview',
          tag,
          body: mapping,
          response: importView,
          status: 202,
        }),
      },
    },
    async (request, reply) => {
      await setMapping(kernel, request.who, request.params.id, parseBody(mapping, request.body))
      void work.run(request.params.id)
      return reply.status(202).send(await readImport(kernel, request.who, request.params.id))
    },
  )
}

/** Goes on with what other processes left, and forgets old files, while the server listens. */
function workInBackground(app: FastifyInstance, kernel: Kernel, work: ImportWork): void {
  const timers: NodeJS.Timeout[] = []
  const every = (milliseconds: number, task: () => Promise<void>): void => {
    const attempt = (): void =>
      void task().catch((error: unknown) =>
        kernel.log.warn({ error: String(error) }, 'Imports could not be looked at.'),
      )
    attempt()
    timers.push(setInterval(attempt, milliseconds).unref())
  }
  app.addHook('onListen', async () => {
    every(10_000, work.resume)
    every(3_600_000, () => forgetOldFiles(kernel))
  })
  app.addHook('onClose', async () => {
    for (const timer of timers) clearInterval(timer)
    await work.stop()
  })
}

function readRoutes(app: FastifyInstance, kernel: Kernel): void {
  app.get(
    path,
    { config: { permission, ...describe({ summary: 'List imports, newest first', tag, response: importList }) } },
    async (request) => ({ imports: await listImports(kernel, request.who) }),
  )
  app.get<ById>(
    `${path}/:id`,
    {
      config: {
        permission,
        ...describe({
          summary: 'Read an import: its columns, mapping, counts and progress',
          tag,
          response: importView,
        }),
      },
    },
    (request) => readImport(kernel, request.who, request.params.id),
  )
  app.delete<ById>(
    `${path}/:id`,
    {
      config: {
        permission,
        ...describe({ summary: 'Throw away an import that changed nothing', tag, status: 204, says: 'No content.' }),
      },
    },
    async (request, reply) => {
      await discardImport(kernel, request.who, request.params.id)
      return reply.status(204).send()
    },
  )
  app.get<ById>(
    `${path}/:id/rows`,
    {
      config: {
        permission,
        ...describe({
          summary: 'List the rows of an import with what happens to each',
          tag,
          query: rowsQuery,
          response: importRows,
        }),
      },
    },
    (request) => listRows(kernel, request.who, request.params.id, parseQuery(rowsQuery, request.query)),
  )
  app.get<ById>(
    `${path}/:id/refused.csv`,
    {
      config: {
        permission,
        ...describe({
          summary: 'Download the rows that were not imported, with the reasons',
          tag,
          produces: 'text/csv',
        }),
      },
    },
    async (request, reply) => {
      const given = await openImport(kernel, request.who, request.params.id)
      const name = `${given.file_name.replace(/\.[^.]*$/, '').replace(/[^\w.-]+/g, '-')}-refused.csv`
      reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename="${name}"`)
        .header('Cache-Control', 'no-store')
      return reply.send(Readable.from(refusedCsv(kernel, given)))
    },
  )
}
