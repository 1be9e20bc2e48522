import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { badRequest } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { pagesOf } from '../record/all-rows.server.ts'
import type { AnyRecord, Filter } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { pathOf } from '../record/registry.ts'
import type { Outcome, Records, Telling } from '../record/store.server.ts'
import { describe } from './describe.server.ts'
import { parseBody } from './input.server.ts'
import { readReason } from './record-input.server.ts'

/** Rows that one bulk request changes at most. */
const most = 10_000

const id = z.uuid()
const values = z.record(z.string(), z.unknown())
const chosen = { ids: z.array(id).max(most).optional(), filter: values.optional() }
const bulkBody = z.union([
  z.strictObject({ create: z.array(values).max(most) }),
  z.strictObject({ update: z.array(z.strictObject({ id, version: z.int().optional(), set: values })).max(most) }),
  z.strictObject({ set: values, ...chosen }),
  z.strictObject({ move: z.string().max(80), with: values.optional(), ...chosen }),
  z.strictObject({ archive: z.literal(true), ...chosen }),
  z.strictObject({ restore: z.literal(true), ...chosen }),
])
/** What became of one row of many. */
export const outcome = z.object({
  row: z.int(),
  ok: z.boolean(),
  id: z.string().nullable(),
  problem: z
    .object({
      code: z.string(),
      says: z.string(),
      problems: z.array(z.object({ field: z.string(), says: z.string() })),
    })
    .optional(),
})
const outcomes = z.object({ batch: id, outcomes: z.array(outcome) })

/** `POST /{path}/bulk`: many rows at once, each with its own outcome; the whole can be undone by its batch. */
export function bulkRoute(app: FastifyInstance, { store, clock }: Kernel, record: AnyRecord): void {
  const summary = `Create, change, move, archive or restore many ${inSentence(record.label[1])}`
  const config = {
    permission: 'signed-in' as const,
    ...describe({ summary, tag: record.label[1], body: bulkBody, response: outcomes, headers: ['Change-Reason'] }),
  }
  app.post(`/api/v1/${pathOf(record)}/bulk`, { config, bodyLimit: 32 * 1024 * 1024 }, async (request) => {
    const body = parseBody(bulkBody, request.body)
    const telling = { batch: clock.id(), ...readReason(request) }
    return { batch: telling.batch, outcomes: await perform(store.as(request.who), record, body, telling) }
  })
}

async function perform(
  records: Records,
  record: AnyRecord,
  body: z.infer<typeof bulkBody>,
  telling: Telling,
): Promise<readonly Outcome[]> {
  if ('create' in body) return records.createMany(record, body.create, telling)
  if ('update' in body)
    return records.updateMany(
      record,
      body.update.map(({ version, ...patch }) => ({ ...patch, ...(version === undefined ? {} : { version }) })),
      telling,
    )
  const ids = await idsOf(records, record, body)
  if ('set' in body)
    return records.updateMany(
      record,
      ids.map((one) => ({ id: one, set: body.set })),
      telling,
    )
  if ('move' in body)
    return records.moveMany(record, ids, body.move, { ...telling, ...(body.with ? { set: body.with } : {}) })
  return 'archive' in body ? records.archiveMany(record, ids, telling) : records.restoreMany(record, ids, telling)
}

async function idsOf(
  records: Records,
  record: AnyRecord,
  { ids, filter }: { ids?: readonly string[] | undefined; filter?: Filter | undefined },
): Promise<readonly string[]> {
  if (ids) return ids
  if (!filter) throw badRequest("Say which rows: by 'ids' or by 'filter'.", [{ field: 'ids', says: 'Is needed.' }])
  const found: string[] = []
  for await (const rows of pagesOf(records, record, { filter, columns: ['id'], sort: '-createdAt' })) {
    found.push(...rows.map((row) => row.id))
    if (found.length > most)
      throw badRequest(`The filter finds more than ${most.toLocaleString('en')} rows. Narrow it down.`, [
        { field: 'filter', says: 'Finds too many rows.' },
      ])
  }
  return found
}
