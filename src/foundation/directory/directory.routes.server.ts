import { z } from 'zod'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseBody } from '../../kernel/http/input.server.ts'
import type { Routes } from '../../kernel/kernel.server.ts'
import { readRuns } from './run.server.ts'
import { syncDirectory } from './sync.server.ts'

const body = z.object({
  isDryRun: z.boolean().default(true).describe('Says what would happen and changes nothing.'),
  confirmed: z.int().min(0).nullable().default(null).describe('The number of leavers that somebody confirmed.'),
})
const names = z.array(z.string())
const report = z.object({
  isDryRun: z.boolean(),
  stopped: z.string().nullable(),
  found: z.int(),
  created: z.int(),
  updated: z.int(),
  accountsMade: z.int(),
  left: z.int(),
  back: z.int(),
  rolesChanged: z.int(),
  teamsChanged: z.int(),
  who: z
    .object({
      created: names,
      updated: names,
      accountsMade: names,
      back: names,
      roles: names,
      teams: names,
    })
    .describe('Who and what changes, the first hundred of each.'),
  leavers: names,
  problems: names,
  batch: z.uuid().nullable(),
})
const runs = z.object({ rows: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), report })) })
const tag = 'System'

/** Reads the directory when somebody asks for it, and tells what the last readings did. */
export const directoryRoutes: Routes = (app, kernel) => {
  app.post(
    '/api/v1/directory/sync',
    {
      config: {
        permission: 'directory_settings.write',
        ...describe({ tag, summary: 'Read the directory, or see what that would do', body, response: report }),
      },
    },
    (request) => syncDirectory(kernel, parseBody(body, request.body ?? {})),
  )
  app.get(
    '/api/v1/directory/runs',
    {
      config: {
        permission: 'directory_settings.read',
        ...describe({ tag, summary: 'What the last readings of the directory did', response: runs }),
      },
    },
    async () => ({ rows: await readRuns(kernel) }),
  )
}
