import { dayBegins } from '../../../kernel/calendar/day-begins.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { badRequest, forbidden } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { priorityWords } from '../tickets/priority.ts'
import { SupportSettings } from '../tickets/support.settings.ts'
import { frameNow } from './counting-frame.server.ts'
import { changeOf, contributions } from './decompose.ts'
import {
  ages,
  definitions,
  type Dimension,
  dimensionWords,
  type FigureKey,
  figureKeys,
  groupFilter,
  type PromiseAsk,
  type Population,
  type PromiseKind,
  rowsOf,
  unmerged,
} from './definitions.ts'
import { measure, measureMoves, type Measuring, type Moved, ticketsOf } from './measure.server.ts'
import { type Bucket, daysBack, type Period, periodOf } from './period.ts'
import { measureLying } from './lying.server.ts'
import { promiseLines } from './promise-lines.ts'
import { emptyValue, type Measured } from './tally.ts'
import type { Contributor, Figure, Figures, Group, Rows, Value } from './wire.ts'

export interface Asked {
  readonly from: string
  readonly to: string
  readonly bucket?: Bucket | undefined
  readonly by: Dimension
  readonly filter: Filter
  readonly why: FigureKey
  /** Which promises 'Promises kept' is about; those to who asked unless given. */
  readonly promise?: PromiseKind | undefined
  /** Counts every day from the rows, as if none were kept. */
  readonly isFromRows?: boolean
}
type FigureKernel = Pick<Kernel, 'db' | 'replica' | 'registry' | 'store' | 'sealer' | 'clock' | 'kept'>

/** The most contributors to a change that are named. */
const mostNamed = 6
/** The most moments at which the age of the backlog is drawn. */
const mostAges = 14

/** The figures of a period as a caller may see them: of all tickets that they may read, or of their own teams alone. */
export async function readFigures(kernel: FigureKernel, who: Who, asked: Asked): Promise<Figures> {
  const scope = scopeOf(who)
  const settings = await settingsOf(kernel, SupportSettings)
  const { zone, spans, name } = await frameNow(kernel)
  const period = periodOf({ ...asked, zone })
  if ('says' in period) throw badRequest(period.says, [{ field: 'from', says: period.says }])
  const filter = scope === 'own' ? { ...asked.filter, team: 'myGroups' } : asked.filter
  const now = kernel.clock.now()
  const { isAll, ...counting } = ticketsOf(kernel, who, filter)
  const measuring: Measuring = {
    ...{ db: kernel.replica, ...counting, period, spans, zone, now, promise: asked.promise ?? { kind: 'sla' } },
    frame: isAll && asked.isFromRows !== true ? name : null,
  }
  const moments = ageMoments(period)
  const [opened, responded, resolved, promised, { backlog, counts }, moves] = await Promise.all([
    measure(measuring, 'opened', asked.by),
    measure(measuring, 'responded', asked.by),
    measure(measuring, 'resolved', asked.by),
    measure(measuring, 'promised', asked.by),
    measureLying(measuring, { by: asked.by, moments }),
    measureMoves(measuring, asked.why),
  ])
  const measured = new Map<FigureKey, Measured>([
    ...[opened, responded, resolved, promised].flatMap((one) => [...one.measured]),
    ['backlog', backlog],
  ])
  const { promise } = measuring
  const asking: Asking = { period, filter, measured, promise }
  const lines = promiseLines(promised.cells, period)
  const targets: Partial<Record<FigureKey, number | null>> = {
    attainment: shareOf(settings.attainmentTarget),
    firstContact: shareOf(settings.firstContactTarget),
  }
  const titles = await titlesOf(kernel, who, {
    groups: [...measured.values()].flatMap(({ groups }) => [...groups.keys()]),
    by: asked.by,
    moves: [...moves, ...lines.flatMap(({ team }) => (team === null ? [] : [{ by: 'team' as const, key: team }]))],
  })
  return {
    period: {
      ...{ from: period.from, to: period.to, before: period.beforeDays, zone: period.zone, bucket: period.bucket },
      starts: period.edges.slice(0, -1),
      until: period.now[1],
    },
    scope,
    figures: figureKeys.map((key) => figureOf(key, asking, targets[key] ?? null)),
    promise,
    promises: lines.map(({ kind, metric, team, now, before }) => {
      const ask = { kind, metric, ...(team === null ? {} : { team }) }
      return {
        ...{ kind, metric, now, before },
        team: team === null ? null : { id: team, title: titles('team', team) },
        rows: promiseRows(asking, ask, now.of),
        missed: promiseRows(asking, { ...ask, isBroken: true }, now.of - (now.value ?? 0)),
      }
    }),
    ages: { at: moments.map((day) => dayBegins(zone, day).toISOString()), counts, now: agesNow(counts, asking) },
    by: asked.by,
    groups: groupsOf(asking, asked.by, titles),
    why: whyOf(asking, asked.why, { moves, titles }),
  }
}

