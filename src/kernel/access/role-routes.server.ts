import { z } from 'zod'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Kernel, Routes } from '../kernel.server.ts'
import { entrySelect, type PlacedEntry } from '../history/position.server.ts'
import { historyPage } from './door-answers.server.ts'
import { permissionWords } from './permissions.ts'
import { changeRole, createRole, readRole, removeRole, roleType } from './role-editing.server.ts'
import { roleSentence } from './role-sentence.ts'
import { listRoles, type StoredRole } from './roles.server.ts'

const role = z.object({
  name: z.string(),
  label: z.string(),
  about: z.string(),
  permissions: z.array(z.string()),
  isReadyMade: z.boolean(),
})
const holder = z.object({ id: z.uuid(), name: z.string(), isDisabled: z.boolean() })
const holders = z.object({ rows: z.array(holder), count: z.int() })
const values = z.object({
  label: plainText(80),
  about: plainText(400),
  permissions: z.array(plainText(100)).max(1000),
})
const tag = 'Access'
const mostHolders = 200

/** The roles: to choose from, to read, and to make of one's own. */
export const roleRoutes: Routes = (app, kernel) => {
  const { db } = kernel
  const permission = 'role.manage' as const

  app.get(
    '/api/v1/roles',
    {
      config: {
        permission: 'signed-in',
        ...describe({ tag, summary: 'List roles', response: z.object({ rows: z.array(role) }) }),
      },
    },
    async () => ({ rows: (await listRoles(db)).map(shown) }),
  )

  app.post(
    '/api/v1/roles',
    { config: { permission, ...describe({ tag, summary: 'Make a role', body: values, response: role, status: 201 }) } },
    async (request, reply) => {
      const made = await createRole(kernel, parseBody(values, request.body), request.who)
      kernel.log.info({ event: 'role_created', role: made.name, by: request.who.account }, 'A role was made.')
      return reply.code(201).header('location', `/api/v1/roles/${made.name}`).send(shown(made))
    },
  )

  app.patch<{ Params: { name: string } }>(
    '/api/v1/roles/:name',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Change a role of one’s own making', body: values.partial(), response: role }),
      },
    },
    async (request) => {
      const { label, about, permissions } = parseBody(values.partial(), request.body)
      const change = {
        ...(label !== undefined && { label }),
        ...(about !== undefined && { about }),
        ...(permissions !== undefined && { permissions }),
      }
      const changed = await changeRole(kernel, nameIn(request.params), change, request.who)
      app.sessions.forget()
      kernel.log.info({ event: 'role_changed', role: changed.name, by: request.who.account }, 'A role was changed.')
      return shown(changed)
    },
  )

  app.delete<{ Params: { name: string } }>(
    '/api/v1/roles/:name',
    {
      config: {
        permission,
        ...describe({ tag, summary: 'Remove a role that nobody holds', status: 204, says: 'The role is gone.' }),
      },
    },
    async (request, reply) => {
      await removeRole(kernel, nameIn(request.params), request.who)
      kernel.log.info(
        { event: 'role_removed', role: nameIn(request.params), by: request.who.account },
        'A role was removed.',
      )
      return reply.code(204).send()
    },
  )

  app.get<{ Params: { name: string } }>(
    '/api/v1/roles/:name/holders',
    { config: { permission, ...describe({ tag, summary: 'Who holds a role', response: holders }) } },
    async (request) => {
      const { name } = await readRole(db, nameIn(request.params))
      const rows = await db.query<z.infer<typeof holder> & { count: number }>({
        text: `select id, name, is_disabled as "isDisabled", count(*) over ()::int as count from account
          where roles @> array[$1] order by is_disabled, lower(name), id limit ${mostHolders}`,
        values: [name],
      })
      return { rows: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 }
    },
  )

  app.get<{ Params: { name: string } }>(
    '/api/v1/roles/:name/history',
    { config: { permission, ...describe({ tag, summary: 'What happened to a role', response: historyPage }) } },
    async (request) => ({ entries: await readRoleHistory(kernel, await readRole(db, nameIn(request.params))) }),
  )
}

/** The name in the path; whatever can't be one names no role. */
function nameIn({ name }: { readonly name: string }): string {
  if (!/^[\w-]{1,100}$/.test(name)) throw notFound('This role')
  return name
}

const shown = ({ name, label, about, permissions, isReadyMade }: StoredRole): z.infer<typeof role> => ({
  name,
  label,
  about,
  permissions: [...permissions],
  isReadyMade,
})

async function readRoleHistory(
  { db, registry }: Pick<Kernel, 'db' | 'registry'>,
  { id }: StoredRole,
): Promise<z.infer<typeof historyPage>['entries']> {
  const entries = await db.query<PlacedEntry>({
    text: `select ${entrySelect} from history h where h.record_id = $1 and h.type = $2 order by h.entry desc limit 50`,
    values: [id, roleType],
  })
  const says = (permission: string): string => permissionWords(permission, registry.records)
  return entries.map(({ id: entryId, entry, at, who, whoName, via, verb, reason, before, after }) => ({
    id: entryId,
    entry,
    at: at.toISOString(),
    who: { name: whoName, account: who },
    via,
    verb,
    sentence: roleSentence({ verb, whoName, before, after }, says),
    reason,
  }))
}
