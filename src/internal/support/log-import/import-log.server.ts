import path from 'node:path'
import { system as systemCaller } from '../../../kernel/access/who.ts'
import { lookAgain } from '../../../kernel/database/statistics.server.ts'
import { conflict, Failure, invalid } from '../../../kernel/errors.ts'
import { asRefusal, openTable } from '../../../kernel/importing/open-table.server.ts'
import { cellText, type Table } from '../../../kernel/importing/table.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { type Columns, columnsOf, moments } from './log-columns.ts'
import { dateOrderOf, momentsIn } from './log-date.ts'
import { type Defect, type LogRow, readRow } from './log-row.ts'
import { type Names, openNames } from './names.server.ts'
import { eventsOf, type LogEvent } from './order.ts'
import { forgetStaged, stage, stagedNumbers, stagedRows } from './stage.server.ts'
import { beginningOf, type Happening, happeningOf, type Named, openingOf } from './story.ts'

export interface LogImport {
  readonly file: string
  /** What the log comes from: its tickets are known again by it and their numbers. */
  readonly system: string
  /** What the log's clock shows, where a time doesn't say so itself. */
  readonly timeZone: string
  readonly isDryRun: boolean
  readonly onDefect: (defect: Defect) => void
  readonly onProgress?: (done: number, all: number) => void
}
/** What came of an import, or would come of it. */
export interface LogResult {
  readonly rows: number
  readonly newTickets: number
  readonly knownTickets: number
  readonly newEvents: number
  readonly knownEvents: number
  readonly rowsLeftOut: number
  readonly valuesLeftOut: number
  readonly notes: number
  readonly made: Readonly<Partial<Record<Named, number>>>
}
type ImportKernel = Pick<Kernel, 'db' | 'store' | 'clock'>

const lock = 471_209_332
const ticketsAtOnce = 200

/**
 * Brings in a log of state events: each ticket with its whole history, at the original times and by the original names.
 * What was told before isn't told again, so that an import that was killed goes on where it ended.
 */
export async function importLog(kernel: ImportKernel, given: LogImport): Promise<LogResult> {
  const table = await openTable(given.file).catch((error: unknown) => {
    throw asRefusal(error)
  })
  return kernel.db.withSession(async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock])
    if (!rows[0]?.taken) throw conflict('Another import of a log is under way. Start this one when it is done.')
    try {
      return await importRows(kernel, given, table)
    } finally {
      await forgetStaged(kernel.db)
      await client.query('select pg_advisory_unlock($1)', [lock])
    }
  })
}

async function importRows(kernel: ImportKernel, given: LogImport, table: Table): Promise<LogResult> {
  const run = kernel.clock.id()
  const counts = { rowsLeftOut: 0, valuesLeftOut: 0, notes: 0 }
  const tellDefect = (defect: Defect): void => {
    counts[defect.kind === 'row left out' ? 'rowsLeftOut' : defect.kind === 'note' ? 'notes' : 'valuesLeftOut']++
    given.onDefect(defect)
  }
  const names = openNames(kernel, given)
  await forgetStaged(kernel.db)
  const read = readRows(kernel, given, { table, tellDefect })
  const rows = await stage(kernel.db, run, read).catch((error: unknown) => {
    throw asRefusal(error)
  })
  const done = { newTickets: 0, knownTickets: 0, newEvents: 0, knownEvents: 0 }
  const numbers = await stagedNumbers(kernel.db, run)
  for (let from = 0; from < numbers.length; from += ticketsAtOnce) {
    const some = numbers.slice(from, from + ticketsAtOnce)
    const [byTicket, known] = await Promise.all([
      stagedRows(kernel.db, run, some),
      knownTickets(kernel, given.system, some),
    ])
    await names.learn([...byTicket.values()].flat())
    const all = [...byTicket].map(([number, own]): Telling => {
      const { events, defects } = eventsOf(own)
      defects.forEach(tellDefect)
      return { number, events, before: known.get(number) ?? null, names, tellDefect }
    })
    const isTold = await tellFresh(kernel, given, all)
    for (const telling of all) {
      const { before, events } = telling
      const told = isTold.has(telling) ? events.length : await tellTicket(kernel, given, telling)
      done[before ? 'knownTickets' : 'newTickets'] += told === null ? 0 : 1
      done.newEvents += told ?? 0
      done.knownEvents += events.filter(({ key }) => before?.events.has(key)).length
    }
    given.onProgress?.(Math.min(from + ticketsAtOnce, numbers.length), numbers.length)
  }
  await lookAgain(kernel.db, { rows: done.newTickets, tables: ['ticket', 'record'] })
  return { rows: rows + counts.rowsLeftOut, ...done, ...counts, made: names.made() }
}

async function* readRows(
  { clock }: ImportKernel,
  { timeZone, file }: LogImport,
  { table, tellDefect }: { table: Table; tellDefect: (defect: Defect) => void },
): AsyncGenerator<LogRow> {
  const columns = columnsOf(table.headers)
  if ('missing' in columns) {
    const says = `This is no log of state events: it has no column ${columns.missing.join(', ')}.`
    throw invalid([{ field: 'file', says }], says)
  }
  const latest = clock.now().getTime() + 24 * 3_600_000
  const order = await orderOf(file, columns)
  if (order.says !== null)
    tellDefect({
      ...{ row: 1, ticket: '', column: columns.names[columns.at.updatedAt ?? 0] ?? '', value: order.example },
      ...{
        kind: 'note',
        says: order.says,
        advice: 'If that is wrong, write the dates as 2016-02-29 before you import the file.',
      },
    })
  const reading = {
    columns,
    momentOf: momentsIn(timeZone, order.order),
    isTooLate: (at: Date) => at.getTime() > latest,
  }
  for await (const raw of table.rows) {
    const { row, defects } = readRow(raw, reading)
    defects.forEach(tellDefect)
    if (row) yield row
  }
}

