import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { type Caller, createCaller } from '../../../test/kit/record/callers.ts'
import { sessionCookie } from '../access/cookie.server.ts'
import { makeKey } from '../access/key.server.ts'
import { system } from '../access/who.ts'
import { pathOf } from '../record/registry.ts'

const { app, kernel, db } = await testApplication()
const records = kernel.store.asSystem('test')
const person = await records.create('person', { name: 'Priya Nair', mobile: '+49 171 1234567' })
const service = await records.create('service', { name: 'Payroll', owner: person.id })
const engineer = await createCaller(kernel, {
  name: 'Engineer',
  permissions: ['service.read', 'service.write', 'person.read', 'history.read', 'comment.write'],
})
const guest = await createCaller(kernel, { name: 'Guest', permissions: ['person.read'] })
let address = ''
const clients: Client[] = []

beforeAll(async () => {
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  for (const client of clients) await client.close()
})

/** The protocol's own client, as an assistant runs it. */
async function assistant(token: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  const transport = new StreamableHTTPClientTransport(new URL(`${address}/api/v1/mcp`), { requestInit })
  await client.connect(transport as Parameters<Client['connect']>[0])
  clients.push(client)
  return client
}

async function use(client: Client, name: string, input: object = {}): Promise<{ isError: boolean; says: unknown }> {
  const answer = await client.callTool({ name, arguments: { ...input } })
  const [part] = answer.content as readonly { text: string }[]
  const text = part?.text ?? ''
  return { isError: answer.isError === true, says: text.startsWith('{') ? (JSON.parse(text) as unknown) : text }
}

