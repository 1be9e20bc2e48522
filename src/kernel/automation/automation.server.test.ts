import { describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { beginning, ceilingOf, entriesAfter, type Place, type PlacedEntry } from '../history/position.server.ts'
import { alwaysOpen } from '../calendar/calendar.ts'
import { automation } from './automation.server.ts'
import { failuresInRow, runsOf } from './run-log.server.ts'
import { runDueRules } from './scheduler.server.ts'

const clock = testClock()
const { db, kernel } = await testApplication({ clock })
const world = createWorld(kernel)
const records = kernel.store.asSystem('test')
const author = await createCaller(kernel, { name: 'Author', permissions: ['*'] })
const writer = kernel.store.as({
  ...records.who,
  isSystem: false,
  account: author.account,
  permissions: new Set(['*']),
})
const processor = automation(kernel)
let place: Place = beginning

/** Hands the processor what happened, and what came of it, until nothing more comes. */
async function settle(): Promise<readonly PlacedEntry[]> {
  const seen: PlacedEntry[] = []
  for (;;) {
    const entries = await entriesAfter(db, { after: place, ceiling: await ceilingOf(db), limit: 200 })
    if (entries.length === 0) return seen
    await processor.ahead?.(entries)
    for (const entry of entries) {
      await processor.handle(entry, { db, attempt: 1 })
      place = { position: entry.position, entry: entry.entry, id: entry.id }
      seen.push(entry)
    }
  }
}
let made = 0
const rule = (over: Record<string, unknown>) =>
  writer.create('automation_rule', {
    name: `Rule ${++made}`,
    recordType: 'service',
    verbs: ['created'],
    conditions: { name: { startsWith: `R${made} ` } },
    isOn: true,
    ...over,
  })
const service = (name: string, more: Record<string, unknown> = {}) => world.another('service', { name, ...more })
const get = (id: string) => records.get('service', id)

describe('a rule', () => {
  it('acts on what it listens to when its condition holds, as the system in its own name', async () => {
    const { id } = await rule({ actions: [{ do: 'set', values: { purpose: 'Set for {name}' } }] })
    const hit = await service(`R${made} hit`)
    const miss = await service('Something else')
    await settle()
    expect((await get(hit.id)).purpose).toBe(`Set for R${made} hit`)
    expect((await get(miss.id)).purpose).toBeNull()
    const [run] = await runsOf(kernel, records.who, id)
    expect(run).toMatchObject({ outcome: 'done', recordId: hit.id, did: ['Set purpose'], error: null })
    const [entry] = await db.query<{ via: string; who_name: string; reason: string }>({
      text: `select via, who_name, reason from history where record_id = $1 order by entry desc limit 1`,
      values: [hit.id],
    })
    expect(entry).toEqual({
      via: 'automation',
      who_name: `Quarterdeck (rule “Rule ${made}”)`,
      reason: `Rule “Rule ${made}”`,
    })
  })

  it('acts once for what is delivered twice', async () => {
    const { id } = await rule({ actions: [{ do: 'comment', text: 'Hello' }] })
    const { id: on } = await service(`R${made} twice`)
    const before = place
    await settle()
    place = before
    await settle()
    expect(await runsOf(kernel, records.who, id)).toHaveLength(1)
    expect(await db.query({ text: 'select 1 from comment where record_id = $1', values: [on] })).toHaveLength(1)
  })

  it('listens to a field alone when it is told to', async () => {
    const { id } = await rule({
      verbs: ['updated'],
      changed: ['purpose'],
      actions: [{ do: 'comment', text: 'Changed' }],
    })
    const row = await service(`R${made} watched`)
    await records.update('service', row.id, { criticality: 'vital' })
    await settle()
    expect(await runsOf(kernel, records.who, id)).toHaveLength(0)
    await records.update('service', row.id, { purpose: 'Another' })
    await settle()
    expect(await runsOf(kernel, records.who, id)).toHaveLength(1)
  })

  it('does all that it says or nothing, and says why not', async () => {
    const actions = [
      { do: 'set', values: { purpose: 'Half' } },
      { do: 'move', move: 'explode' },
    ]
    const { id } = await rule({ actions })
    const row = await service(`R${made} half`)
    await settle()
    expect((await get(row.id)).purpose).toBeNull()
    expect((await runsOf(kernel, records.who, id))[0]).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('no move'),
    })
  })

  it('that sets itself off is stopped at the fifth time', async () => {
    const { id } = await rule({
      verbs: ['updated', 'created', 'commented'],
      actions: [{ do: 'comment', text: 'Again' }],
    })
    await service(`R${made} loop`)
    await settle()
    const runs = await runsOf(kernel, records.who, id)
    expect(runs.map(({ outcome }) => outcome)).toEqual(['stopped', 'done', 'done', 'done', 'done', 'done'])
  })

  it('does nothing that its author may not do', async () => {
    const { id } = await rule({ actions: [{ do: 'set', values: { purpose: 'Not mine' } }] })
    await db.query({
      text: `update role set permissions = '{service.read}' where name = $1`,
      values: [`role-${author.account}`],
    })
    const row = await service(`R${made} barred`)
    await settle()
    await db.query({ text: `update role set permissions = '{*}' where name = $1`, values: [`role-${author.account}`] })
    expect((await get(row.id)).purpose).toBeNull()
    expect((await runsOf(kernel, records.who, id))[0]?.error).toContain('who wrote this rule, may not')
  })

  it('leaves a note that only IT reads, where its author may write one', async () => {
    const { id } = await rule({ actions: [{ do: 'comment', text: 'Look here', isInternal: true }] })
    const setPermissions = (permissions: string) =>
      db.query({
        text: `update role set permissions = $2::text[] where name = $1`,
        values: [`role-${author.account}`, permissions],
      })
    const noted = await service(`R${made} noted`)
    await settle()
    const notes = await db.query({
      text: 'select text, is_internal from comment where record_id = $1',
      values: [noted.id],
    })
    expect(notes).toEqual([{ text: 'Look here', is_internal: true }])
    await setPermissions('{comment.write,service.read}')
    const barred = await service(`R${made} not noted`)
    await settle()
    await setPermissions('{*}')
    expect(await db.query({ text: 'select 1 from comment where record_id = $1', values: [barred.id] })).toEqual([])
    expect((await runsOf(kernel, records.who, id))[0]?.error).toContain('may not write internal comments')
  })

  it('tells people, and makes records', async () => {
    await rule({
      actions: [
        { do: 'notify', to: ['author'], title: '{name} was added' },
        { do: 'create', type: 'service', values: { name: 'Made by a rule' } },
      ],
    })
    const row = await service(`R${made} told`)
    await settle()
    const told = await db.query({ text: `select title, kind from notification where record_id = $1`, values: [row.id] })
    expect(told).toEqual([{ title: `R${made} told was added`, kind: 'automation' }])
    const { count } = await records.count('service', { filter: { name: 'Made by a rule' } })
    expect(count).toBe(1)
  })

  it('that always fails is switched off, and its author is told', async () => {
    const { id } = await rule({ actions: [{ do: 'move', move: 'explode' }] })
    for (let count = 0; count < failuresInRow; count += 1) {
      await service(`R${made} failing ${count}`)
      clock.advance(1000)
    }
    await settle()
    expect((await records.get('automation_rule', id)).isOn).toBe(false)
    const told = await db.query({ text: 'select title from notification where record_id = $1', values: [id] })
    expect(told).toEqual([{ title: `Your rule “Rule ${made}” was switched off` }])
  })

  it('whose condition asks for what is no more fails with words', async () => {
    const { id } = await rule({ conditions: { noSuchField: 1 }, actions: [{ do: 'comment', text: 'x' }] })
    await service('Any')
    await settle()
    expect((await runsOf(kernel, records.who, id))[0]).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('noSuchField'),
    })
    await records.update('automation_rule', id, { isOn: false })
  })

  it('is judged ten thousand times in less than five seconds', async () => {
    await rule({
      conditions: { name: 'Nobody has this name', criticality: 'vital' },
      actions: [{ do: 'comment', text: 'x' }],
    })
    const row = await service('Plain')
    const seen = await settle()
    const entry = seen.find(({ recordId }) => recordId === row.id)
    expect(entry).toBeDefined()
    const batch = Array.from({ length: 200 }, () => entry).filter((one) => one !== undefined)
    const started = performance.now()
    for (let round = 0; round < 50; round += 1) {
      await processor.ahead?.(batch)
      for (const one of batch) await processor.handle(one, { db, attempt: 1 })
    }
    const spent = performance.now() - started
    expect(spent).toBeLessThan(5000)
  }, 30_000)
})

