import { z } from 'zod'
import { isInScope } from '../access/abilities.ts'
import { holds } from '../access/rule.ts'
import { forbidden } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { idIn } from '../traits/trait.server.ts'
import { startApproval } from './ask.server.ts'
import { approvalLinkRoutes } from './link-routes.server.ts'
import { delegate, endDelegation, listDelegations } from './delegation.server.ts'
import { readApprovals, readWaiting } from './show.server.ts'
import { askByTemplate, templatesFor } from './template.server.ts'
import { vote, withdraw } from './vote.server.ts'
import { approvals, delegations, made, templates } from './wire-schema.server.ts'

const fieldName = z.string().min(1).max(80)
const decimal = z
  .string()
  .regex(/^-?\d{1,18}(\.\d{1,8})?$/, 'is a decimal such as 5000.00.')
  .meta({ examples: ['5000.00'] })
const plain = [
  z.strictObject({ kind: z.literal('account'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('record'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('role'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('field'), field: fieldName, whose: fieldName.optional() }),
  z.strictObject({ kind: z.literal('asker'), field: fieldName }),
] as const
const line = z.strictObject({
  upTo: decimal.optional(),
  approvers: z.array(z.discriminatedUnion('kind', plain)).max(20),
})
const approver = z.discriminatedUnion('kind', [
  ...plain,
  z.strictObject({ kind: z.literal('amount'), field: fieldName, lines: z.array(line).min(1).max(20) }),
])
const step = z.strictObject({
  label: plainText(120).trim().min(1),
  position: z.int().min(1).max(50).optional(),
  quorum: z.union([z.enum(['all', 'any']), z.int().min(1).max(50)]).optional(),
  approvers: z.array(approver).min(1).max(20),
})
const newApproval = z.strictObject({
  title: plainText(200).trim().min(1),
  text: plainText(5000).optional(),
  fields: z.array(fieldName).max(200).optional(),
  steps: z.array(step).min(1).max(20),
  mayDecideOwn: z.boolean().optional(),
  remindDays: z.int().min(1).max(90).optional(),
  escalateDays: z.int().min(1).max(365).nullish(),
  until: z.iso.datetime().nullish(),
})
const byTemplate = z.strictObject({
  template: z.uuid().describe('One of those that fit this record.'),
  text: plainText(5000).optional(),
})
const ballot = z.strictObject({
  step: z.uuid().optional(),
  isYes: z.boolean(),
  comment: plainText(2000).trim().default(''),
})
const newDelegation = z.strictObject({
  to: z.uuid().describe('Whom: an account, or the record that stands for somebody.'),
  fromOn: z.iso.date(),
  untilOn: z.iso.date(),
})
const permission = 'signed-in' as const

/** Approvals of any record: asked for, decided in turn, withdrawn; and who decides in whose place. */
export const approvalRoutes: Routes = (app, kernel) => {
  const on = (summary: string, more: Partial<Parameters<typeof describe>[0]> = {}) => ({
    config: { permission, ...describe({ tag: 'Approvals', summary, ...more }) },
  })
  app.get(
    '/api/v1/records/:id/approvals',
    on('The approvals of a record', { response: approvals }),
    async ({ who, params }) => ({
      approvals: await readApprovals(kernel, who, idIn(params)),
    }),
  )
  app.post(
    '/api/v1/records/:id/approvals',
    on('Ask for an approval', { body: z.union([byTemplate, newApproval]), response: made, status: 201 }),
    async ({ who, params, body }, reply) => {
      const { id } = await kernel.store.as(who).reach(idIn(params), 'update')
      if (isByTemplate(body)) {
        const { template, text } = parseBody(byTemplate, body)
        const start = { template, text, recordId: id }
        return reply.code(201).send({ id: await askByTemplate(kernel, who, start) })
      }
      const { until, ...asked } = parseBody(newApproval, body)
      if (asked.mayDecideOwn && !holds(who, 'approval.allow_own'))
        throw forbidden(
          'Only who holds the permission ‘approval.allow_own’ may let somebody approve their own request.',
        )
      const approval = { ...asked, recordId: id, until: until ? new Date(until) : null }
      return reply.code(201).send({ id: await startApproval(kernel, who, approval) })
    },
  )
  app.get(
    '/api/v1/records/:id/approval-templates',
    on('The templates that fit a record', { response: templates }),
    async ({ who, params }) => ({ templates: await templatesFor(kernel, who, idIn(params)) }),
  )
  app.get('/api/v1/approvals/waiting', on('What waits for my approval', { response: approvals }), async ({ who }) => ({
    approvals: await readWaiting(kernel, who),
  }))
  app.post(
    '/api/v1/approvals/:id/votes',
    on('Approve or refuse', { body: ballot, status: 204 }),
    async ({ who, params, body }, reply) => {
      if (!isInScope(who, 'approval.decide')) throw forbidden('This key doesn’t decide on approvals.')
      await vote(kernel, who, { approval: idIn(params), ...parseBody(ballot, body) })
      return reply.code(204).send()
    },
  )
  app.delete(
    '/api/v1/approvals/:id',
    on('Withdraw what I asked for', { status: 204 }),
    async ({ who, params }, reply) => {
      await withdraw(kernel, who, idIn(params))
      return reply.code(204).send()
    },
  )
  app.get(
    '/api/v1/delegations',
    on('Who decides in my place, and I in whose', { response: delegations }),
    async ({ who }) => ({
      delegations: await listDelegations(kernel, who),
    }),
  )
  app.post(
    '/api/v1/delegations',
    on('Let somebody decide in my place', { body: newDelegation, response: made, status: 201 }),
    async ({ who, body }, reply) =>
      reply.code(201).send({ id: await delegate(kernel, who, parseBody(newDelegation, body)) }),
  )
  app.delete('/api/v1/delegations/:id', on('End a delegation', { status: 204 }), async ({ who, params }, reply) => {
    await endDelegation(kernel, who, idIn(params))
    return reply.code(204).send()
  })
  approvalLinkRoutes(app, kernel)
}

const isByTemplate = (body: unknown): boolean => typeof body === 'object' && body !== null && 'template' in body