/** Which of two numbers is the day, by all dates of the file: read once for that alone. */
async function orderOf(file: string, { at }: Columns): Promise<ReturnType<typeof dateOrderOf>> {
  const places = moments.flatMap((key) => at[key] ?? [])
  const { rows } = await openTable(file)
  const texts = new Set<string>()
  for await (const { cells } of rows) for (const place of places) texts.add(cellText(cells[place]).trim().slice(0, 10))
  return dateOrderOf(texts)
}

interface KnownTicket {
  readonly id: string
  readonly updatedAt: Date
  readonly events: ReadonlySet<string>
}

/** The tickets of a log that are here, with the events that were told of them. */
async function knownTickets(
  { db }: ImportKernel,
  system: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, KnownTicket>> {
  const rows = await db.query<{ number: string; id: string; updated_at: Date; events: readonly string[] }>({
    text: `select e.number, e.record_id as id, t.updated_at, array_agg(e.event) as events
      from service_log_event e join ticket t on t.id = e.record_id
      where e.system = $1 and e.number = any($2) group by 1, 2, 3`,
    values: [system, numbers],
  })
  return new Map(
    rows.map(({ number, id, updated_at, events }) => [number, { id, updatedAt: updated_at, events: new Set(events) }]),
  )
}

interface Telling {
  readonly number: string
  readonly events: readonly LogEvent[]
  readonly before: KnownTicket | null
  readonly names: Names
  readonly tellDefect: (defect: Defect) => void
}

/** Tells all tickets of a chunk that aren’t here yet in one go, and says which; none where one of them is refused: then each is told by itself. */
async function tellFresh(
  kernel: ImportKernel,
  given: LogImport,
  all: readonly Telling[],
): Promise<ReadonlySet<Telling>> {
  const fresh = given.isDryRun ? [] : all.filter(({ before, events }) => before === null && events.length > 0)
  if (fresh.length === 0) return new Set()
  try {
    await writerOf(kernel, given).transaction(async (records, tx) => {
      const stories = fresh.map((telling) => storyOf(given, telling, telling.events))
      const ids = await records.tellMany(Ticket, stories)
      const events = fresh.flatMap((telling, place) =>
        telling.events.map(({ key }) => ({ number: telling.number, event: key, record_id: ids[place] })),
      )
      await tx.query({
        text: `insert into service_log_event (system, number, event, record_id, told_at)
          select $1, number, event, record_id, $2 from jsonb_to_recordset($3::jsonb) as e (number text, event text, record_id uuid)`,
        values: [given.system, kernel.clock.now(), JSON.stringify(events)],
      })
    })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return new Set()
  }
  fresh.forEach(noteOpening)
  return new Set(fresh)
}

const writerOf = ({ store }: ImportKernel, { system }: LogImport) =>
  store.as(systemCaller(`log of ${system}`, 'import'))

/** What is to be told of a ticket: of a new one also how it began. */
function storyOf(
  { system, file }: LogImport,
  { before, names }: Telling,
  events: readonly LogEvent[],
): readonly Happening[] {
  const source = { system, file: path.basename(file), find: names.find }
  const happened = events.map((event) => happeningOf(event, source))
  const [first] = events
  return before || !first ? happened : [beginningOf(first, source), ...happened]
}

function noteOpening({ number, events: [first], tellDefect }: Telling): void {
  if (!first || openingOf(first.row) <= first.row.at) return
  const { row, at } = first.row
  const says = 'It is said to have been opened after its first event; both times are kept.'
  tellDefect({ row, ticket: number, column: 'opened_at', value: at, kind: 'note', says, advice: 'Nothing to do.' })
}

/** Tells one ticket, all that is new of it or nothing; returns how many events were, or null where it could not be told. */
async function tellTicket(kernel: ImportKernel, given: LogImport, telling: Telling): Promise<number | null> {
  const { number, before, tellDefect } = telling
  const events = telling.events.filter((event) => isNew(event, telling))
  if (events.length === 0) return 0
  if (!before) noteOpening(telling)
  if (given.isDryRun) return events.length
  const told = storyOf(given, telling, events)
  const writer = writerOf(kernel, given)
  try {
    await writer.transaction(async (records, tx) => {
      const id = await records.tell(Ticket, { id: before?.id ?? null, told })
      await tx.query({
        text: 'insert into service_log_event (system, number, event, record_id, told_at) select $1, $2, unnest($3::text[]), $4, $5',
        values: [given.system, number, events.map(({ key }) => key), id, kernel.clock.now()],
      })
    })
    return events.length
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    for (const { row } of events)
      tellDefect({
        row: row.row,
        ticket: number,
        column: '',
        value: '',
        kind: 'row left out',
        says: error.message,
        advice: 'Correct it and import the file again.',
      })
    return null
  }
}

/** Whether an event wasn't told yet; one from before the ticket was last changed can't be put in between any more. */
function isNew({ key, row }: LogEvent, { number, before, tellDefect }: Telling): boolean {
  if (before?.events.has(key)) return false
  if (!before || row.at >= before.updatedAt.toISOString()) return true
  const says = `The ticket was changed here after that, on ${before.updatedAt.toISOString().slice(0, 10)}.`
  const advice = 'Look at the ticket and bring it up to date by hand.'
  tellDefect({
    row: row.row,
    ticket: number,
    column: 'sys_updated_at',
    value: row.at,
    kind: 'row left out',
    says,
    advice,
  })
  return false
}
