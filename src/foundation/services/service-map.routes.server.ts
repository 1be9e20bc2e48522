import { z } from 'zod'
import type { Who } from '../../kernel/access/who.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import { parseQuery } from '../../kernel/http/input.server.ts'
import type { Kernel, Routes } from '../../kernel/kernel.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import type { Edge } from '../pictures/index.ts'
import { mapOf, type ServiceMap, type ServiceNode } from './service-map.ts'

const mapQuery = z.object({
  focus: z.uuid().optional().describe('Only this service, what it needs and what needs it.'),
  team: z
    .union([z.uuid(), z.literal('none')])
    .optional()
    .describe('Only the services that this team runs.'),
})
const named = z.object({ id: z.uuid(), title: z.string().nullable() }).nullable()
const mapAnswer = z.object({
  nodes: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      title: z.string(),
      kind: z.string().nullable(),
      criticality: z.string().nullable(),
      state: z.string().nullable(),
      owner: named,
      team: named,
    }),
  ),
  groups: z.array(z.object({ id: z.string(), title: z.string(), count: z.int(), vital: z.int() })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), count: z.int() })),
  total: z.int(),
  isPartial: z.boolean(),
})

/** `GET /service-map`: which services depend on which. */
export const serviceMapRoutes: Routes = (app, kernel) => {
  const config = {
    permission: 'service.read' as const,
    ...describe({ tag: 'Pictures', summary: 'The service map', query: mapQuery, response: mapAnswer }),
  }
  app.get('/api/v1/service-map', { config }, (request) => {
    const { focus, team } = parseQuery(mapQuery, request.query)
    return readServiceMap(kernel, request.who, { focus: focus ?? null, team: team ?? null })
  })
}

/** Pages of a thousand services that one picture reads at most. */
const mostPages = 10
const columns = ['name', 'kind', 'criticality', 'owner', 'team', 'dependsOn']

/** The map as the caller may see it: through the store, a statement per thousand services. Retired ones are left out. */
export async function readServiceMap(
  { store }: Pick<Kernel, 'store'>,
  who: Who,
  focus: { focus: string | null; team: string | null },
): Promise<ServiceMap> {
  const records = store.as(who)
  const rows: Row[] = []
  let after: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const found = await records.list('service', {
      filter: { state: ['planned', 'live'] },
      sort: 'name',
      columns,
      limit: 1000,
      ...(after ? { after } : {}),
    })
    rows.push(...found.rows)
    after = found.next
    if (after === null) break
  }
  return mapOf(rows.map(nodeOf), rows.flatMap(edgesOf), focus, after !== null)
}

const nodeOf = ({ id, number, title, kind, criticality, state, owner, team }: Row): ServiceNode =>
  ({ id, number, title, kind, criticality, state, owner, team }) as ServiceNode

const edgesOf = ({ id, dependsOn }: Row): readonly Edge[] =>
  ((dependsOn ?? []) as readonly { readonly id: string }[]).map((other) => ({ from: id, to: other.id }))
