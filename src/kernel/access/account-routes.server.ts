import { z } from 'zod'
import { notFound } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, parseQuery } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import { listAccounts, readAccount } from './account-view.server.ts'
import { changeAccount, createAccount } from './accounts.server.ts'

const roles = z.array(z.string().max(100)).max(50)
const password = z.string().max(1000)
const newAccount = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(320),
  password,
  roles,
  self: z.uuid().nullish(),
})
const accountChange = z
  .object({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320),
    password,
    roles,
    self: z.uuid().nullable(),
    isDisabled: z.boolean(),
  })
  .partial()
const account = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  self: z.object({ id: z.uuid(), title: z.string().nullable() }).nullable(),
  roles: z.array(z.string()),
  isDisabled: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
})
const accountPage = z.object({ rows: z.array(account), next: z.string().nullable() })
const listQuery = z.object({
  q: z.string().max(200).default(''),
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The administration of accounts. */
export const accountRoutes: Routes = (app, kernel) => {
  const config = { permission: 'account.manage' } as const

  app.get(
    '/api/v1/accounts',
    {
      config: {
        ...config,
        ...describe({ tag: 'Access', summary: 'List accounts', query: listQuery, response: accountPage }),
      },
    },
    async (request) => {
      const { q, after, limit } = parseQuery(listQuery, request.query)
      const rows = await listAccounts(kernel.db, { q, after: after ? cursorOf(after) : undefined, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return { rows: page, next: rows.length > limit && last ? cursorFor(last) : null }
    },
  )

  app.get(
    '/api/v1/accounts/:id',
    { config: { ...config, ...describe({ tag: 'Access', summary: 'Read an account', response: account }) } },
    (request) => readAccount(kernel.db, idOf(request.params)),
  )

  app.post(
    '/api/v1/accounts',
    {
      config: {
        ...config,
        ...describe({ tag: 'Access', summary: 'Create an account', body: newAccount, response: account, status: 201 }),
      },
    },
    async (request, reply) => {
      const id = await createAccount(kernel, parseBody(newAccount, request.body), request.who)
      kernel.log.info({ event: 'account_created', account: id, by: request.who.account }, 'An account was created.')
      return reply
        .code(201)
        .header('location', `/api/v1/accounts/${id}`)
        .send(await readAccount(kernel.db, id))
    },
  )

  app.patch(
    '/api/v1/accounts/:id',
    {
      config: {
        ...config,
        ...describe({
          tag: 'Access',
          summary: 'Change, disable or enable an account',
          body: accountChange,
          response: account,
        }),
      },
    },
    async (request) => {
      const id = idOf(request.params)
      const change = parseBody(accountChange, request.body)
      await changeAccount(kernel, id, change, request.who)
      app.sessions.forget()
      kernel.log.info(
        { event: 'account_changed', account: id, by: request.who.account, fields: Object.keys(change) },
        'An account was changed.',
      )
      return readAccount(kernel.db, id)
    },
  )
}

const params = z.object({ id: z.uuid() })

function idOf(given: unknown): string {
  const parsed = params.safeParse(given)
  if (!parsed.success) throw notFound('This account')
  return parsed.data.id
}

const cursor = z.object({ name: z.string(), id: z.uuid() })

const cursorFor = ({ name, id }: { name: string; id: string }): string =>
  Buffer.from(JSON.stringify({ name, id })).toString('base64url')

function cursorOf(text: string): { name: string; id: string } | undefined {
  try {
    return cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return undefined
  }
}
