import type { FastifyInstance, FastifyRequest } from 'fastify'
import { badRequest } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { pathOf } from '../record/registry.ts'
import type { Records } from '../record/store.server.ts'
import { bulkRoute } from './bulk.server.ts'
import { describe } from './describe.server.ts'
import { parseQuery } from './input.server.ts'
import { etagOf, readChanging, readReason, readValues, sendRow } from './record-input.server.ts'
import { groupsQuery, listQuery, readListQuery, readWhich, whichQuery } from './record-query.server.ts'
import { readPage, readRelated } from './record-page.server.ts'
import {
  changeSchema,
  countSchema,
  groupsSchema,
  movingSchema,
  newSchema,
  pageSchema,
  rowSchema,
  valuesSchema,
} from './record-schema.server.ts'
import { pageOfRecord, relatedSchema } from './components.server.ts'

type ById = { Params: { id: string } }

/** Every route of every record, from its declaration. Whoever is signed in may call them; the rules decide what they reach. */
export function recordRoutes(app: FastifyInstance, kernel: Kernel): void {
  for (const record of kernel.registry.records) {
    readRoutes(app, kernel, record)
    pageRoutes(app, kernel, record)
    writeRoutes(app, kernel, record)
    for (const move of Object.keys(record.states?.moves ?? {})) moveRoute(app, kernel, record, move)
    for (const action of Object.keys(record.actions ?? {})) actionRoute(app, kernel, record, action)
    bulkRoute(app, kernel, record)
  }
}

const recordsOf = ({ store }: Kernel, request: FastifyRequest): Records => store.as(request.who)
const permission = 'signed-in' as const

function readRoutes(app: FastifyInstance, kernel: Kernel, record: AnyRecord): void {
  const path = `/api/v1/${pathOf(record)}`
  const [one, many] = record.label
  const tag = many
  app.get(
    path,
    {
      config: {
        permission,
        ...describe({ summary: `List ${inSentence(many)}`, tag, query: listQuery, response: pageSchema(record) }),
      },
    },
    (request) => recordsOf(kernel, request).list(record, readListQuery(request.query)),
  )
  app.get(
    `${path}/count`,
    {
      config: {
        permission,
        ...describe({
          summary: `Count ${inSentence(many)}, up to 10,000`,
          tag,
          query: whichQuery,
          response: countSchema,
        }),
      },
    },
    (request) => recordsOf(kernel, request).count(record, readWhich(request.query)),
  )
  app.get(
    `${path}/groups`,
    {
      config: {
        permission,
        ...describe({
          summary: `Count and sum ${inSentence(many)} by a field`,
          tag,
          query: groupsQuery,
          response: groupsSchema,
        }),
      },
    },
    (request) => {
      const { by, sum } = parseQuery(groupsQuery, request.query)
      return recordsOf(kernel, request).groups(record, { ...readWhich(request.query), by, sum: sum?.split(',') ?? [] })
    },
  )
  app.get<ById>(
    `${path}/:id`,
    {
      config: {
        permission,
        ...describe({
          summary: `Read one ${inSentence(one)} by id or number`,
          tag,
          query: whichQuery.pick({ asOf: true }),
          response: rowSchema(record),
          headers: ['If-None-Match'],
          sends: ['ETag'],
        }),
      },
    },
    async (request, reply) => {
      const { asOf } = parseQuery(whichQuery.pick({ asOf: true }), request.query)
      return sendRow(
        request,
        reply,
        await recordsOf(kernel, request).get(record, request.params.id, asOf ? { asOf } : {}),
      )
    },
  )
}

function pageRoutes(app: FastifyInstance, kernel: Kernel, record: AnyRecord): void {
  const path = `/api/v1/${pathOf(record)}`
  const [one, tag] = record.label
  app.get<ById>(
    `${path}/:id/page`,
    {
      config: {
        permission,
        ...describe({
          summary: `Read one ${inSentence(one)} with all that its page shows: comments, files, tags, watchers, relations, tasks and latest history`,
          tag,
          response: pageOfRecord(record),
        }),
      },
    },
    (request) => readPage(kernel, request.who, { record, key: request.params.id }),
  )
  app.get<ById>(
    `${path}/:id/related`,
    {
      config: {
        permission,
        ...describe({
          summary: `What points at one ${inSentence(one)}, the first few of each kind`,
          tag,
          response: relatedSchema,
        }),
      },
    },
    async (request) => ({ groups: await readRelated(kernel, request.who, { record, key: request.params.id }) }),
  )
}

