import { z } from 'zod'
import { lastActs, noteAct } from '../acts/act.server.ts'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { isUuid } from '../record/values.ts'
import type { FailureSource } from './source.server.ts'

const tag = 'System'
const moment = z.iso.datetime()
const failure = z.object({
  kind: z.string(),
  id: z.uuid(),
  title: z.string(),
  since: moment,
  tries: z.int(),
  nextTry: moment.nullable(),
  says: z.string(),
  detail: z.string().nullable(),
  note: z.string().nullable(),
  page: z.string().nullable(),
  canRetry: z.boolean(),
})
const answer = z.object({
  kinds: z.array(z.object({ kind: z.string(), label: z.string(), failures: z.array(failure) })),
})
const acts = z.object({
  acts: z.array(
    z.object({ id: z.uuid(), at: moment, who: z.string(), says: z.string(), reason: z.string().nullable() }),
  ),
})
const count = z.object({ count: z.int() })
const because = z.strictObject({ reason: z.string().trim().min(3).max(500) })

/** What failed in the background, in words; trying it again; giving it up, which is kept with its reason. */
export const failureRoutes =
  (sources: readonly FailureSource[]): Routes =>
  (app, kernel) => {
    const see = { permission: 'system.see' } as const
    const manage = { permission: 'system.manage' } as const
    const sourceOf = (kind: string): FailureSource => {
      const source = sources.find((one) => one.kind === kind)
      if (!source) throw notFound('This kind of work')
      return source
    }
    app.get(
      '/api/v1/failures',
      {
        config: { ...see, ...describe({ tag, summary: 'What failed in the background, in words', response: answer }) },
      },
      async ({ who }) => {
        const lists = await Promise.all(sources.map((source) => source.list(kernel, who)))
        return {
          kinds: sources.map(({ kind, label }, place) => ({
            kind,
            label,
            failures: (lists[place] ?? []).map((one) => ({ kind, ...one })),
          })),
        }
      },
    )
    app.post<{ Params: { kind: string } }>(
      '/api/v1/failures/:kind/retry',
      { config: { ...manage, ...describe({ tag, summary: 'Try all of a kind again', response: count }) } },
      async ({ params: { kind }, who }) => {
        const source = sourceOf(kind)
        const retried = await source.retry(kernel, null)
        if (retried > 0)
          await noteAct({ ...kernel, who }, { kind: 'failure.retried', says: `tried ${retried} ${source.label} again` })
        return { count: retried }
      },
    )
    app.post<{ Params: { kind: string; id: string } }>(
      '/api/v1/failures/:kind/:id/retry',
      {
        config: {
          ...manage,
          ...describe({ tag, summary: 'Try one again', status: 204, says: 'It is tried again at once.' }),
        },
      },
      async ({ params: { kind, id } }, reply) => {
        if (!isUuid(id) || (await sourceOf(kind).retry(kernel, id)) === 0) throw notFound('This failure')
        return reply.status(204).send()
      },
    )
    app.post<{ Params: { kind: string; id: string } }>(
      '/api/v1/failures/:kind/:id/give-up',
      {
        config: {
          ...manage,
          ...describe({
            tag,
            summary: 'Give one up, for a reason',
            body: because,
            status: 204,
            says: 'It was given up.',
          }),
        },
      },
      async ({ params: { kind, id }, who, body }, reply) => {
        const source = sourceOf(kind)
        const { reason } = parseBody(because, body)
        const one = isUuid(id) ? (await source.list(kernel, who)).find((each) => each.id === id) : undefined
        if (!one) throw notFound('This failure')
        await kernel.db.transaction(async (tx) => {
          if (!(await source.giveUp({ ...kernel, db: tx }, { id, by: who.name, reason })))
            throw notFound('This failure')
          await noteAct({ ...kernel, db: tx, who }, { kind: 'failure.given_up', says: `gave up: ${one.title}`, reason })
        })
        return reply.status(204).send()
      },
    )
    app.get(
      '/api/v1/acts',
      { config: { ...see, ...describe({ tag, summary: 'What was last done to the installation', response: acts }) } },
      async () => ({ acts: await lastActs(kernel.db) }),
    )
  }
