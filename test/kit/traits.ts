import type { LightMyRequestResponse } from 'fastify'
import { traitRoutes } from '../../src/kernel/traits/routes.server.ts'
import { historyRoutes } from '../../src/kernel/history/routes.server.ts'
import { recordRoutes } from '../../src/kernel/http/record-routes.server.ts'
import { fileRoutes } from '../../src/kernel/files/routes.server.ts'
import { type TestServer, testServer } from './access.ts'
import { testClock } from './clock.ts'
import { type TestDatabase } from './database.ts'
import { type Caller, createCaller } from './record/callers.ts'
import type { Kernel, Routes } from '../../src/kernel/kernel.server.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A server with traits, and callers who may do more and less to services. */
export interface TraitWorld {
  readonly server: TestServer
  readonly clock: TestServer['kernel']['clock']
  /** The id of a person, and of a service. */
  readonly person: string
  readonly service: string
  /** May change services and read people; stands for the person. */
  readonly editor: Caller
  /** May read services and comment. */
  readonly reader: Caller
  /** As the reader, and sees internal comments. */
  readonly insider: Caller
  /** May read people alone. */
  readonly stranger: Caller
  readonly call: (caller: Caller, method: Method, path: string, payload?: object) => Promise<LightMyRequestResponse>
  /** The verbs of a record's history, in their order. */
  readonly verbsOf: (id: string) => Promise<readonly string[]>
  /** Makes a record and resolves to its id. */
  readonly another: (type: string, values: object) => Promise<string>
}

export async function traitWorld(
  { db }: Pick<TestDatabase, 'db'>,
  parts: Partial<Pick<Kernel, 'files'>> = {},
  further: readonly Routes[] = [],
): Promise<TraitWorld> {
  const clock = testClock()
  const groupsSql = 'select id from team where members @> array[a.self]'
  const server = await testServer({
    db,
    clock,
    routes: [traitRoutes, fileRoutes, recordRoutes, historyRoutes, ...further],
    sessions: { groupsSql },
    parts,
  })
  const records = server.kernel.store.asSystem('test')
  const { id: person } = await records.create('person', { name: 'Priya Nair' })
  const { id: service } = await records.create('service', { name: 'Payroll' })
  const caller = (name: string, permissions: readonly string[], self?: string): Promise<Caller> =>
    createCaller(server.kernel, { name, permissions, ...(self ? { self } : {}) })
  return {
    server,
    clock,
    person,
    service,
    editor: await caller(
      'Edit',
      ['service.read', 'service.write', 'service.archive', 'person.read', 'comment.write'],
      person,
    ),
    reader: await caller('Read', ['service.read', 'comment.write']),
    insider: await caller('Inside', ['service.read', 'comment.write', 'comment.see_internal']),
    stranger: await caller('Stranger', ['person.read', 'comment.write', 'comment.see_internal']),
    call: (who, method, path, payload) =>
      server.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { authorization: `Bearer ${who.token}` },
        ...(payload ? { payload } : {}),
      }),
    verbsOf: async (id) => {
      const rows = await db.query<{ verb: string }>({
        text: 'select verb from history where record_id = $1 order by entry',
        values: [id],
      })
      return rows.map((row) => row.verb)
    },
    another: async (type, values) => (await records.create(type, { ...values })).id,
  }
}