/** Whoever may see the figures sees those of all tickets that they may read; whoever works in a team those of the team. */
function scopeOf(who: Who): 'all' | 'own' {
  const holds = (permission: string): boolean =>
    who.isSystem || ['*', permission, '*.read'].some((one) => who.permissions.has(one))
  if (holds('support_figures.read')) return 'all'
  if (who.groups.length > 0) return 'own'
  throw forbidden('These figures are for those who lead IT, and for teams about their own work.')
}

const shareOf = (percent: string | null): number | null => (percent === null ? null : Number(percent) / 100)

/** The days before which parts of the trend end, so many that each can be told from the next. */
function ageMoments({ edgeDays }: Period): readonly string[] {
  const ends = edgeDays.slice(1)
  const step = Math.ceil(ends.length / mostAges)
  return ends.filter((_, index) => (ends.length - 1 - index) % step === 0)
}

interface Asking {
  readonly period: Period
  readonly filter: Filter
  readonly measured: ReadonlyMap<FigureKey, Measured>
  readonly promise: PromiseKind
}

const rows = (filter: Filter, count: number | null): Rows => ({ filter, count: count ?? 0 })
const promiseRows = (
  { filter, period }: Pick<Asking, 'filter' | 'period'>,
  ask: Omit<PromiseAsk, 'from' | 'until'>,
  count: number | null,
): Rows => ({
  filter: { ...filter, ...unmerged },
  promises: { ...ask, from: period.now[0], until: period.now[1] },
  count: count ?? 0,
})

/** The rows behind a figure: all that it is about, those that count for it, or those that don’t, where a list can show them. */
function rowsBehind(
  key: FigureKey,
  asking: Omit<Asking, 'measured'> & { readonly ask?: { readonly team: string | null } },
  { value, of }: Value,
): { readonly all: Rows; readonly counted: Rows | null; readonly missed: Rows | null } {
  const { period, filter, promise, ask } = asking
  const definition = definitions[key]
  const missed = of - (value ?? 0)
  if (definition.of === 'promised') {
    const own = { ...promise, ...ask }
    return {
      all: promiseRows(asking, own, of),
      counted: promiseRows(asking, { ...own, isBroken: false }, value),
      missed: promiseRows(asking, { ...own, isBroken: true }, missed),
    }
  }
  const all = { ...filter, ...rowsOf(key, period.now, false) }
  if (definition.kind !== 'share') return { all: rows(all, of), counted: null, missed: null }
  return {
    all: rows(all, of),
    counted: rows({ ...filter, ...rowsOf(key, period.now, true) }, value),
    missed: definition.missed ? rows({ ...all, ...definition.missed }, missed) : null,
  }
}

function figureOf(key: FigureKey, asking: Asking, target: number | null): Figure {
  const { now, before, trend } = asking.measured.get(key) ?? none
  const { all, counted, missed } = rowsBehind(key, asking, now)
  return { ...{ key, now, before, target, trend }, rows: all, counted, missed }
}
const none: Measured = { now: { value: null, of: 0 }, before: { value: null, of: 0 }, trend: [], groups: new Map() }

/** What is asked of one group alone: of promises between teams that of the team which made them, whoever has the ticket now. */
function askedOf(asking: Asking, by: Dimension, value: string | null, of: Population) {
  const isTeams = of === 'promised' && by === 'team' && asking.promise.kind === 'ola'
  return isTeams
    ? { ...asking, ask: { team: value } }
    : { ...asking, filter: { ...asking.filter, ...groupFilter(by, value) } }
}

