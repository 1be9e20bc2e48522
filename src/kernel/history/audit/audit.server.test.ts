import { expect, test } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createAccount } from '../../access/accounts.server.ts'
import { uuidv7 } from '../../clock.ts'
import { findEntries, newest } from './find.server.ts'

const clock = testClock()
const { app, kernel, db } = await testApplication({ clock })
const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
const auditor = await createCaller(kernel, {
  name: 'Auditor',
  permissions: ['*.read', 'records.only_read', 'export.run'],
})
const narrow = await createCaller(kernel, { name: 'Narrow', permissions: ['audit.read', 'person.read'] })
interface Line {
  readonly sentence: string
  readonly type: string
  readonly title: string | null
  readonly opens: string | null
  readonly at: string
}
interface Page {
  readonly lines: readonly Line[]
  readonly next: string | null
  readonly lookedTo: string | null
}
const get = (at: string, by = auditor) =>
  app.inject({ url: `/api/v1${at}`, headers: { authorization: `Bearer ${by.token}` } })
const search = async (query: string, by = auditor): Promise<Page> => {
  const answer = await get(`/audit?${query}`, by)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}
const send = (method: 'POST' | 'PATCH', at: string, payload: object, headers = {}) => {
  clock.advance(1000)
  return app.inject({
    method,
    url: `/api/v1${at}`,
    payload,
    headers: { authorization: `Bearer ${boss.token}`, ...headers },
  })
}

const petra = (await send('POST', '/people', { name: 'Petra', mobile: '+49 170 1' })).json<{ id: string }>()
await send('POST', '/teams', { name: 'Platform' })
await send(
  'PATCH',
  `/people/${petra.id}`,
  { jobTitle: 'Engineer' },
  { 'if-match': '"1"', 'change-reason': 'Promoted%20at%20last' },
)
await send('PATCH', `/people/${petra.id}`, { mobile: '+49 170 2' }, { 'if-match': '"2"' })
const password = 'correct anvil gravity moss'
await createAccount(kernel, { name: 'Ada', email: 'ada@example.com', password, roles: [] })
for (const given of ['wrong wrong wrong', password]) {
  clock.advance(1000)
  await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email: 'ada@example.com', password: given } })
}
await send('POST', '/roles', { label: 'Buyer', about: 'Buys.', permissions: ['service.read'] })

test('one page tells of records, accounts, roles and sign-ins, newest first, each a sentence that opens what it is about', async () => {
  const { lines, next } = await search('')
  expect(next).toBeNull()
  // The auditor may not see private details, so a change of nothing but the mobile number isn't there for them.
  expect(lines.map(({ sentence, title }) => [title, sentence])).toEqual([
    ['Buyer', 'Boss made this role, which may see services'],
    [null, 'Ada signed in by password'],
    [null, 'Ada was refused: the password was wrong'],
    ['Ada', 'Quarterdeck (accounts) made this account'],
    ['Petra', 'Boss set the job title to Engineer'],
    ['Platform', 'Boss created this team'],
    ['Petra', 'Boss created this person'],
  ])
  const opened = (await search('', boss)).lines.map(({ opens }) => opens)
  expect(opened).toContain(`/people/${petra.id}`)
  expect(opened.some((at) => at?.startsWith('/admin/accounts/'))).toBe(true)
})

test('each filter narrows it, and together they narrow further', async () => {
  const sentences = async (query: string, by = boss) => (await search(query, by)).lines.map(({ sentence }) => sentence)
  expect(await sentences(`record=${petra.id}&verb=updated`)).toHaveLength(2)
  expect(await sentences('type=team')).toEqual(['Boss created this team'])
  expect(await sentences('type=sign_in')).toHaveLength(2)
  expect(await sentences('name=ada')).toHaveLength(2)
  expect(await sentences(`who=${boss.account}&type=role`)).toHaveLength(1)
  expect(await sentences('text=promoted')).toEqual(['Boss set the job title to Engineer'])
  expect(await sentences('text=engineer&via=api')).toHaveLength(1)
  expect(await sentences('via=import')).toEqual([])
  expect(await sentences('text=%25')).toEqual([])
  expect(await sentences('from=2026-03-02&to=2026-03-02')).toHaveLength(8)
  expect(await sentences('to=2026-03-01')).toEqual([])
  expect(await sentences('from=2026-03-02T09:00:05.000Z')).toHaveLength(3)
  expect(await sentences('address=127.0.0.1&type=person')).toHaveLength(3)
})

