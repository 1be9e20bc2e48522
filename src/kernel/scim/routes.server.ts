import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { holderOf } from '../access/holder.server.ts'
import { signInNeeded } from '../errors.ts'
import { describe, type Description } from '../http/describe.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { answerInScim, errorSchema, scimJson, sendResource } from './answer.server.ts'
import { listed, mostAtOnce, resourceTypes, schemas, serviceProvider } from './discovery.ts'
import { readFilter } from './filter.ts'
import {
  createGroup,
  findGroup,
  groupResource,
  listGroups,
  readGroup,
  removeGroup,
  replaceGroup,
} from './groups.server.ts'
import { chosen, type Found, type Listing, listOf } from './listing.ts'
import { patched } from './patch.ts'
import type { KeepPerson } from './people.server.ts'
import { isResource, type Resource, valueIn } from './schemas.ts'
import { ScimTrouble } from './trouble.ts'
import { readUser, userResource } from './user.ts'
import { createUser, findUser, listUsers, type Provisioning, removeUser, replaceUser } from './users.server.ts'

const root = '/api/v1/scim/v2'
const permission = 'account.manage' as const
const resource = z.looseObject({ schemas: z.array(z.string()) })
const query = z.object({
  filter: z.string().optional().describe('As RFC 7644, 3.4.2.2 has it.'),
  startIndex: z.string().optional().describe('From 1.'),
  count: z.string().optional().describe(`At most ${mostAtOnce}.`),
  attributes: z.string().optional().describe('Names of those that are wanted, with commas between.'),
  excludedAttributes: z.string().optional().describe('Names of those that aren’t.'),
})
const operations = z.looseObject({
  Operations: z.array(z.looseObject({ op: z.string(), path: z.string().optional(), value: z.unknown().optional() })),
})
const examples = {
  user: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com', active: true },
  group: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'IT managers', members: [] },
  patch: { Operations: [{ op: 'replace', path: 'active', value: false }] },
}
const mostOperations = 1000

/** What is done with one kind of resource. */
interface Kind {
  readonly plural: 'Users' | 'Groups'
  readonly label: string
  readonly find: (id: string) => Promise<Resource>
  readonly list: (listing: Listing) => Promise<Found<Resource>>
  readonly create: (as: Provisioning, body: Resource) => Promise<string>
  readonly replace: (as: Provisioning, id: string, body: Resource) => Promise<void>
  readonly remove: (as: Provisioning, id: string) => Promise<void>
}

