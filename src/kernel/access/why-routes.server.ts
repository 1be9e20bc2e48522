import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseQuery, plainText } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { isUuid } from '../record/values.ts'
import { listAccounts, readAccount } from './account-view.server.ts'
import { callersOf } from './callers.server.ts'
import { idIn } from './reply.server.ts'
import { listRoles, type StoredRole } from './roles.server.ts'
import { idsOf } from './rule.ts'
import { type Answer, answerOf, verbsFor } from './why.ts'
import type { Who } from './who.ts'

const reason = z.object({
  holds: z.boolean(),
  says: z.string(),
  parts: z.array(z.looseObject({ holds: z.boolean(), says: z.string() })).describe('Of the same shape.'),
})
const answer = z.object({
  can: z.boolean(),
  says: z.string(),
  reasons: z.array(reason),
  fields: z.array(
    z.object({ field: z.string(), label: z.string(), canSee: z.boolean(), canSet: z.boolean(), says: z.string() }),
  ),
})
const question = z.object({
  type: plainText(100).describe('The record type’s name.'),
  verb: plainText(100).default('read'),
  record: plainText(100).optional().describe('The id of one record; without it, about the type.'),
})
const readers = z.object({
  rows: z.array(
    z.object({ id: z.uuid(), name: z.string(), can: z.boolean(), says: z.string(), reasons: z.array(reason) }),
  ),
  next: z.string().nullable(),
})
const readersQuery = z.object({
  type: plainText(100),
  verb: plainText(100).default('read'),
  after: plainText(400).optional().describe('`next` of the page before.'),
})
const tag = 'Access'
const permission = 'account.manage' as const
const page = 50

/** Why somebody can or can't do something, and who can. `groupsSql` as for sessions. */
export const whyRoutes =
  (groupsSql: string): Routes =>
  (app, kernel) => {
    app.get(
      '/api/v1/accounts/:id/why',
      {
        config: {
          permission,
          ...describe({ tag, summary: 'Why an account can or can’t do something', query: question, response: answer }),
        },
      },
      async (request): Promise<Answer> => {
        const { type, verb, record: key } = parseQuery(question, request.query)
        const account = await readAccount(kernel.db, idIn(request, 'This account'))
        const record = recordOf(kernel, type, verb)
        const around = await aroundOf(kernel, request, record, key)
        const [who] = await callersOf(kernel.db, { accounts: [account.id], groupsSql })
        if (who) return answerOf({ who, record, verb, ...around })
        const says = `${account.name} can do nothing at all.`
        return {
          can: false,
          says,
          reasons: [{ holds: false, says: 'This account is disabled.', parts: [] }],
          fields: [],
        }
      },
    )

    app.get<{ Params: { id: string } }>(
      '/api/v1/records/:id/who-can',
      {
        config: {
          permission,
          ...describe({
            tag,
            summary: 'Which accounts can do something with a record, and why',
            query: readersQuery,
            response: readers,
          }),
        },
      },
      async (request) => {
        const { type, verb, after } = parseQuery(readersQuery, request.query)
        const record = recordOf(kernel, type, verb)
        const around = await aroundOf(kernel, request, record, request.params.id)
        const found = await listAccounts(kernel.db, { after: cursorOf(after), limit: page + 1 })
        const accounts = found.slice(0, page)
        const callers = await callersOf(kernel.db, { accounts: accounts.map(({ id }) => id), groupsSql })
        const byId = new Map(callers.map((who) => [who.account, who]))
        const rows = accounts.flatMap(({ id, name }) => {
          const who: Who | undefined = byId.get(id)
          if (!who) return []
          const { can, says, reasons } = answerOf({ who, record, verb, ...around })
          return [{ id, name, can, says, reasons }]
        })
        const last = accounts.at(-1)
        return { rows, next: found.length > page && last ? JSON.stringify([last.name, last.id]) : null }
      },
    )
  }

function recordOf({ registry }: Kernel, type: string, verb: string): AnyRecord {
  const record = registry.records.find(({ name }) => name === type)
  if (!record) throw invalid([{ field: 'type', says: 'There is no such record type.' }])
  if (!verbsFor(record).some((one) => one.verb === verb))
    throw invalid([{ field: 'verb', says: `Nobody can do this with ${record.label[1]}.` }])
  return record
}

interface Around {
  readonly row: Readonly<Record<string, unknown>> | null
  readonly records: readonly AnyRecord[]
  readonly roles: readonly StoredRole[]
  readonly titles: ReadonlyMap<string, string>
}

/** What the answers to one question share. The record is one that the asker may read; titles are those the asker may see. */
async function aroundOf(
  { db, registry, store }: Kernel,
  { who }: FastifyRequest,
  record: AnyRecord,
  key: string | undefined,
): Promise<Around> {
  const roles = await listRoles(db)
  if (key === undefined) return { row: null, records: registry.records, roles, titles: new Map() }
  if (!isUuid(key)) throw notFound()
  const seen = await store.as(who).get(record, key)
  const row = await store.asSystem('why somebody can or can’t').get(record, seen.id)
  const titles = new Map(
    Object.values(seen).flatMap((value) =>
      [value].flat().flatMap((ref) => (isTitled(ref) ? idsOf(ref).map((id) => [id, ref.title] as const) : [])),
    ),
  )
  return { row, records: registry.records, roles, titles }
}

const isTitled = (value: unknown): value is { id: string; title: string } =>
  typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'

const cursor = z.tuple([z.string(), z.uuid()])

function cursorOf(text: string | undefined): { name: string; id: string } | undefined {
  if (text === undefined) return undefined
  try {
    const [name, id] = cursor.parse(JSON.parse(text))
    return { name, id }
  } catch {
    throw invalid([{ field: 'after', says: 'This is not where a page ended.' }])
  }
}