describe('an assistant that speaks the Model Context Protocol', () => {
  it('is told which tools there are, and which of them only read', async () => {
    const client = await assistant(engineer.token)
    expect(client.getInstructions()).toContain('with their rights and no others')
    const { tools } = await client.listTools()
    const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint === true).map(({ name }) => name)
    expect(reading).toEqual([
      'describe_types',
      'search',
      'list_records',
      'summarise_records',
      'get_record',
      'record_history',
      'list_comments',
    ])
    expect(tools.length - reading.length).toBe(4)
    expect(tools.every(({ inputSchema, description }) => inputSchema.type === 'object' && description)).toBe(true)
  })

  it('finds its way: types, fields, search, list, counts', async () => {
    const client = await assistant(engineer.token)
    const { says: types } = await use(client, 'describe_types')
    const names = (types as { types: { type: string }[] }).types.map(({ type }) => type)
    expect(names).toContain('service')
    expect(names).not.toContain('team')
    const { says: of } = await use(client, 'describe_types', { type: 'person' })
    const fields = (of as { fields: { name: string }[] }).fields.map(({ name }) => name)
    expect(fields).toContain('jobTitle')
    expect(fields).not.toContain('mobile')
    expect((await use(client, 'search', { q: 'payrol' })).says).toMatchObject({ results: [{ id: service.id }] })
    const listed = await use(client, 'list_records', {
      type: 'services',
      filter: { owner: { where: { name: { startsWith: 'Pri' } } } },
      columns: ['name'],
    })
    expect(listed.says).toMatchObject({ rows: [{ name: 'Payroll' }], next: null })
    expect((await use(client, 'summarise_records', { type: 'service' })).says).toEqual({ count: 1, isAtLeast: false })
    expect((await use(client, 'summarise_records', { type: 'service', by: 'criticality' })).says).toMatchObject({
      groups: [{ value: 'normal', count: 1 }],
    })
  })

  it('writes by the one path, and the history says that it was an assistant, for whom and why', async () => {
    const client = await assistant(engineer.token)
    const made = (await use(client, 'create_record', { type: 'service', values: { name: 'Mail' }, reason: 'Asked' }))
      .says
    const { id, version } = made as { id: string; version: number }
    const changed = await use(client, 'update_record', { type: 'service', id, version, values: { purpose: 'Letters' } })
    expect(changed).toMatchObject({ isError: false, says: { purpose: 'Letters', version: 2 } })
    const late = await use(client, 'update_record', { type: 'service', id, version, values: { purpose: 'Other' } })
    expect(late).toMatchObject({ isError: true, says: { code: 'Conflict', differences: [{ field: 'purpose' }] } })
    const moved = await use(client, 'act_on_record', { type: 'service', id, what: 'move:goLive' })
    expect(moved).toMatchObject({ isError: false, says: { state: 'live' } })
    await use(client, 'write_comment', { type: 'service', id, text: 'Done.' })
    expect((await use(client, 'list_comments', { type: 'service', id })).says).toMatchObject({
      comments: [{ text: 'Done.' }],
    })
    const entries = await db.query({
      text: 'select verb, who, via, reason from history where record_id = $1 order by entry limit 3',
      values: [id],
    })
    const by = { who: engineer.account, via: 'mcp' }
    expect(entries).toEqual([
      { verb: 'created', ...by, reason: 'Asked' },
      { verb: 'updated', ...by, reason: null },
      { verb: 'moved', ...by, reason: null },
    ])
    const { says: history } = await use(client, 'record_history', { type: 'service', id })
    expect((history as { entries: object[] }).entries).toHaveLength(4)
  })

  it.each([
    ['a field that is wrong', 'create_record', { type: 'service', values: { name: '' } }, 'Name is needed.'],
    ['a type that isn’t there', 'list_records', { type: 'spaceship' }, 'describe_types'],
    ['a type it may not see', 'list_records', { type: 'team' }, 'describe_types'],
    ['a record that isn’t there', 'get_record', { type: 'service', id: 'SVC-9999' }, 'you may not see it'],
    ['a filter nobody knows', 'list_records', { type: 'service', filter: { colour: 1 } }, 'no field'],
    ['a deed nobody knows', 'act_on_record', { type: 'service', id: service.id, what: 'explode' }, 'move:<name>'],
    [
      'a move nobody knows',
      'act_on_record',
      { type: 'service', id: service.id, what: 'move:constructor' },
      'constructor',
    ],
  ])('is told in words what is wrong: %s', async (_, name, input, says) => {
    const answer = await use(await assistant(engineer.token), name, input)
    expect([answer.isError, JSON.stringify(answer.says)]).toEqual([true, expect.stringContaining(says)])
  })

  it('may do no more than its key', async () => {
    const given = { name: 'Assistant', scopes: ['service.read'], expiresAt: null }
    const by = system('test')
    const { secret } = await makeKey(kernel, { account: engineer.account, by, given })
    const client = await assistant(secret)
    expect(await use(client, 'get_record', { type: 'service', id: service.id })).toMatchObject({ isError: false })
    const refused = await use(client, 'update_record', {
      type: 'service',
      id: service.id,
      version: 1,
      values: { name: 'X' },
    })
    expect(refused).toMatchObject({ isError: true, says: { code: 'Forbidden' } })
    expect(await use(client, 'get_record', { type: 'person', id: person.id })).toMatchObject({ isError: true })
  })

  it('opens nothing without a key, and nothing to a browser’s session', async () => {
    await expect(assistant('nonsense')).rejects.toThrow(/401|Sign in/)
    const cookie = sessionCookie(kernel, engineer.token, 60).split(';')[0] ?? ''
    const headers = { cookie, 'x-quarterdeck': 'web' }
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/mcp', headers, payload: message })
    expect([answer.statusCode, answer.json().detail]).toEqual([403, expect.stringContaining('key of yours')])
  })

  it('has no stream to open and no session to end', async () => {
    const headers = { authorization: `Bearer ${engineer.token}` }
    for (const method of ['GET', 'DELETE']) {
      const answer = await fetch(`${address}/api/v1/mcp`, { method, headers })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    }
  })
})

it('never reads what the same caller can’t read by REST', async () => {
  const callers: readonly Caller[] = [engineer, guest]
  const clients = await Promise.all(callers.map(({ token }) => assistant(token)))
  const types = kernel.registry.records.map((record) => record.name)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(0, 1), fc.constantFrom(...types), async (at, type) => {
      const { isError, says } = await use(clients[at] as Client, 'list_records', { type, limit: 100 })
      const rest = await app.inject({
        url: `/api/v1/${pathOf(kernel.registry.record(type))}?limit=100`,
        headers: { authorization: `Bearer ${(callers[at] as Caller).token}` },
      })
      expect(isError ? [] : (says as { rows: unknown[] }).rows).toEqual(rest.json<{ rows?: unknown[] }>().rows ?? [])
    }),
    { numRuns: 40 },
  )
})
