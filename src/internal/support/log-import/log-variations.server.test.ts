import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import type { Defect } from './log-row.ts'
import { importLog, type LogResult } from './import-log.server.ts'

const { kernel, db, statementsOf } = await testApplication({ clock: testClock('2026-11-27T09:00:00.000Z') })
const folder = mkdtempSync(path.join(tmpdir(), 'service-log-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Rows of a log, by its columns. */
type Lines = readonly Readonly<Record<string, string>>[]
const [head = '', ...rest] = readFileSync('test/data/service/incident-event-log.csv', 'utf8').split(/\r?\n/)
const columns = head.split(',')
const original: Lines = rest.slice(0, 60).map((line) => {
  const cells = line.split(',')
  return Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']))
})
const dates = columns.filter((column) => column.endsWith('_at'))
const mapped = (change: (value: string, column: string) => string): Lines =>
  original.map((line) =>
    Object.fromEntries(Object.entries(line).map(([column, value]) => [column, change(value, column)])),
  )
const dated = (write: (day: string, month: string, year: string, hour: number, minute: string) => string): Lines =>
  mapped((value, column) => {
    const [, day, month, year, hour, minute] = /^(\d\d)-(\d\d)-(\d{4}) (\d\d):(\d\d)$/.exec(value) ?? []
    return dates.includes(column) && day && month && year && hour && minute
      ? write(day, month, year, Number(hour), minute)
      : value
  })
const textOf = (lines: Lines, { delimiter = ',', names = (name: string): string => name, end = '\n' } = {}): string => {
  const keys = Object.keys(lines[0] ?? {})
  const cell = (value: string): string => (/["\n;,\t]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return [keys.map(names), ...lines.map((line) => keys.map((key) => line[key] ?? ''))]
    .map((cells) => cells.map(cell).join(delimiter))
    .join(end)
}

interface Done {
  readonly system: string
  readonly result: LogResult
  readonly defects: readonly Defect[]
}
let files = 0
async function bringIn(content: string | Buffer): Promise<Done> {
  const system = `Desk ${++files}`
  const file = path.join(folder, `${files}.csv`)
  writeFileSync(file, content)
  const defects: Defect[] = []
  const usual = { file, system, timeZone: 'UTC', isDryRun: false }
  const result = await importLog(kernel, { ...usual, onDefect: (defect) => void defects.push(defect) })
  return { system, result, defects }
}
/** What became of the tickets of a log: everything that figures are made of. */
const ticketsOf = ({ system }: Done) =>
  db.query({
    text: `select t.number_elsewhere, t.state, t.created_at, t.resolved_at, t.closed_at, t.ended_at, t.reopens, t.reassignments,
        t.priority, t.impact, t.urgency, t.logged_verdict, m.name as team, c.name as category, p.name as requester, a.name as assignee,
        (select count(*)::int from history h where h.record_id = t.id) as entries
      from ticket t left join team m on m.id = t.team left join ticket_category c on c.id = t.category
        left join person p on p.id = t.requester left join person a on a.id = t.assignee
      where t.id in (select record_id from service_log_event where system = $1) order by 1`,
    values: [system],
  })

let usual: Done
beforeAll(async () => {
  usual = await bringIn(textOf(original))
  expect(usual.defects).toEqual([])
}, 60_000)

const titled = (name: string): string =>
  name
    .split('_')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(' ')
const text = textOf(original)
const pad = (number: number): string => String(number).padStart(2, '0')
const variations: Readonly<Record<string, string | Buffer>> = {
  'columns in another order, named as people write them': textOf(
    original.map((line) => Object.fromEntries(Object.entries(line).toReversed())),
    { names: titled },
  ),
  'columns named with their table': textOf(original, { names: (name) => `incident.${name}` }),
  'semicolons behind a byte order mark, with Windows’ line ends': `\uFEFF${textOf(original, { delimiter: ';', end: '\r\n' })}\r\n`,
  tabs: textOf(original, { delimiter: '\t' }),
  'UTF-16': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
  'dates as 2016-02-29 01:16:00': textOf(dated((d, m, y, h, min) => `${y}-${m}-${d} ${pad(h)}:${min}:00`)),
  'dates as 29/2/2016 1:16': textOf(dated((d, m, y, h, min) => `${+d}/${+m}/${y} ${h}:${min}`)),
  'dates as 29.02.16 01:16': textOf(dated((d, m, y, h, min) => `${d}.${m}.${y.slice(2)} ${pad(h)}:${min}`)),
  'dates as 2016-02-29T01:16:00Z': textOf(dated((d, m, y, h, min) => `${y}-${m}-${d}T${pad(h)}:${min}:00Z`)),
  'dates as 2016-02-29 03:16:00 +02:00': textOf(
    dated((d, m, y, h, min) => {
      const at = new Date(Date.UTC(+y, +m - 1, +d, h + 2, +min)).toISOString()
      return `${at.slice(0, 10)} ${at.slice(11, 19)} +02:00`
    }),
  ),
  'dates as 29-Feb-2016 01:16': textOf(
    dated(
      (d, m, y, h, min) =>
        `${d}-${new Date(`${y}-${m}-01`).toLocaleString('en', { month: 'short' })}-${y} ${pad(h)}:${min}`,
    ),
  ),
  'words in capitals': textOf(
    mapped((value, column) =>
      ['incident_state', 'made_sla', 'impact', 'urgency', 'priority', 'active'].includes(column)
        ? value.toUpperCase()
        : value,
    ),
  ),
  'states with a number before them': textOf(
    mapped((value, column) => (column === 'incident_state' ? `2 - ${value.toLowerCase()}` : value)),
  ),
  'nothing where it says “?”': textOf(mapped((value) => (value === '?' ? '' : value))),
  '(empty) where it says “?”': textOf(mapped((value) => (value === '?' ? '(empty)' : value))),
  'rows in another order': textOf(original.toReversed()),
}

describe('a log of the same tickets comes to the same with', () => {
  it.each(Object.entries(variations))('%s', async (_, content) => {
    const done = await bringIn(content)
    expect(done.defects.filter(({ kind }) => kind !== 'note')).toEqual([])
    expect(await ticketsOf(done)).toEqual(await ticketsOf(usual))
  })

  it('dates that begin with the month, and says that it read them so', async () => {
    const done = await bringIn(
      textOf(dated((d, m, y, h, min) => `${m}/${d}/${y} ${pad(h % 12 || 12)}:${min}:00 ${h < 12 ? 'AM' : 'PM'}`)),
    )
    expect(done.defects.map(({ kind, says }) => [kind, says])).toEqual([
      ['note', 'Dates begin with the month: they were read so.'],
    ])
    expect(await ticketsOf(done)).toEqual(await ticketsOf(usual))
  })

  it('rows that stand in it twice, each of which is named', async () => {
    const done = await bringIn(textOf([...original, ...original.slice(3, 9)]))
    expect(done.defects.map(({ row, kind }) => [row, kind])).toEqual(
      original.slice(3, 9).map((_row, place) => [original.length + 2 + place, 'note']),
    )
    expect(await ticketsOf(done)).toEqual(await ticketsOf(usual))
  })
})

// NetBox #19321: ten devices took more than a minute, and 11,000 statements.
it('a log of four times as many tickets takes hardly more statements', async () => {
  const others = (turn: number): Lines => original.map((line) => ({ ...line, number: `${turn}-${line['number']}` }))
  const few = await statementsOf(() => bringIn(text))
  const many = await statementsOf(() => bringIn(textOf([1, 2, 3, 4].flatMap(others))))
  expect(few.length).toBeGreaterThan(5)
  expect(many.length).toBeLessThanOrEqual(few.length + 10)
})

describe('what a log leaves out or can’t be read', () => {
  it('is missing, and nothing else: a number, a state and a time are enough', async () => {
    const few = original.map(({ number = '', incident_state = '', sys_updated_at = '' }) => ({
      number,
      state: incident_state,
      updated: sys_updated_at,
    }))
    const done = await bringIn(textOf(few))
    expect(done.result).toMatchObject({ newTickets: usual.result.newTickets, rowsLeftOut: 0, valuesLeftOut: 0 })
    const states = async (of: Done) =>
      (await ticketsOf(of)).map((one) => [Object(one).number_elsewhere, Object(one).state])
    expect(await states(done)).toEqual(await states(usual))
  })

  it('is named row by row: states nobody knows, days that don’t exist, rows without a number', async () => {
    const broken = original.map((line, place): Record<string, string> => {
      if (place === 4) return { ...line, incident_state: 'Frobbed' }
      if (place === 7) return { ...line, sys_updated_at: '31-02-2016 10:00' }
      if (place === 9) return { ...line, number: '' }
      return place === 12 ? { ...line, impact: 'Galactic' } : { ...line }
    })
    const done = await bringIn(textOf(broken))
    expect(done.defects.map(({ row, column, value, kind }) => [row, column, value, kind])).toEqual([
      [6, 'incident_state', 'Frobbed', 'value left out'],
      [9, 'sys_updated_at', '31-02-2016 10:00', 'row left out'],
      [11, 'number', '', 'row left out'],
      [14, 'impact', 'Galactic', 'value left out'],
    ])
    expect(done.result.newEvents).toBe(original.length - 2)
  })

  it('is refused as a whole where it is no log, by the name of the column that is missing', async () => {
    await expect(bringIn(textOf(original.map(({ number = '' }) => ({ number }))))).rejects.toMatchObject({
      message: expect.stringContaining('incident_state, sys_updated_at'),
    })
  })

  it('does not end at a line break within quotation marks', async () => {
    const noted = original.map((line) => ({ ...line, short_description: 'It says:\n"Paper, again; please"' }))
    const done = await bringIn(textOf(noted))
    expect(done.defects).toEqual([])
    const entries = async (of: Done) => (await ticketsOf(of)).map((one) => Object(one).entries)
    expect(await entries(done)).toEqual(await entries(usual))
  })
})
