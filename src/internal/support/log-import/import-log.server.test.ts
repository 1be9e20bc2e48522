import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { factsOf } from '../../../../test/oracle/service-log.ts'
import { verifyHistory } from '../../../kernel/history/verify.server.ts'
import { groupsSql } from '../../../foundation/who.server.ts'
import { watchPromises } from '../service-levels/watch.server.ts'
import type { Defect } from './log-row.ts'
import { importLog, type LogImport, type LogResult } from './import-log.server.ts'

const file = path.resolve('test/data/service/incident-event-log.csv')
const clock = testClock('2026-11-27T09:00:00.000Z')
const { kernel, db } = await testApplication({ clock })
const desk = kernel.store.asSystem('test')
const folder = mkdtempSync(path.join(tmpdir(), 'service-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Done {
  readonly result: LogResult
  readonly defects: readonly Defect[]
}
async function bringIn(given: Partial<LogImport> = {}): Promise<Done> {
  const defects: Defect[] = []
  const onDefect = (defect: Defect): void => void defects.push(defect)
  const usual = { file, system: 'ServiceNow', timeZone: 'UTC', isDryRun: false }
  return { result: await importLog(kernel, { ...usual, onDefect, ...given }), defects }
}
let made = 0
async function bringInText(lines: readonly string[], given: Partial<LogImport> = {}): Promise<Done> {
  const own = path.join(folder, `${made++}.csv`)
  writeFileSync(own, lines.join('\n'))
  return bringIn({ file: own, system: `Desk ${made}`, ...given })
}
const ticket = async (numberElsewhere: string) => {
  const { rows } = await desk.list('ticket', { filter: { numberElsewhere } })
  expect(rows).toHaveLength(1)
  return rows[0] ?? expect.fail('there is no such ticket')
}
const entriesOf = (id: string) =>
  db.query<{ at: Date; verb: string; who_name: string; via: string; after: Record<string, unknown> }>({
    text: 'select at, verb, who_name, via, after from history where record_id = $1 order by entry',
    values: [id],
  })
const count = async (table: string): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0

describe('the log of a real service desk', () => {
  const facts = factsOf(file)
  let first: Done
  beforeAll(async () => {
    const preview = await bringIn({ isDryRun: true })
    expect(preview.result).toMatchObject({ newTickets: facts.tickets, newEvents: facts.events })
    expect([await count('ticket'), await count('person'), await count('team')]).toEqual([0, 0, 0])
    first = await bringIn()
  }, 180_000)

  it('comes whole, each row an event', () => {
    expect(first.result).toMatchObject({ rows: facts.events, newTickets: facts.tickets, newEvents: facts.events })
    expect(first.result).toMatchObject({ rowsLeftOut: 0, valuesLeftOut: 0, knownEvents: 0 })
  })

  it('agrees with the file in states, counts, verdicts and times', async () => {
    const tickets = await db.query<{
      number: string
      state: string
      reopens: number
      reassignments: number
      minutes: number | null
      verdict: string | null
    }>(`select number_elsewhere as number, state, reopens, reassignments, logged_verdict as verdict,
        (extract(epoch from resolved_at - created_at) / 60)::int as minutes from ticket`)
    expect(tickets.filter(({ state }) => state === 'closed')).toHaveLength(facts.finalStates['Closed'] ?? 0)
    const sum = (of: (one: (typeof tickets)[number]) => number): number =>
      tickets.reduce((all, one) => all + of(one), 0)
    expect(sum(({ reopens }) => reopens)).toBe(facts.reopens)
    expect(sum(({ reassignments }) => reassignments)).toBe(facts.reassignments)
    expect(sum(({ verdict }) => Number(verdict === 'in_time'))).toBe(facts.inTime)
    expect(sum(({ verdict }) => Number(verdict === 'late'))).toBe(facts.outOfTime)
    const known = tickets.filter(({ minutes }) => minutes !== null)
    expect(new Map(known.map(({ number, minutes }) => [number, minutes]))).toEqual(facts.minutesToResolve)
  })

  it('keeps who did what when, and what is unknown unknown', async () => {
    const row = await ticket('INC0000045')
    expect(row).toMatchObject({
      title: 'INC0000045: Category 55, Subcategory 170',
      state: 'closed',
      requester: { title: 'Caller 2403' },
      team: { title: 'Group 56' },
      category: { title: 'Category 55' },
      assignee: null,
      priority: 'moderate',
      source: 'phone',
      createdAt: '2016-02-29T01:16:00.000Z',
      resolvedAt: '2016-02-29T11:29:00.000Z',
      closedAt: '2016-03-05T12:00:00.000Z',
      respondedAt: null,
      loggedVerdict: 'in_time',
      logged: { system: 'ServiceNow', rest: { closed_code: 'code 5', location: 'Location 143' } },
    })
    expect(row['logged']).not.toHaveProperty('rest.vendor')
    const entries = await entriesOf(row.id)
    expect(entries.map(({ at, verb, who_name }) => [at.toISOString().slice(0, 16), verb, who_name])).toEqual([
      ['2016-02-29T01:16', 'created', 'Opened by  8'],
      ['2016-02-29T01:23', 'updated', 'Updated by 21'],
      ['2016-02-29T08:53', 'moved', 'Updated by 642'],
      ['2016-02-29T11:29', 'updated', 'Updated by 804'],
      ['2016-03-05T12:00', 'moved', 'Updated by 908'],
    ])
    expect(new Set(entries.map(({ via }) => via))).toEqual(new Set(['import']))
    const caller = await desk.list('person', { filter: { name: 'Caller 2403' } })
    expect(caller.rows).toMatchObject([{ kind: 'external', about: 'Named in the log of ServiceNow.' }])
  })

  it('says where count and time of the rows contradict each other', () => {
    expect(first.defects.length).toBeGreaterThan(0)
    expect(new Set(first.defects.map(({ kind }) => kind))).toEqual(new Set(['note']))
  })

  it('changes nothing when it comes again, also in another order and another dress', async () => {
    const before = [await count('ticket'), await count('history'), await count('person'), await count('team')]
    const again = await bringIn()
    expect(again.result).toMatchObject({ newTickets: 0, newEvents: 0, knownEvents: facts.events, made: { person: 0 } })
    const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
    const reversed = (line: string): string =>
      line
        .split(',')
        .reverse()
        .map((cell) => `"${cell}"`)
        .join(';')
    const dressed = path.join(folder, 'dressed.csv')
    writeFileSync(dressed, `\ufeff${[head, ...lines.toReversed()].map(reversed).join('\r\n')}`)
    expect((await bringIn({ file: dressed })).result).toMatchObject({ newEvents: 0, rowsLeftOut: 0 })
    expect([await count('ticket'), await count('history'), await count('person'), await count('team')]).toEqual(before)
  }, 60_000)

  it('leaves the history whole, and nothing staged', async () => {
    expect((await verifyHistory(db)).found).toBe(0)
    expect(await count('service_log_row')).toBe(0)
  })
})

const head = 'number,incident_state,sys_mod_count,sys_updated_by,sys_updated_at,opened_at,caller_id,assignment_group'
const line = (state: string, mods: string, at: string, more = ''): string =>
  `${more || 'INC1'},${state},${mods},Ann,${at},29-02-2016 08:00,Caller 1,Group 1`

describe('a log that isn’t as it should be', () => {
  it('names each row that can’t be read: where, what, and what to do', async () => {
    const { result, defects } = await bringInText([
      head,
      line('New', '0', '29-02-2016 08:10'),
      line('Active', '1', '31-02-2016 08:10'),
      line('-100', '2', '01-03-2016 08:10:30'),
      ',New,0,Ann,29-02-2016 08:10,29-02-2016 08:00,Caller 1,Group 1',
      line('Resolved', 'three', '2016-03-02T10:00:00+02:00'),
    ])
    expect(result).toMatchObject({ rows: 5, newTickets: 1, newEvents: 3, rowsLeftOut: 2, valuesLeftOut: 2 })
    expect(defects.map(({ row, column, value, kind }) => [row, column, value, kind])).toEqual([
      [3, 'sys_updated_at', '31-02-2016 08:10', 'row left out'],
      [4, 'incident_state', '-100', 'value left out'],
      [5, 'number', '', 'row left out'],
      [6, 'sys_mod_count', 'three', 'value left out'],
    ])
    expect(defects.every(({ advice }) => advice.length > 10)).toBe(true)
    const row = await ticket('INC1')
    expect(row).toMatchObject({
      state: 'resolved',
      resolvedAt: '2016-03-02T08:00:00.000Z',
      impact: null,
      priority: null,
    })
  })

  it('orders rows by count, then time, and takes equal ones once', async () => {
    const { result, defects } = await bringInText([
      head,
      line('Resolved', '2', '29-02-2016 10:00', 'INC2'),
      line('On Hold', '1', '29-02-2016 09:00', 'INC2'),
      line('On Hold', '1', '29-02-2016 09:00', 'INC2'),
      line('Canceled', '3', '29-02-2016 09:30', 'INC2'),
    ])
    expect(result).toMatchObject({ newEvents: 3, notes: 2 })
    expect(defects.map(({ says }) => says)).toEqual([
      'The same row stands in the file twice: it counts once.',
      'By its count it comes after row 2, by its time before it: the count was followed.',
    ])
    const row = await ticket('INC2')
    const entries = await entriesOf(row.id)
    expect(entries.flatMap(({ after }) => after['state'] ?? [])).toEqual(['new', 'pending', 'resolved', 'cancelled'])
    expect(row).toMatchObject({ state: 'cancelled', createdAt: '2016-02-29T08:00:00.000Z', pendingReason: null })
  })

  it('reads times by the zone that is named', async () => {
    await bringInText([head, line('New', '0', '01-07-2016 09:00', 'INC3')], { timeZone: 'Europe/Berlin' })
    const { id } = await ticket('INC3')
    expect((await entriesOf(id)).map(({ at }) => at.toISOString())).toEqual([
      '2016-02-29T07:00:00.000Z',
      '2016-07-01T07:00:00.000Z',
    ])
  })

  it('goes on with a longer log, but not behind what was changed here since', async () => {
    const lines = [head, line('New', '0', '29-02-2016 09:00', 'INC4')]
    await bringInText(lines, { system: 'Long' })
    const more = [...lines, line('Active', '1', '29-02-2016 10:00', 'INC4')]
    expect((await bringInText(more, { system: 'Long' })).result).toMatchObject({ newEvents: 1, knownEvents: 1 })
    const row = await ticket('INC4')
    await desk.update('ticket', row.id, { title: 'Changed here' })
    const { result, defects } = await bringInText([...more, line('Closed', '2', '29-02-2016 11:00', 'INC4')], {
      system: 'Long',
    })
    expect(result).toMatchObject({ newEvents: 0, rowsLeftOut: 1 })
    expect(defects[0]?.says).toContain('The ticket was changed here after that')
    expect(await ticket('INC4')).toMatchObject({ state: 'in_progress', title: 'Changed here' })
  })

  it('escalates nothing that was due before it came', async () => {
    const steps = [
      { metric: 'resolution', after: { minutes: 0 }, actions: [{ do: 'comment', text: 'Late.', isInternal: true }] },
    ]
    const policy = await desk.create('service_level', { name: 'Standard', resolution: '4 h', steps })
    clock.advance(3 * 24 * 3_600_000)
    await bringInText([head, 'INC5,Active,0,Ann,27-11-2026 11:00,27-11-2026 10:30,Caller 1,Group 1'])
    const row = await ticket('INC5')
    expect(row).toMatchObject({ isBreached: true, dueFor: 'resolution' })
    await watchPromises(kernel, { groupsSql })
    const outcomes = await db.query({
      text: 'select outcome from service_level_step where ticket = $1',
      values: [row.id],
    })
    expect(outcomes).toEqual([{ outcome: 'It was over before the ticket was brought in here.' }])
    expect((await entriesOf(row.id)).map(({ verb }) => verb)).not.toContain('commented')
    await desk.archive('service_level', policy.id)
  })

  it('is refused as a whole where it is no event log', async () => {
    await expect(bringInText(['name,age', 'Ann,3'])).rejects.toMatchObject({
      message: 'This is no log of state events: it has no column number, incident_state, sys_updated_at.',
    })
  })
})
