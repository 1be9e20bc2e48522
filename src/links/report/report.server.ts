import { dayIn } from '../../kernel/calendar/day-in.ts'
import { coverText, sayDays, startOf, windowsOf } from '../../external/outsourcing/index.ts'
import {
  FigureSettings,
  factWords,
  measuredFacts,
  type Period,
  periodOf,
  shiftPeriod,
  tolerancesOf,
} from '../../external/vendors/index.ts'
import { scoresFor } from '../../external/vendors/index.server.ts'
import { OrganisationSettings } from '../../foundation/organisation/index.ts'
import { holds, idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import { addDays } from '../../kernel/calendar/calendar.ts'
import { sayDay } from '../../kernel/calendar/say-day.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Filter } from '../../kernel/record/define.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { behind } from '../facts/evidence.ts'
import { namesBehind } from '../facts/evidence.server.ts'
import { figureOf } from '../facts/facts.ts'
import { factsOf } from '../facts/facts.server.ts'
import { titleIn } from '../measure-promise.server.ts'
import type { ReportFigure, ReportSection, ServiceReport } from '../wire.ts'
import { actionsOf } from './actions.server.ts'
import { differenceOf } from './difference.ts'
import { rowsOf } from './rows.server.ts'

interface Asked {
  readonly id: string
  readonly text: string
}

/**
 * How an engagement that the caller may see did in a period. Figures are measured by all rows; what they rest on, and what else
 * belongs to the period, is told as far as the caller may read it.
 */
export async function readReport(kernel: Kernel, who: Who, { id, text }: Asked): Promise<ServiceReport> {
  const period = periodOf(text)
  if (!period)
    throw invalid([{ field: 'period', says: `'${text}' is no period. Write 2026-09, 2026-Q3, 2026-H2 or 2026.` }])
  const row = await kernel.store.as(who).get('engagement', id)
  const { timeZone } = await settingsOf(kernel, OrganisationSettings)
  const window = [startOf(timeZone, period.from), startOf(timeZone, period.until)] as const
  const now = kernel.clock.now().getTime()
  const reading = { kernel, who, row, period, window }
  const [figures, scores, cover, actions, sections] = await Promise.all([
    figuresOf(kernel, who, { id: row.id, text }),
    scoresOf(kernel, who, { id: row.id, period }),
    coverOf(reading),
    actionsOf(kernel, who, { row, today: dayIn(timeZone, new Date(now)) }),
    sectionsOf(reading),
  ])
  const next = shiftPeriod(text, 1)
  return {
    engagement: { id: row.id, number: row.number, title: row.title },
    ...{ vendor: titleIn(row['vendor']), owner: titleIn(row['owner']), period: text },
    says: sayDays(period.from, addDays(period.until, -1)),
    previous: shiftPeriod(text, -1),
    next: window[1] <= now ? next : null,
    isOver: window[1] <= now,
    asOf: new Date(now).toISOString(),
    ...{ figures, scores, cover, actions, sections: sections.filter((one) => one !== null) },
    mayReport: holds(who, 'reported_figure.write'),
  }
}

async function figuresOf(kernel: Kernel, who: Who, { id, text }: Asked): Promise<readonly ReportFigure[]> {
  const facts = (await factsOf(kernel, { engagements: [id], period: text })).get(id)
  const earlier = (await factsOf(kernel, { engagements: [id], period: shiftPeriod(text, -1) })).get(id)
  if (!facts || !earlier) return []
  const reported = await rowsOf(kernel, who, 'reported_figure', { engagement: id, period: text }, 'createdAt')
  const tolerances = tolerancesOf(await settingsOf(kernel, FigureSettings))
  const evidence = await namesBehind(
    kernel,
    who,
    measuredFacts.map((fact) => behind(fact, facts)),
  )
  return measuredFacts.map((fact, index) => {
    const { label, unit } = factWords[fact]
    const { value, says } = figureOf(fact, facts)
    const theirs = reported?.find((row) => row['fact'] === fact)
    const told = theirs ? { value: shown(String(theirs['value'])), says: textOf(theirs['says']) } : null
    return {
      ...{ fact, label, unit, value: value && shown(value), says, theirs: told, evidence: evidence[index] ?? [] },
      before: figureOf(fact, earlier).value,
      difference: differenceOf(fact, { ours: value, theirs: told?.value ?? null, tolerance: tolerances[fact] }),
    }
  })
}

/** What scorecards say of this period, or of one that holds it. */
async function scoresOf(kernel: Kernel, who: Who, { id, period }: { readonly id: string; readonly period: Period }) {
  const all = (await scoresFor(kernel, who, [id])).get(id) ?? []
  return all.flatMap((one) => {
    const own = periodOf(one.period)
    if (!own || own.from > period.from || own.until < period.until) return []
    return [{ card: one.cardName, period: one.period, score: one.score, grade: one.grade, says: one.says }]
  })
}

interface Reading {
  readonly kernel: Kernel
  readonly who: Who
  readonly row: Row
  readonly period: Period
  readonly window: readonly [from: number, until: number]
}

/** Who looks after what they run, and when nobody does. */
async function coverOf({ kernel, who, row }: Reading): Promise<ServiceReport['cover']> {
  const run = await rowsOf(kernel, who, 'outsourced_service', { engagement: row.id }, 'name')
  if (!run || run.length === 0) return []
  const windows = await rowsOf(
    kernel,
    who,
    'cover_window',
    { outsourcedService: run.map(({ id }) => id) },
    'createdAt',
    200,
  )
  return run.map(({ id, title }) => ({
    ...{ id, title },
    says: coverText(windowsOf((windows ?? []).filter((one) => idsOf(one['outsourcedService'])[0] === id))),
  }))
}

async function sectionsOf({ kernel, who, row, period, window }: Reading): Promise<readonly (ReportSection | null)[]> {
  const of = row.id
  const { from, until } = period
  const [begins, ends] = window.map((at) => new Date(at).toISOString())
  const contracts = await rowsOf(kernel, who, 'contract', { engagement: of }, 'name', 200)
  const owed: Filter = { contract: contracts?.map(({ id }) => id) ?? [] }
  const within = { gte: from, lt: until }
  const section = async (
    told: Omit<ReportSection, 'rows'>,
    asked: { readonly filter: Filter; readonly sort: string; readonly note: (one: Row) => string | null },
  ): Promise<ReportSection | null> => {
    const rows = await rowsOf(kernel, who, told.type, asked.filter, asked.sort)
    return (
      rows && {
        ...told,
        rows: rows.map((one) => ({ id: one.id, number: one.number, title: one.title, note: asked.note(one) })),
      }
    )
  }
  return Promise.all([
    section(
      { title: 'Claims', type: 'service_credit', none: 'Nothing is claimed for this period.' },
      {
        ...{ filter: { engagement: of, periodTo: within }, sort: 'periodTo' },
        note: (one) => `${sayMoney(one['claimed'])}, ${String(one.state)}`,
      },
    ),
    section(
      { title: 'Met in this period', type: 'obligation', none: 'No obligation was met in this period.' },
      {
        ...{ filter: { ...owed, lastMetOn: within }, sort: 'lastMetOn' },
        note: (one) => `${sayWhose(one)}, met on ${sayDay(String(one['lastMetOn']))}`,
      },
    ),
    section(
      { title: 'Due in this period', type: 'obligation', none: 'No obligation is due in this period.' },
      {
        ...{ filter: { ...owed, nextDueOn: within, state: 'active' }, sort: 'nextDueOn' },
        note: (one) => `${sayWhose(one)}, due on ${sayDay(String(one['nextDueOn']))}`,
      },
    ),
    section(
      { title: 'Meetings', type: 'vendor_meeting', none: 'No meeting falls in this period.' },
      {
        filter: {
          ...{ vendor: idsOf(row['vendor'])[0] ?? null, engagement: [of, null] },
          startsAt: { gte: begins, lt: ends },
        },
        sort: 'startsAt',
        note: (one) => `${sayDay(String(one['startsAt']).slice(0, 10))}, ${String(one.state).replace('_', ' ')}`,
      },
    ),
  ])
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const sayWhose = (row: Row): string => (row['side'] === 'ours' ? 'Ours' : 'Theirs')
const shown = (value: string): string => (value.includes('.') ? value.replace(/\.?0+$/, '') : value)
function sayMoney(value: unknown): string {
  const money = value as { readonly amount: string; readonly currency: string }
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: money.currency }).format(Number(money.amount))
}
