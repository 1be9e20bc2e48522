import { sql } from 'kysely'
import { present } from '../../../kernel/clock.ts'
import { rightsOf } from '../../../kernel/access/abilities.ts'
import { verdictSql } from '../../../kernel/access/rule.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { filterSql } from '../../../kernel/record/filter.server.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { type Counting, countCells, type Happened, sharesOf } from './cells.server.ts'
import { definitions, type Dimension, dimensions, type FigureKey, figureKeys, type PromiseKind } from './definitions.ts'
import { countMissing, readKept, sumKept } from './kept-days.server.ts'
import type { Period } from './period.ts'
import { type Cell, type Measured, tally } from './tally.ts'

/** Whose tickets are measured, when, and which promises. */
export interface Measuring extends Counting {
  readonly db: Db
  readonly now: Date
  readonly period: Period
  readonly promise: PromiseKind
  /** The frame of the kept days that may be used: those of all tickets; null where only some are asked for. */
  readonly frame: string | null
}

/** The tickets that a caller may read and asks for, as conditions of SQL over `t`; and whether these are all. */
export function ticketsOf(
  { registry, clock }: Pick<Kernel, 'registry' | 'clock'>,
  who: Who,
  filter: Filter,
): Pick<Measuring, 'where' | 'shareOf'> & { readonly isAll: boolean } {
  const record = registry.record(Ticket.name)
  const scope = { record, registry, who, ...present(clock), alias: 't' }
  const { read } = rightsOf(who, record)
  const readable = verdictSql(record, read, 't')
  return {
    isAll: read === true && Object.keys(filter).length === 0,
    where: sql`t.archived_at is null and t.merged_into is null and ${readable} and ${filterSql(scope, filter)}`,
    shareOf: (given) => filterSql(scope, given),
  }
}

/** Measures every figure of a population, and gives back the cells that they are summed up from. */
export async function measure(
  measuring: Measuring,
  of: Happened,
  by: Dimension,
): Promise<{ readonly measured: ReadonlyMap<FigureKey, Measured>; readonly cells: readonly Cell[] }> {
  const { period, promise } = measuring
  const cells = await cellsIn(measuring, of, by)
  const shares = sharesOf(of)
  const counted = of === 'promised' ? cells.filter(({ part }) => isOfKind(part, promise)) : cells
  const keys = figureKeys.filter((key) => definitions[key].of === of)
  const measured = new Map(keys.map((key) => [key, tally(key, counted, { period, share: shares.indexOf(key) })]))
  return { measured, cells }
}

/** The cells of a period: of days that are kept as they stand, of the others from the rows; both of one moment. */
async function cellsIn(measuring: Measuring, of: Happened, by: Dimension): Promise<readonly Cell[]> {
  const { db, period, frame } = measuring
  if (frame === null) return countCells(measuring, { of, by: [by], edges: period.eachEdges })
  return db.transaction(
    async (tx) => {
      const { cells, missing } = await readKept(tx, period, { of, by, frame })
      return [...cells, ...(await countMissing({ ...measuring, db: tx }, period, { of, by: [by], missing }))]
    },
    { isolation: 'repeatable read' },
  )
}

/** Whether a cell’s part is of a kind of promises. */
export const isOfKind = (part: string, { kind, metric }: PromiseKind): boolean => {
  const [first, second] = part.split(' ')
  return first === kind && (metric === undefined || second === metric)
}

export interface Moved {
  readonly by: Dimension
  readonly key: string | null
  readonly now: { readonly value: number; readonly of: number }
  readonly before: { readonly value: number; readonly of: number }
}

/** A share within each team, service, unit, category, priority and kind, in this period and the one before. */
export async function measureMoves(measuring: Measuring, key: FigureKey): Promise<readonly Moved[]> {
  const { of, kind } = definitions[key]
  if (kind !== 'share' || of === 'backlog') return []
  const share = sharesOf(of).indexOf(key)
  const cells = await cellsOfMoves(measuring, of, share)
  const counted = of === 'promised' ? cells.filter(({ part }) => isOfKind(part, measuring.promise)) : cells
  const groups = Map.groupBy(counted, ({ by, value }) => `${by} ${value ?? ''}`)
  const partOf = (some: readonly Cell[], day: number) =>
    some.reduce(
      (sum, cell) =>
        cell.day === day
          ? { of: sum.of + (cell.counts[2 * share] ?? 0), value: sum.value + (cell.counts[2 * share + 1] ?? 0) }
          : sum,
      { of: 0, value: 0 },
    )
  return [...groups.values()].flatMap((some) => {
    const [first] = some
    return first ? [{ by: first.by, key: first.value, now: partOf(some, 1), before: partOf(some, 0) }] : []
  })
}

/** The cells of all ways to tell apart, the period before as day 0 and this one as day 1. */
async function cellsOfMoves(measuring: Measuring, of: Happened, share: number): Promise<readonly Cell[]> {
  const { db, period, frame } = measuring
  const { before, now, each } = period
  const asking = { of, by: dimensions, isTimed: false }
  if (frame === null) return countCells(measuring, { ...asking, edges: [before[0], now[0], now[1]] })
  const first = each.indexOf(period.from)
  return db.transaction(
    async (tx) => {
      const { cells, missing } = await sumKept(tx, period, { of, share, first, frame })
      const counted = await countMissing({ ...measuring, db: tx }, period, { ...asking, missing })
      return [...cells, ...counted.map((cell) => ({ ...cell, day: Number(cell.day >= first) }))]
    },
    { isolation: 'repeatable read' },
  )
}
