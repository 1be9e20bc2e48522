import { sql } from 'kysely'
import { dayOf, today } from '../../kernel/clock.ts'
import { openCalendars } from '../../foundation/calendars/index.server.ts'
import { alwaysOpen, type Calendar } from '../../kernel/calendar/calendar.ts'
import type { Db } from '../../kernel/database/db.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { derivedColumns, type Derivation } from '../../kernel/record/derivation.server.ts'
import { toColumns, toPlain } from '../../kernel/record/fragment.ts'
import { fieldColumns } from '../../kernel/record/storage.ts'
import { contractDates } from './contract-dates.ts'
import { ContractEvent } from './contract-event.record.ts'
import { Contract } from './contract.record.ts'
import { indexesFor } from './indexes/values.server.ts'
import { termEventsOf } from './term-events.ts'
import type { Unit } from './terms.ts'

type Needs = Pick<Kernel, 'store' | 'clock'>

/** What contracts derive of their logs: their dates, again whenever what they are counted with changes. */
export function contractDerivation(kernel: Needs): Derivation {
  const calendars = openCalendars(kernel.store)
  return {
    work: async (rows) => rows.map(() => ({})),
    after: { fields: ['calendar', 'leadCount', 'leadUnit'], verbs: [] },
    follow: async (tx, ids) => void (await keepDates(tx, ids, { calendars, asOf: today(kernel.clock) })),
    asOf: async (db, ids, at) => {
      const worked = await workOut(db, ids, { calendars, asOf: dayOf(kernel.clock, at), writtenBy: at })
      return new Map([...worked].map(([id, { dates }]) => [id, { ...dates }]))
    },
  }
}

/** What a log does to its contract: each new event and each change of one moves its dates, in the same transaction. */
export function contractEventDerivation(kernel: Needs): Derivation {
  const calendars = openCalendars(kernel.store)
  return {
    work: async (rows) => rows.map(() => ({})),
    followsNew: true,
    after: { fields: Object.keys(ContractEvent.fields), verbs: [] },
    follow: async (tx, ids) => {
      const contracts = await tx.query<{ contract: string }>({
        text: 'select distinct contract from contract_event where id = any($1::uuid[])',
        values: [ids],
      })
      await keepDates(
        tx,
        contracts.map(({ contract }) => contract),
        { calendars, asOf: today(kernel.clock) },
      )
    },
  }
}

interface Working {
  readonly calendars: ReturnType<typeof openCalendars>
  readonly asOf: string
  /** Only what was written down by then. */
  readonly writtenBy?: Date
}
/** How many contracts are worked out at once. */
const atOnce = 2000

/** Writes the dates of some contracts anew, after something that they are counted with changed. */
export const keepDatesOf = async (
  kernel: Pick<Kernel, 'store' | 'clock'>,
  tx: Db,
  ids: readonly string[],
): Promise<void> =>
  void (await keepDates(tx, ids, { calendars: openCalendars(kernel.store), asOf: today(kernel.clock) }))

/** Works out the dates of all contracts that haven't ended anew, since a day has passed; resolves to how many changed. */
export async function keepAllDates(kernel: Pick<Kernel, 'db' | 'store' | 'clock'>): Promise<number> {
  const working = { calendars: openCalendars(kernel.store), asOf: today(kernel.clock) }
  let changed = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await kernel.db.query<{ id: string }>({
      text: `select id from contract where id > $1 and state <> 'ended' and archived_at is null order by id limit $2`,
      values: [last, atOnce],
    })
    if (rows.length === 0) return changed
    const ids = rows.map(({ id }) => id)
    changed += await kernel.db.transaction((tx) => keepDates(tx, ids, working))
    last = ids.at(-1) ?? last
  }
}

/** Writes the dates of contracts as their logs are now, where they differ; resolves to how many did. */
async function keepDates(tx: Db, ids: readonly string[], working: Working): Promise<number> {
  // Whoever writes to the same log at the same time waits here, and then reads what the other one has written.
  await tx.query({
    text: 'select 1 from contract where id = any($1::uuid[]) order by id for no key update',
    values: [ids],
  })
  const worked = await workOut(tx, ids, working)
  const rows = [...worked].flatMap(([id, { dates, known }]) => {
    const columns = toColumns(Contract, { ...dates })
    return derived.some((name) => (columns[name] ?? null) !== (known[name] ?? null)) ? [{ id, ...columns }] : []
  })
  if (rows.length === 0) return 0
  const changed = await tx.query(sql`update contract c set ${assignments}
    from json_populate_recordset(null::contract, ${JSON.stringify(rows)}::json) d
    where c.id = d.id returning 1`)
  return changed.length
}

const derived = [...derivedColumns(Contract)]
const assignments = sql.join(derived.map((name) => sql`${sql.ref(name)} = d.${sql.ref(name)}`))

/** The dates of a contract, and the columns that keep them as they are now. */
type Worked = ReturnType<typeof contractDates> & { readonly known: Readonly<Record<string, unknown>> }

/** The dates of contracts for a day, by their logs. */
async function workOut(db: Db, ids: readonly string[], working: Working): Promise<ReadonlyMap<string, Worked>> {
  const asked = await askingsOf(db, ids, working)
  return new Map([...asked].map(([id, { log, asking, known }]) => [id, { ...contractDates(log, asking), known }]))
}

/** Contracts with their logs and what else it takes to ask their clocks about a day, by id; in two statements. */
export async function askingsOf(db: Db, ids: readonly string[], { calendars, asOf, writtenBy }: Working) {
  const contracts = await db.query<Counted>({
    text: `select id, calendar, lead_count, lead_unit, ${derived.join(', ')} from contract where id = any($1::uuid[])`,
    values: [ids],
  })
  const events = await db.query<Record<string, unknown> & { contract: string; created_at: Date }>({
    text: `select ${read.join(', ')} from contract_event where contract = any($1::uuid[]) and archived_at is null order by created_at, id`,
    values: [ids],
  })
  const logs = Map.groupBy(
    events.filter(({ created_at }) => !writtenBy || created_at <= writtenBy),
    ({ contract }) => contract,
  )
  const indexes = await indexesFor(
    db,
    [...logs.values()].flatMap((rows) =>
      rows.some(({ uplift }) => uplift === 'index') ? termEventsOf(rows.map(eventOf)) : [],
    ),
  )
  const open = new Map<string, Calendar>()
  for (const id of new Set(contracts.flatMap(({ calendar }) => calendar ?? []))) open.set(id, await calendars.find(id))
  return new Map(
    contracts.map((known) => {
      const { id, calendar, lead_count: count, lead_unit: unit } = known
      const asking = { asOf, lead: { count, unit }, calendar: open.get(calendar ?? '') ?? alwaysOpen, indexes }
      return [id, { log: (logs.get(id) ?? []).map(eventOf), asking, known }]
    }),
  )
}

interface Counted extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly calendar: string | null
  readonly lead_count: number
  readonly lead_unit: Unit
}

/** What of an event its contract's dates can follow from. */
const read = [
  ...['id', 'created_at'],
  ...fieldColumns(ContractEvent).flatMap(({ name }) => (['subject', 'clause', 'reason'].includes(name) ? [] : [name])),
]

const eventOf = (row: Readonly<Record<string, unknown>> & { readonly created_at: Date }): ContractEvent =>
  ({
    ...toPlain(ContractEvent, row),
    id: row['id'],
    createdAt: row.created_at.toISOString(),
    archivedAt: null,
  }) as unknown as ContractEvent