/** SCIM 2.0 (RFC 7643 and 7644): a directory makes, changes and closes accounts, and says who belongs to which group. */
export const scimRoutes =
  ({ keepPerson, groupsSql }: { readonly keepPerson: KeepPerson; readonly groupsSql: string }): Routes =>
  (app, kernel) => {
    answerInScim(app)
    app.addContentTypeParser(scimJson, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    const base = `${kernel.url}${root}`
    discoveryRoutes(app, base)
    // A key's scopes say which doors it opens; behind this one it may do what its owner may.
    const as = async ({ who }: FastifyRequest): Promise<Provisioning> => {
      const by = who.account === null ? null : await holderOf(kernel.db, who.account, groupsSql)
      if (!by) throw signInNeeded()
      return { by: { ...by, via: who.via, requestId: who.requestId }, keepPerson }
    }
    for (const kind of kindsOf(kernel, base)) kindRoutes(app, { kind, as })
  }

const kindsOf = (kernel: Kernel, base: string): readonly Kind[] => [
  {
    plural: 'Users',
    label: 'user',
    find: async (id) => userResource(await findUser(kernel.db, id), base),
    list: async (listing) => shown(await listUsers(kernel.db, listing, base), (user) => userResource(user, base)),
    create: (by, body) => createUser(kernel, by, readUser(body)),
    replace: (by, id, body) => replaceUser(kernel, by, { id, told: readUser(body) }),
    remove: (by, id) => removeUser(kernel, by, id),
  },
  {
    plural: 'Groups',
    label: 'group',
    find: async (id) => groupResource(await findGroup(kernel.db, id), base),
    list: async (listing) => shown(await listGroups(kernel.db, listing, base), (group) => groupResource(group, base)),
    create: (by, body) => createGroup(kernel, by, readGroup(body)),
    replace: (by, id, body) => replaceGroup(kernel, by, { id, told: readGroup(body) }),
    remove: (by, id) => removeGroup(kernel, by, id),
  },
]

const shown = <T>({ total, rows }: Found<T>, of: (row: T) => Resource): Found<Resource> => ({
  total,
  rows: rows.map(of),
})

const described = (summary: string, more: Partial<Description> = {}) => ({
  config: {
    permission,
    ...describe({
      tag: 'Provisioning',
      summary,
      response: resource,
      produces: scimJson,
      troubles: { produces: scimJson, response: errorSchema },
      ...more,
    }),
  },
})

function kindRoutes(
  app: FastifyInstance,
  { kind, as }: { kind: Kind; as: (request: FastifyRequest) => Promise<Provisioning> },
): void {
  const { plural, label } = kind
  const path = `${root}/${plural}`
  const one = `${path}/:id`
  const example = kind.plural === 'Users' ? examples.user : examples.group
  const takes = { body: resource, consumes: scimJson, sends: ['ETag'], headers: ['If-Match'], example }

  app.get(path, described(`Find ${label}s by SCIM`, { query }), async (request, reply) => {
    const { listing, ...choice } = listingOf(request.query)
    const { total, rows } = await kind.list(listing)
    const resources = rows.map((row) => chosen(row, choice))
    return reply.type(scimJson).send(listOf({ total, rows: resources }, listing.startIndex))
  })
  app.get(one, described(`Read a ${label} by SCIM`, { sends: ['ETag'] }), async (request, reply) => {
    const { listing: _, ...choice } = listingOf(request.query)
    return sendResource(reply, await kind.find(idIn(request)), { choice })
  })
  app.post(path, described(`Make a ${label} by SCIM`, { ...takes, status: 201 }), async (request, reply) => {
    const id = await kind.create(await as(request), resourceIn(request.body))
    app.sessions.forget()
    return sendResource(reply, await kind.find(id), { status: 201 })
  })
  const replace = async (request: FastifyRequest, reply: FastifyReply, next: (now: Resource) => Resource) => {
    const id = idIn(request)
    const now = await kind.find(id)
    mustBeVersion(request, now)
    await kind.replace(await as(request), id, next(now))
    app.sessions.forget()
    return sendResource(reply, await kind.find(id))
  }
  app.put(one, described(`Replace a ${label} by SCIM`, takes), (request, reply) =>
    replace(request, reply, () => resourceIn(request.body)),
  )
  app.patch(
    one,
    described(`Change a ${label} by SCIM`, { ...takes, body: operations, example: examples.patch }),
    (request, reply) => replace(request, reply, (now) => patched(now, operationsIn(request.body))),
  )
  app.delete(
    one,
    described(`Give a ${label} up by SCIM`, {
      status: 204,
      response: undefined,
      produces: undefined,
      says: 'No content.',
    }),
    async (request, reply) => {
      const id = idIn(request)
      mustBeVersion(request, await kind.find(id))
      await kind.remove(await as(request), id)
      app.sessions.forget()
      return reply.code(204).send()
    },
  )
}

function discoveryRoutes(app: FastifyInstance, base: string): void {
  const lists = { ResourceTypes: resourceTypes(base), Schemas: schemas(base) } as const
  app.get(`${root}/ServiceProviderConfig`, described('What this server can do of SCIM'), (_, reply) =>
    reply.type(scimJson).send(serviceProvider(base)),
  )
  for (const [name, all] of Object.entries(lists)) {
    app.get(`${root}/${name}`, described(`The ${name} of SCIM`), (_, reply) => reply.type(scimJson).send(listed(all)))
    app.get<{ Params: { id: string } }>(
      `${root}/${name}/:id`,
      described(`One of the ${name} of SCIM`),
      (request, reply) => {
        const found = all.find(({ id }) => String(id).toLowerCase() === request.params.id.toLowerCase())
        if (!found) throw new ScimTrouble(null, 'There is none of this name.', 404)
        return reply.type(scimJson).send(found)
      },
    )
  }
}

function listingOf(given: unknown) {
  const read = query.safeParse(given)
  if (!read.success) throw new ScimTrouble('invalidSyntax', 'Each parameter is given once, as text.')
  const { filter, startIndex, count, attributes = '', excludedAttributes = '' } = read.data
  const names = (text: string): readonly string[] =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
  return {
    listing: {
      filter: filter === undefined || filter.trim() === '' ? null : readFilter(filter),
      startIndex: Math.max(1, wholeIn(startIndex, 1)),
      count: Math.min(mostAtOnce, Math.max(0, wholeIn(count, 100))),
    },
    attributes: names(attributes),
    excluded: names(excludedAttributes),
  }
}

function wholeIn(text: string | undefined, usual: number): number {
  if (text === undefined || text === '') return usual
  if (!/^-?\d{1,9}$/.test(text)) throw new ScimTrouble('invalidValue', 'startIndex and count are whole numbers.')
  return Number(text)
}

function resourceIn(body: unknown): Resource {
  if (!isResource(body)) throw new ScimTrouble('invalidSyntax', 'A resource is a JSON object.')
  return patched({}, [{ op: 'add', value: body }])
}

function operationsIn(body: unknown) {
  const all = isResource(body) ? valueIn(body, 'Operations') : undefined
  const read = z
    .array(z.looseObject({ op: z.string(), path: z.string().nullish(), value: z.unknown().optional() }))
    .safeParse(all)
  if (!read.success || read.data.length > mostOperations)
    throw new ScimTrouble('invalidSyntax', `Operations is a list of at most ${mostOperations}, each with its op.`)
  return read.data.map(({ op, path, value }) => ({ op, path: path ?? undefined, value }))
}

function idIn({ params }: FastifyRequest): string {
  const { id } = params as { id: string }
  if (!z.uuid().safeParse(id).success) throw new ScimTrouble(null, 'There is nothing of this id.', 404)
  return id
}

function mustBeVersion({ headers }: FastifyRequest, now: Resource): void {
  const wanted = headers['if-match']
  if (wanted === undefined || wanted === '*' || wanted === (now['meta'] as { version: string }).version) return
  throw new ScimTrouble(null, 'It was changed meanwhile. Read it again.', 412)
}
