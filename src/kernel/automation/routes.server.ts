import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import { noteAct } from '../acts/act.server.ts'
import { parseBody } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { ruleVerbs } from './verbs.ts'
import { dryRun } from './dry-run.server.ts'
import { runsOf } from './run-log.server.ts'
import { restoreVersion, versionsOf } from './versions.server.ts'

const tag = 'Automation'
const body = z.object({
  recordType: z.string().max(60),
  verbs: z.array(z.enum(ruleVerbs)).min(1),
  changed: z.array(z.string().max(60)).default([]),
  conditions: z.record(z.string(), z.unknown()).default({}),
  days: z.int().min(1).max(365).default(30),
})
const answer = z.object({
  looked: z.int().describe('Entries of the history that were looked at.'),
  matched: z.int().describe('How many the rule would have acted on.'),
  isCut: z.boolean().describe('There were more than 10,000; the latest were looked at.'),
  examples: z.array(z.object({ id: z.uuid(), title: z.string(), at: z.iso.datetime(), verb: z.string() })),
})
const runs = z.object({
  runs: z.array(
    z.object({
      id: z.uuid(),
      ruleVersion: z.int(),
      recordId: z.uuid().nullable(),
      title: z.string().nullable(),
      type: z.string().nullable(),
      at: z.iso.datetime(),
      outcome: z.enum(['done', 'failed', 'stopped']),
      did: z.array(z.string()),
      error: z.string().nullable(),
      ms: z.int(),
    }),
  ),
})
const versions = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      at: z.iso.datetime(),
      who: z.string(),
      sentence: z.string().describe('What was changed then.'),
      differences: z
        .array(z.object({ field: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() }))
        .describe('What is different now: `before` as it was in this version, `after` as it is.'),
    }),
  ),
})
const restoring = z.object({ version: z.int().min(1).max(2_147_483_647) })
const restored = z.object({ id: z.uuid(), version: z.int() })

/** What rules did, what one would have done, and what one was. */
export const automationRoutes: Routes = (app, kernel) => {
  const permission = 'automation_rule.read' as const
  app.post(
    '/api/v1/automation-rules/dry-run',
    { config: { permission, ...describe({ tag, summary: 'What a rule would have done', body, response: answer }) } },
    async ({ who, body: given }) => {
      const { days, ...rule } = parseBody(body, given)
      const found = await dryRun(kernel, who, { rule, days })
      await noteAct({ ...kernel, who }, { kind: 'rule.tried', says: `tried a rule on the last ${days} days` })
      return found
    },
  )
  app.get<{ Params: { id: string } }>(
    '/api/v1/automation-rules/:id/runs',
    { config: { permission, ...describe({ tag, summary: 'What a rule did, the latest first', response: runs }) } },
    async ({ who, params }) => {
      const { id } = await kernel.store.as(who).get('automation_rule', params.id)
      return { runs: await runsOf(kernel, who, id) }
    },
  )
  app.get<{ Params: { id: string } }>(
    '/api/v1/automation-rules/:id/versions',
    { config: { permission, ...describe({ tag, summary: 'What a rule was, the latest first', response: versions }) } },
    async ({ who, params }) => ({ versions: await versionsOf(kernel, who, params.id) }),
  )
  app.post<{ Params: { id: string } }>(
    '/api/v1/automation-rules/:id/restore-version',
    {
      config: {
        permission: 'automation_rule.write',
        ...describe({ tag, summary: 'Make a rule what it was', body: restoring, response: restored }),
      },
    },
    async ({ who, params, body: given }) => {
      const { version } = parseBody(restoring, given)
      const reason = `Back to version ${version}`
      const row = await restoreVersion(kernel, who, { id: params.id, version, reason })
      return { id: row.id, version: row.version }
    },
  )
}
