import { openCalendars } from '../../../foundation/calendars/index.server.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { badRequest, forbidden } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Filter } from '../../../kernel/record/define.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { priorityWords } from '../tickets/priority.ts'
import { SupportSettings } from '../tickets/support.settings.ts'
import { changeOf, contributions } from './decompose.ts'
import {
  ages,
  definitions,
  type Dimension,
  dimensionWords,
  type FigureKey,
  figureKeys,
  groupFilter,
  rowsOf,
  type Span,
} from './definitions.ts'
import {
  measure,
  measureAges,
  measureBacklog,
  measureMoves,
  type Measured,
  type Measuring,
  type Moved,
  ticketsOf,
} from './measure.server.ts'
import { openSpans } from './open-time.ts'
import { type Bucket, type Period, periodOf } from './period.ts'
import type { Contributor, Figure, Figures, Group, Rows, Value } from './wire.ts'

export interface Asked {
  readonly from: string
  readonly to: string
  readonly bucket?: Bucket | undefined
  readonly by: Dimension
  readonly filter: Filter
  readonly why: FigureKey
}
type FigureKernel = Pick<Kernel, 'db' | 'replica' | 'registry' | 'store' | 'sealer' | 'clock'>

/** The most contributors to a change that are named. */
const mostNamed = 6
/** The most moments at which the age of the backlog is drawn. */
const mostAges = 14

