import type { DemoContext, DemoPart } from '../../foundation/demo.server.ts'
import { periodAt, shiftPeriod } from '../../external/vendors/index.ts'
import { allWritten } from '../../kernel/record/outcome.server.ts'
import { allRows } from '../../kernel/record/all-rows.server.ts'
import { figureOf } from '../facts/facts.ts'
import { factsOf } from '../facts/facts.server.ts'
import { type Measuring, metricsOf, standingOf, valuesOf, writePlanned } from './measure-scorecards.server.ts'
import { planValues } from './plan-values.ts'

const periods = 5

/** What scorecards of the demo company measure, in place of what was made up wherever there are rows, and what vendors report. */
export const measuredPart: DemoPart = {
  name: 'measured values',
  needs: ['tickets in hand', 'claims', 'contracts'],
  create: async (context) => {
    const { kernel, records, now } = context
    const last = shiftPeriod(periodAt(now.toISOString().slice(0, 10), 'quarterly'), -1)
    for (const card of await allRows(records, 'scorecard')) {
      const metrics = await metricsOf(kernel, card.id)
      const judged = await allRows(records, 'engagement', { filter: { scorecard: card.id, state: ['live', 'ending'] } })
      const asked = { metrics, engagements: judged.map(({ id }) => id) }
      for (let back = 0; metrics.length > 0 && back < periods; back += 1)
        await replace(context, { ...asked, period: shiftPeriod(last, -back) })
    }
    await reportFor(context)
  },
}

/** Writes what was measured in place of what was made up; where nothing can be measured, that stays. */
async function replace({ kernel, records }: DemoContext, measuring: Measuring): Promise<void> {
  const facts = await factsOf(kernel, measuring)
  const known = await valuesOf(kernel, measuring)
  const standing = known.map((row) => ({ ...standingOf(row), isByHand: false }))
  const plan = planValues({ ...measuring, facts: facts.values(), known: standing })
  const update = plan.update.map(({ id, set }) => ({ id, set: { ...set, saidBy: null } }))
  await writePlanned(records, { ...plan, update }, known)
}

/** What two vendors say of the last months: one as we measure it, one better than it was. */
async function reportFor({ kernel, records, now }: DemoContext): Promise<void> {
  const names = ['Mailboxes, calendars and files for everyone', 'Telephone numbers and trunks']
  const { rows } = await records.list('engagement', { filter: { name: names }, limit: 2 })
  const month = periodAt(now.toISOString().slice(0, 10), 'monthly')
  const seeds = []
  for (const period of [1, 2, 3].map((back) => shiftPeriod(month, -back)))
    for (const [engagement, facts] of await factsOf(kernel, { engagements: rows.map(({ id }) => id), period })) {
      const isHonest = rows[0]?.id === engagement
      const { value: available } = figureOf('availability', facts)
      const { value: tickets } = figureOf('tickets', facts)
      if (available !== null)
        seeds.push({
          ...{ engagement, period, fact: 'availability', says: isHonest ? null : 'By their own monitoring' },
          value: isHonest ? available : (Number(available) + (100 - Number(available)) / 2).toFixed(4),
        })
      if (tickets !== null) seeds.push({ engagement, period, fact: 'tickets', value: tickets })
    }
  allWritten('A figure that a vendor of the demo company reports', await records.createMany('reported_figure', seeds))
}
