import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { roles } from '../../src/foundation/roles.ts'
import { hashToken } from '../../src/kernel/access/token.server.ts'
import { isUuid } from '../../src/kernel/record/values.ts'
import { resolvedIn } from '../../src/kernel/http/resolve.ts'
import { verifyHistory } from '../../src/kernel/history/verify.server.ts'
import { testApplication } from '../kit/application.ts'
import { type Caller, createCaller } from '../kit/record/callers.ts'
import { openChance } from './chance.ts'
import { areaOf, operationsOf, requestFor } from './request.ts'

/** `FUZZ_REQUESTS` and `FUZZ_SEED` do more, or the same again. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 10_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127)
const mostMs = 10_000

const { app, kernel, db } = await testApplication()
const system = kernel.store.asSystem('fuzz')
const known = { ids: [] as string[], idsOf: new Map<string, string[]>(), cursors: [] as string[], fieldsOf }

describe(`whatever is asked of the API, seed ${seed}`, () => {
  const tally = new Map<number, number>()
  afterAll(() => console.log(`${requests} requests, answers by status:`, Object.fromEntries([...tally].sort())))

  it(
    `has an answer within ${mostMs / 1000} s that the description knows, and none is a failure of ours`,
    async () => {
      await world()
      const callers = await everyRole()
      const boss = callers[0] as Caller
      const document = await app.inject({ url: '/api/v1/openapi.json', headers: bearer(boss) })
      // A stream has no end to wait for.
      const operations = operationsOf(resolvedIn(document.json())).filter(({ path }) => path !== '/api/v1/live')
      const chance = openChance(seed)
      const faults: string[] = []
      for (let at = 0; at < requests && faults.length < 20; at += 1) {
        const operation = chance.pick(operations)
        const made = requestFor(operation, chance, known)
        const caller = chance.is(0.5) ? boss : chance.pick([null, ...callers])
        const request = { ...made, headers: { ...(caller ? bearer(caller) : {}), ...made.headers } }
        const answer = await within(request)
        const says = typeof answer === 'string' ? answer : faultOf(answer)
        if (says) faults.push(`#${at} ${shown(request)}\n   ${says}`)
        if (typeof answer === 'string') continue
        tally.set(answer.statusCode, (tally.get(answer.statusCode) ?? 0) + 1)
        learn(areaOf(operation.path), answer)
        if (answer.statusCode === 401 && caller) await letInAgain(caller)
      }
      expect(faults.join('\n')).toBe('')
      expect([...tally.values()].reduce((a, b) => a + b, 0)).toBe(requests)
      // It went somewhere: much was taken, and much was refused.
      expect(tally.get(200) ?? 0).toBeGreaterThan(requests / 10)
      expect(tally.get(422) ?? 0).toBeGreaterThan(requests / 50)
    },
    60_000 + requests * 60,
  )

  it('leaves a history that can be proven', async () => {
    const { problems } = await verifyHistory(db)
    expect(problems).toEqual([])
  })
})

const bearer = (caller: Caller): { authorization: string } => ({ authorization: `Bearer ${caller.token}` })

async function within(request: InjectOptions): Promise<LightMyRequestResponse | string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${mostMs} ms`), mostMs)
  })
  try {
    return await Promise.race([app.inject(request), late])
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}

const faultOf = ({ statusCode, body }: LightMyRequestResponse): string | null =>
  statusCode >= 500 ? `${statusCode} ${body.slice(0, 400)}` : null

const shown = ({ method, url, headers, payload }: InjectOptions): string => {
  const { authorization: _, ...others } = { ...headers } as Record<string, string>
  return `${method} ${String(url)} ${JSON.stringify(others)} ${String(payload ?? '').slice(0, 600)}`
}

/** Keeps ids and cursors of answers, so that later requests reach what is there. */
function learn(area: string, { statusCode, headers, body }: LightMyRequestResponse): void {
  if (statusCode >= 300 || !String(headers['content-type']).includes('json') || body === '' || body.length > 200_000)
    return
  const answer = JSON.parse(body) as { readonly id?: unknown; readonly rows?: readonly { readonly id?: unknown }[] }
  const own = known.idsOf.get(area) ?? []
  for (const { id } of [answer, ...(Array.isArray(answer.rows) ? answer.rows : [])]) if (isUuid(id)) keep(own, id)
  if (own.length > 0) known.idsOf.set(area, own)
  for (const [, id = ''] of body.matchAll(/"(?:id|entry|batch)":"([0-9a-f-]{36})"/g)) keep(known.ids, id)
  for (const [, cursor = ''] of body.matchAll(/"(?:next|previous)":"([^"]+)"/g)) keep(known.cursors, cursor)
}

function keep(list: string[], one: string): void {
  if (list.includes(one)) return
  list.push(one)
  if (list.length > 400) list.splice(0, 100)
}

async function world(): Promise<void> {
  for (let n = 0; n < 5; n += 1) {
    const unit = await system.create('business_unit', { name: `Unit ${n}` })
    const location = await system.create('location', { name: `Place ${n}` })
    const person = await system.create('person', { name: `Ada ${n}`, businessUnit: unit.id, location: location.id })
    const team = await system.create('team', { name: `Team ${n}`, members: [person.id] })
    const service = await system.create('service', { name: `Service ${n}`, owner: person.id, team: team.id })
    known.ids.push(unit.id, location.id, person.id, team.id, service.id)
  }
}

/** One caller of each ready-made role; the administrator first. */
const everyRole = (): Promise<Caller[]> =>
  Promise.all(roles.map(({ label, permissions }) => createCaller(kernel, { name: label, permissions })))

/** Whoever was disabled, signed out or given other roles by what was tried comes in again. */
async function letInAgain({ account, token }: Caller): Promise<void> {
  await db.query({
    text: `update account set is_disabled = false, roles = array['role-' || id::text] where id = $1`,
    values: [account],
  })
  await db.query({
    text: `insert into session (id, token, account_id, expires_at, created_at, updated_at, proved_at)
      select $1, $2, $3, $4, $5, $5, $5 where not exists (select 1 from session where token = $2)`,
    values: [kernel.clock.id(), hashToken(token), account, new Date('2099-01-01'), kernel.clock.now()],
  })
}

function fieldsOf(area: string): readonly string[] {
  const own = kernel.registry.byPath(area)
  const records = own ? [own] : kernel.registry.records
  const envelope = [
    'id',
    'number',
    'state',
    'createdAt',
    'updatedBy',
    'tags',
    'watched',
    'archivedAt',
    'no',
    'constructor',
  ]
  return [...records.flatMap((record) => Object.keys(record.fields)), ...envelope]
}
