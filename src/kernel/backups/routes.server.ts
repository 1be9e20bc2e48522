import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { noteAct } from '../acts/act.server.ts'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { listBackups, pathOfBackup, removeBackup } from './list.server.ts'
import { beginBackup } from './take.server.ts'

const tag = 'System'
const moment = z.iso.datetime()
const answer = z.object({
  folder: z.string(),
  host: z.string(),
  lastAt: moment.nullable(),
  isDue: z.boolean(),
  disk: z.object({ free: z.number(), total: z.number(), level: z.enum(['enough', 'low', 'full']) }),
  backups: z.array(
    z.object({
      file: z.string(),
      state: z.enum(['running', 'done', 'failed']),
      at: moment,
      bytes: z.number().nullable(),
      by: z.string().nullable(),
      provedAt: moment.nullable(),
      says: z.string().nullable(),
      isHere: z.boolean(),
    }),
  ),
})
const begun = z.object({ id: z.uuid() })

/** Taking backups from the page: they hold everything, so that seeing, fetching and removing them is a permission of its own. */
export const backupRoutes =
  (application: string): Routes =>
  (app, kernel) => {
    const config = { permission: 'backup.manage' } as const
    app.get(
      '/api/v1/backups',
      { config: { ...config, ...describe({ tag, summary: 'Backups, and the room that is left', response: answer }) } },
      () => listBackups(kernel),
    )
    app.post(
      '/api/v1/backups',
      { config: { ...config, ...describe({ tag, summary: 'Begin a backup', response: begun, status: 202 }) } },
      async ({ who }, reply) => {
        const { id } = await beginBackup(kernel, { who, application })
        return reply.status(202).send({ id })
      },
    )
    app.get<{ Params: { file: string } }>(
      '/api/v1/backups/:file',
      {
        config: { ...config, ...describe({ tag, summary: 'Download a backup', produces: 'application/octet-stream' }) },
      },
      async ({ params: { file }, who }, reply) => {
        const path = await pathOfBackup(kernel, file)
        const { size } = await stat(path)
        await noteAct({ ...kernel, who }, { kind: 'backup.fetched', says: `downloaded the backup ${file}` })
        return reply
          .headers({
            'content-type': 'application/octet-stream',
            'content-length': size,
            'content-disposition': `attachment; filename="${file}"`,
            'cache-control': 'no-store',
          })
          .send(createReadStream(path))
      },
    )
    app.delete<{ Params: { file: string } }>(
      '/api/v1/backups/:file',
      { config: { ...config, ...describe({ tag, summary: 'Remove a backup', status: 204, says: 'It is gone.' }) } },
      async ({ params: { file }, who }, reply) => {
        await removeBackup(kernel, file)
        await noteAct({ ...kernel, who }, { kind: 'backup.removed', says: `removed the backup ${file}` })
        return reply.status(204).send()
      },
    )
  }