test('pages follow each other without a gap or a double, whichever log a line is from', async () => {
  const whole = (await search('', boss)).lines
  for (const limit of [1, 2, 3]) {
    const seen: Line[] = []
    let after = ''
    for (let pages = 0; pages < 20; pages++) {
      const page = await search(`limit=${limit}${after}`, boss)
      seen.push(...page.lines)
      if (!page.next) break
      after = `&after=${page.next}`
    }
    expect(seen).toEqual(whole)
  }
})

test('tells nobody of what they may not see: not by a line, not by a filter, not in the file', async () => {
  const all = await search('', narrow)
  expect(new Set(all.lines.map(({ type }) => type))).toEqual(new Set(['person']))
  expect((await search('text=170', narrow)).lines).toEqual([])
  expect((await search('type=team', narrow)).lines).toEqual([])
  expect((await search('type=sign_in', narrow)).lines).toEqual([])
  expect((await search('text=170', boss)).lines.length).toBeGreaterThan(0)
  expect((await get('/audit/export', narrow)).statusCode).toBe(403)
  expect((await get('/audit', await createCaller(kernel, { permissions: ['history.read'] }))).statusCode).toBe(403)
  for (const wrong of ['who=me', 'from=yesterday', 'after=1', 'after=x.1', 'text=%00', 'limit=0'])
    expect([wrong, (await get(`/audit?${wrong}`)).statusCode]).toEqual([wrong, expect.toBeOneOf([400, 422])])
})

test('goes out as CSV, safe against formulas', async () => {
  await send('POST', '/teams', { name: '=cmd()' })
  const { body, headers } = await get('/audit/export?type=team')
  expect(headers['content-disposition']).toContain('history-2026-03-02.csv')
  expect(body.split('\r\n')).toHaveLength(4)
  expect(body).toContain(",'=cmd(),")
})

test('looks a bounded way back by an index in a history of three hundred thousand entries', async () => {
  const { id } = await kernel.store.asSystem('test').create('location', { name: 'Depot' })
  const start = Date.parse('2025-01-01T00:00:00Z')
  // Written past the store: only how long it takes to search them counts here.
  for (let part = 0; part < 30; part++) {
    const ids = Array.from({ length: 10_000 }, (_, n) => {
      const bytes = new Uint8Array(10)
      new DataView(bytes.buffer).setUint32(0, part * 10_000 + n)
      return uuidv7(start + (part * 10_000 + n) * 60_000, bytes)
    })
    await db.query({
      text: `insert into history (id, at, record_id, type, entry, verb, who_name, via, after, hash)
        select i.id, $3::timestamptz + i.n * interval '1 minute', $2, 'location', 100 + i.n, 'touched', 'Robot', 'job', '{"name":"x"}', ''
        from unnest($1::uuid[]) with ordinality as i (id, n)`,
      values: [ids, id, new Date(start + part * 600_000_000)],
    })
  }
  await db.query('analyze history')
  const times: number[] = []
  for (const query of [
    '',
    'type=location',
    'text=nowhere',
    'verb=never',
    `who=${boss.account}`,
    'type=team&text=zz',
    'address=9.9.9.9',
  ]) {
    const began = performance.now()
    await search(query, boss)
    times.push(performance.now() - began)
  }
  const deep = await findEntries(db, { whos: null, verb: 'never' }, { after: newest.entry, limit: 51 })
  expect(deep.end).not.toBeNull()
  const plan = await db.query<{ 'QUERY PLAN': string }>(
    `explain select id from history h where h.id < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid order by h.id desc limit 20000`,
  )
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/Sort|Seq Scan on history_default/)
  const byWho = await db.query<{ 'QUERY PLAN': string }>(
    `explain select id from history h where h.who = '${boss.account}' order by h.id desc limit 20000`,
  )
  expect(byWho.map((row) => row['QUERY PLAN']).join('\n')).toContain('who')
  const rest = await search('verb=never', boss)
  expect(rest.lines).toEqual([])
  expect(rest.next).not.toBeNull()
  expect(rest.lookedTo).not.toBeNull()
  process.stdout.write(`audit search over 300,000 entries, ms: ${times.map((ms) => ms.toFixed(0)).join(' ')}\n`)
}, 120_000)