function writeRoutes(app: FastifyInstance, kernel: Kernel, record: AnyRecord): void {
  const path = `/api/v1/${pathOf(record)}`
  const [one, many] = record.label
  const tag = many
  const response = rowSchema(record)
  app.post(
    path,
    {
      config: {
        permission,
        ...describe({
          summary: `Create a ${inSentence(one)}`,
          tag,
          body: newSchema(record),
          response,
          status: 201,
          headers: ['Change-Reason'],
          sends: ['ETag', 'Location'],
        }),
      },
    },
    async (request, reply) => {
      const row = await recordsOf(kernel, request).create(record, readValues(request.body), readReason(request))
      reply.status(201).header('Location', `${path}/${row.id}`).header('ETag', etagOf(row))
      return row
    },
  )
  app.patch<ById>(
    `${path}/:id`,
    {
      config: {
        permission,
        ...describe({
          summary: `Change a ${inSentence(one)}`,
          tag,
          body: changeSchema(record),
          response,
          headers: ['If-Match', 'Change-Reason'],
          sends: ['ETag'],
        }),
      },
    },
    async (request, reply) => {
      const changing = readChanging(request, { isNeeded: true })
      return sendRow(
        request,
        reply,
        await recordsOf(kernel, request).update(record, request.params.id, readValues(request.body), changing),
      )
    },
  )
  for (const verb of ['archive', 'restore'] as const) {
    const summary = `${verb === 'archive' ? 'Archive' : 'Restore'} a ${inSentence(one)}`
    app.post<ById>(
      `${path}/:id/${verb}`,
      {
        config: {
          permission,
          ...describe({ summary, tag, response, headers: ['If-Match', 'Change-Reason'], sends: ['ETag'] }),
        },
      },
      async (request, reply) =>
        sendRow(
          request,
          reply,
          await recordsOf(kernel, request)[verb](record, request.params.id, readChanging(request)),
        ),
    )
  }
}

function moveRoute(app: FastifyInstance, kernel: Kernel, record: AnyRecord, move: string): void {
  const [one, tag] = record.label
  const { label, needs = [], asks = [] } = record.states?.moves[move] ?? {}
  const summary = `Move a ${inSentence(one)}: ${label}`
  const asked = [...needs, ...asks]
  app.post<ById>(
    `/api/v1/${pathOf(record)}/:id/moves/${move}`,
    {
      config: {
        permission,
        ...describe({
          summary,
          tag,
          ...(asked.length > 0 ? { body: movingSchema(record, move) } : {}),
          response: rowSchema(record),
          headers: ['If-Match', 'Change-Reason'],
          sends: ['ETag'],
        }),
      },
    },
    async (request, reply) => {
      const changing = { ...readChanging(request), set: readValues(request.body ?? {}) }
      return sendRow(request, reply, await recordsOf(kernel, request).move(record, request.params.id, move, changing))
    },
  )
}

function actionRoute(app: FastifyInstance, kernel: Kernel, record: AnyRecord, action: string): void {
  const [one, tag] = record.label
  const spec = record.actions?.[action]
  if (!spec) throw badRequest(`${one} has no action '${action}'.`)
  const body = valuesSchema({ ...record, fields: spec.input ?? {} }, { isNew: true })
  app.post<ById>(
    `/api/v1/${pathOf(record)}/:id/actions/${action}`,
    {
      config: {
        permission,
        ...describe({
          summary: `${spec.label} (${inSentence(one)})`,
          tag,
          body,
          response: rowSchema(record),
          headers: ['If-Match', 'Change-Reason'],
          sends: ['ETag'],
        }),
      },
    },
    async (request, reply) =>
      sendRow(
        request,
        reply,
        await recordsOf(kernel, request).act(
          record,
          request.params.id,
          action,
          readValues(request.body ?? {}),
          readChanging(request),
        ),
      ),
  )
}