/** The figures of a period as a caller may see them: of all tickets that they may read, or of their own teams alone. */
export async function readFigures(kernel: FigureKernel, who: Who, asked: Asked): Promise<Figures> {
  const scope = scopeOf(who)
  const settings = await settingsOf(kernel, SupportSettings)
  const calendar = await openCalendars(kernel.store).find(settings.calendar)
  const period = periodOf({ ...asked, zone: calendar.timeZone })
  if ('says' in period) throw badRequest(period.says, [{ field: 'from', says: period.says }])
  const filter = scope === 'own' ? { ...asked.filter, team: 'myGroups' } : asked.filter
  const now = kernel.clock.now()
  const firstYear = new Date(period.before[0]).getUTCFullYear() - 10
  const measuring: Measuring = {
    db: kernel.replica,
    ...ticketsOf(kernel, who, { filter, today: now.toISOString().slice(0, 10) }),
    period,
    spans: openSpans(calendar, firstYear, new Date(period.now[1]).getUTCFullYear()),
  }
  const moments = ageMoments(period)
  const [opened, responded, resolved, backlog, counts, moves] = await Promise.all([
    measure(measuring, 'opened', asked.by),
    measure(measuring, 'responded', asked.by),
    measure(measuring, 'resolved', asked.by),
    measureBacklog(measuring, asked.by),
    measureAges(measuring, moments),
    measureMoves(measuring, asked.why),
  ])
  const measured = new Map<FigureKey, Measured>([...opened, ...responded, ...resolved, ['backlog', backlog]])
  const asking = { period, filter, measured }
  const targets: Partial<Record<FigureKey, number | null>> = {
    attainment: shareOf(settings.attainmentTarget),
    firstContact: shareOf(settings.firstContactTarget),
  }
  const titles = await titlesOf(kernel, who, {
    groups: [...measured.values()].flatMap(({ groups }) => [...groups.keys()]),
    by: asked.by,
    moves,
  })
  return {
    period: {
      ...{ from: period.from, to: period.to, before: period.beforeDays, zone: period.zone, bucket: period.bucket },
      starts: period.edges.slice(0, -1),
    },
    scope,
    figures: figureKeys.map((key) => figureOf(key, asking, targets[key] ?? null)),
    ages: { at: moments, counts, now: agesNow(counts, asking) },
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

/** The ends of parts of the trend, so many that each can be told from the next. */
function ageMoments({ edges }: Period): readonly string[] {
  const ends = edges.slice(1)
  const step = Math.ceil(ends.length / mostAges)
  return ends.filter((_, index) => (ends.length - 1 - index) % step === 0)
}

interface Asking {
  readonly period: Period
  readonly filter: Filter
  readonly measured: ReadonlyMap<FigureKey, Measured>
}

const rows = (filter: Filter, count: number | null): Rows => ({ filter, count: count ?? 0 })

function figureOf(key: FigureKey, { period, filter, measured }: Asking, target: number | null): Figure {
  const { now, before, trend } = measured.get(key) ?? none
  const isShare = definitions[key].kind === 'share'
  const all = { ...filter, ...rowsOf(key, period.now, false) }
  return {
    ...{ key, now, before, target, trend },
    rows: rows(all, now.of),
    counted: isShare ? rows({ ...filter, ...rowsOf(key, period.now, true) }, now.value) : null,
    missed: isShare ? missedOf(key, filter, period.now, now) : null,
  }
}
const none: Measured = { now: { value: null, of: 0 }, before: { value: null, of: 0 }, trend: [], groups: new Map() }

/** The tickets that a share is about and that don't count for it, where a list can show them. */
function missedOf(key: FigureKey, filter: Filter, span: Span, { value, of }: Value): Rows | null {
  const definition = definitions[key]
  if (definition.kind !== 'share' || !definition.missed) return null
  return rows({ ...filter, ...rowsOf(key, span, false), ...definition.missed }, of - (value ?? 0))
}

function agesNow(counts: readonly (readonly number[])[], { period, filter }: Asking): readonly Rows[] {
  const end = Date.parse(period.now[1])
  const ago = (days: number): string => new Date(end - days * 86_400_000).toISOString()
  return ages.map(({ days }, index) => {
    const newest = ages[index - 1]?.days
    const createdAt = {
      ...(days === null ? {} : { gte: ago(days) }),
      lt: newest ? ago(newest) : period.now[1],
    }
    return rows({ ...filter, ...rowsOf('backlog', period.now, false), createdAt }, counts[index]?.at(-1) ?? 0)
  })
}

function groupsOf({ period, filter, measured }: Asking, by: Dimension, titles: Titles): readonly Group[] {
  const values = new Set([...measured.values()].flatMap(({ groups }) => [...groups.keys()]))
  const found = [...values].map((value): Group => {
    const figures = figureKeys.map((key) => {
      const { now, before } = measured.get(key)?.groups.get(value) ?? emptyGroup(key)
      const own = { ...filter, ...rowsOf(key, period.now, false), ...groupFilter(by, value) }
      return [key, { now, before, rows: rows(own, now.of) }] as const
    })
    return { value, title: titles(by, value), figures: Object.fromEntries(figures) as unknown as Group['figures'] }
  })
  const size = ({ figures }: Group): number => figures.resolved.now.of + figures.opened.now.of + figures.backlog.now.of
  return found.filter((group) => size(group) > 0).toSorted((a, b) => size(b) - size(a))
}

const emptyGroup = (key: FigureKey): { now: Value; before: Value } => {
  const value = definitions[key].kind === 'count' ? { value: 0, of: 0 } : { value: null, of: 0 }
  return { now: value, before: value }
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
  { groups, by, moves }: { groups: readonly (string | null)[]; by: Dimension; moves: readonly Moved[] },
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
  { period, filter }: Asking,
  figure: FigureKey,
  { moves, titles }: { moves: readonly Moved[]; titles: Titles },
): Figures['why'] {
  const byDimension = Map.groupBy(moves, ({ by }) => by)
  const change = changeOf(byDimension.get('type') ?? moves)
  const found = [...byDimension].flatMap(([by, all]) =>
    contributions(all).map((one): Contributor => {
      const { key: value, now, before, total, byRate, byMix } = one
      const isWorse = total < 0
      const own = { ...filter, ...groupFilter(by, value) }
      const missed = isWorse ? missedOf(figure, own, period.now, now) : null
      const counted = rows({ ...own, ...rowsOf(figure, period.now, true) }, now.value)
      return { by, value, title: titles(by, value), total, byRate, byMix, now, before, rows: missed ?? counted }
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
