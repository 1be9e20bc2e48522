import { today } from '../../kernel/clock.ts'
import { type Cadence, periodAt, periodOf } from '../../external/vendors/index.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../kernel/record/action.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import { measureFor, metricsOf } from './measure-scorecards.server.ts'

/** What engagements do across the layers: their scorecards are measured for a period when somebody asks. */
export const measuringActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'engagement.measure': async ({ tx, row, input }) => {
    const within = inside(kernel, tx)
    const [card] = idsOf(row['scorecard'])
    if (card === undefined)
      throw conflict('It is judged by no scorecard yet. Choose one under ‘Judged by’, and measure again.')
    const period = String(input['period'])
    const { cadence } = await within.store.asSystem('measures a scorecard').get('scorecard', card)
    const problem = problemOf(period, cadence as Cadence, today(kernel.clock))
    if (problem !== null) throw invalid([{ field: 'period', says: problem }])
    const metrics = await metricsOf(within, card)
    if (metrics.length === 0)
      throw conflict('Its scorecard measures nothing by itself. Say on a metric what it comes from.')
    await measureFor(within, { metrics, engagements: [row.id], period })
  },
})

/** Why a period can't be measured on a day, in words; null when it can. */
function problemOf(text: string, cadence: Cadence, today: string): string | null {
  const period = periodOf(text)
  if (!period) return `'${text}' is no period. Write 2026-09, 2026-Q3, 2026-H2 or 2026.`
  if (period.cadence !== cadence)
    return `Its scorecard is filled in by other periods: write one such as ${periodAt(period.from, cadence)}.`
  return period.until > today ? `${text} isn’t over yet. It can be measured from ${period.until} on.` : null
}