function agesNow(counts: readonly (readonly number[])[], { period, filter }: Asking): readonly Rows[] {
  const ago = (days: number): string =>
    dayBegins(period.zone, daysBack(period.edgeDays.at(-1) ?? period.to, days)).toISOString()
  return ages.map(({ days }, index) => {
    const newest = ages[index - 1]?.days
    const createdAt = {
      ...(days === null ? {} : { gte: ago(days) }),
      lt: newest ? ago(newest) : period.now[1],
    }
    return rows({ ...filter, ...rowsOf('backlog', period.now, false), createdAt }, counts[index]?.at(-1) ?? 0)
  })
}

function groupsOf(asking: Asking, by: Dimension, titles: Titles): readonly Group[] {
  const { measured } = asking
  const values = new Set([...measured.values()].flatMap(({ groups }) => [...groups.keys()]))
  const found = [...values].map((value): Group => {
    const figures = figureKeys.map((key) => {
      const { now, before } = measured.get(key)?.groups.get(value) ?? {
        now: emptyValue(key),
        before: emptyValue(key),
      }
      const { all } = rowsBehind(key, askedOf(asking, by, value, definitions[key].of), now)
      return [key, { now, before, rows: all }] as const
    })
    return { value, title: titles(by, value), figures: Object.fromEntries(figures) as unknown as Group['figures'] }
  })
  const size = ({ figures }: Group): number =>
    figures.resolved.now.of + figures.opened.now.of + figures.backlog.now.of + figures.attainment.now.of
  return found.filter((group) => size(group) > 0).toSorted((a, b) => size(b) - size(a))
}

type Titles = (by: Dimension, value: string | null) => string
const recordsBy: Readonly<Partial<Record<Dimension, string>>> = {
  team: 'team',
  service: 'service',
  unit: 'business_unit',
  category: 'ticket_category',
}

/** What groups are called, as far as the caller may see them. */
async function titlesOf(
  { store }: FigureKernel,
  who: Who,
  {
    groups,
    by,
    moves,
  }: { groups: readonly (string | null)[]; by: Dimension; moves: readonly Pick<Moved, 'by' | 'key'>[] },
): Promise<Titles> {
  const asked = [...groups.map((key) => ({ by, key })), ...moves]
  const known = new Map<string, string>()
  for (const [dimension, type] of Object.entries(recordsBy)) {
    const ids = [...new Set(asked.flatMap((one) => (one.by === dimension && one.key ? [one.key] : [])))]
    for (let from = 0; from < ids.length; from += 500) {
      const some = ids.slice(from, from + 500)
      const found = await store.as(who).list(type, { filter: { id: some }, columns: [], limit: 500, archived: 'with' })
      for (const { id, title } of found.rows) known.set(id, title)
    }
  }
  const words: Readonly<Record<string, string>> = { ...priorityWords, incident: 'Incident', request: 'Service request' }
  return (dimension, value) => {
    if (value === null) return dimensionWords[dimension].none
    return recordsBy[dimension] ? (known.get(value) ?? 'One that you may not see') : (words[value] ?? value)
  }
}

/** Which groups a change comes from, those of all dimensions together: what explains most first. */
function whyOf(
  asking: Asking,
  figure: FigureKey,
  { moves, titles }: { moves: readonly Moved[]; titles: Titles },
): Figures['why'] {
  const byDimension = Map.groupBy(moves, ({ by }) => by)
  const change = changeOf(byDimension.get('type') ?? moves)
  const found = [...byDimension].flatMap(([by, all]) =>
    contributions(all).map((one): Contributor => {
      const { key: value, now, before, total, byRate, byMix } = one
      const { all, counted, missed } = rowsBehind(figure, askedOf(asking, by, value, definitions[figure].of), now)
      const telling = total < 0 ? missed : counted
      return { by, value, title: titles(by, value), total, byRate, byMix, now, before, rows: telling ?? counted ?? all }
    }),
  )
  const isTelling = ({ total }: Contributor): boolean =>
    change !== null && Math.abs(total) >= 0.001 && Math.sign(total) === Math.sign(change)
  // A dimension of one group would only say again that all of it moved.
  const isSplit = ({ by }: Contributor): boolean => (byDimension.get(by)?.length ?? 0) > 1
  const contributors = found
    .filter((one) => isTelling(one) && isSplit(one))
    .toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total))
  return { figure, change, contributors: contributors.slice(0, mostNamed) }
}