describe('a rule on a schedule', () => {
  const tick = () => runDueRules(kernel, { calendarOf: async () => alwaysOpen })
  const made = (name: string) =>
    records.count('service', { filter: { name: { startsWith: name } } }).then(({ count }) => count)
  const schedule = (name: string, more: Record<string, unknown> = {}) =>
    rule({
      verbs: [],
      conditions: {},
      trigger: 'schedule',
      recurrence: 'FREQ=DAILY',
      startsAt: '2026-03-01T06:00:00.000Z',
      timeZone: 'UTC',
      actions: [{ do: 'create', type: 'service', values: { name: `${name}, {day}` } }],
      ...more,
    })

  it('Zammad #5486: makes its record when its time has come, once however often it is looked at', async () => {
    clock.set('2026-03-10T12:00:00Z')
    await schedule('Daily check')
    await tick()
    expect(await made('Daily check')).toBe(0)
    clock.set('2026-03-11T06:01:00Z')
    await Promise.all([tick(), tick()])
    await tick()
    await db.query("update automation_schedule set done_until = done_until - interval '1 hour'")
    await tick()
    expect(await made('Daily check, 11 March 2026')).toBe(1)
  })

  it('does what it missed once, or all of it', async () => {
    clock.set('2026-04-01T12:00:00Z')
    await schedule('Once')
    await schedule('All', { missed: 'all' })
    await tick()
    clock.set('2026-04-05T12:00:00Z')
    await tick()
    expect([await made('Once'), await made('All')]).toEqual([1, 4])
  })

  it('acts on each record that its conditions find', async () => {
    const rows = [await service('Old one'), await service('Old two'), await service('Young')]
    clock.set('2026-05-01T12:00:00Z')
    await schedule('x', {
      conditions: { name: { startsWith: 'Old' } },
      actions: [{ do: 'set', values: { purpose: 'Look after it' } }],
    })
    await tick()
    clock.set('2026-05-02T12:00:00Z')
    await tick()
    const purposes = await Promise.all(rows.map(async ({ id }) => (await get(id)).purpose))
    expect(purposes).toEqual(['Look after it', 'Look after it', null])
  })
})

describe('rules that are killed', () => {
  it('leave nothing half done, and act when they are asked again', async () => {
    const { id } = await rule({
      actions: [
        { do: 'comment', text: 'First' },
        { do: 'set', values: { purpose: 'Second' } },
      ],
    })
    const row = await service(`R${made} killed`)
    const before = place
    await db.query(
      `create function break_it() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`,
    )
    await db.query('create trigger break_it before update on service for each row execute function break_it()')
    await expect(settle()).rejects.toThrow()
    await db.query('drop trigger break_it on service')
    expect(await db.query({ text: 'select 1 from comment where record_id = $1', values: [row.id] })).toEqual([])
    expect(await runsOf(kernel, records.who, id)).toEqual([])
    place = before
    await settle()
    expect(await db.query({ text: 'select 1 from comment where record_id = $1', values: [row.id] })).toHaveLength(1)
    expect((await get(row.id)).purpose).toBe('Second')
    expect(await runsOf(kernel, records.who, id)).toHaveLength(1)
  })
})
