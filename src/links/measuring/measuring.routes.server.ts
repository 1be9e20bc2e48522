import { z } from 'zod'
import { idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import { describe } from '../../kernel/http/describe.server.ts'
import type { Kernel, Routes } from '../../kernel/kernel.server.ts'
import { idIn } from '../../kernel/traits/trait.server.ts'
import { behind } from '../facts/evidence.ts'
import { namesBehind } from '../facts/evidence.server.ts'
import { figureOf } from '../facts/facts.ts'
import { factsOf } from '../facts/facts.server.ts'
import type { MeasuredNow } from '../wire.ts'
import { isFact } from './measure-scorecards.server.ts'

export const evidence = z.array(
  z.object({
    says: z.string(),
    type: z.string(),
    count: z.int().describe('All of them; those that the caller may read are named, 50 at most.'),
    rows: z.array(
      z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string(), note: z.string().nullable() }),
    ),
  }),
)
const measured = z.object({
  fact: z.string().nullable().describe('Null where its metric is entered.'),
  value: z.string().nullable().describe('As it is measured now; null where that isn’t known.'),
  says: z.string().nullable(),
  differs: z.string().nullable().describe('What is different by what is known now, where it is.'),
  evidence,
})

/** What a value of a scorecard rests on. It is measured by all rows, whoever asks; those that the caller may read are named. */
export const measuringRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/scorecard-values/:id/measured',
    {
      config: {
        permission: 'scorecard_value.read',
        ...describe({ tag: 'Vendors', summary: 'What a value of a scorecard rests on', response: measured }),
      },
    },
    (request) => measuredNow(kernel, request.who, idIn(request.params)),
  )
}

const nothing: MeasuredNow = { fact: null, value: null, says: null, differs: null, evidence: [] }

async function measuredNow(kernel: Kernel, who: Who, id: string): Promise<MeasuredNow> {
  const row = await kernel.store.as(who).get('scorecard_value', id)
  const [[engagement = ''], [metric = '']] = [idsOf(row['engagement']), idsOf(row['metric'])]
  const { source, nature } = await kernel.store.asSystem('explains a value').get('scorecard_metric', metric)
  if (!isFact(source) || nature !== 'measured') return nothing
  const found = await factsOf(kernel, { engagements: [engagement], period: String(row['period']) })
  const facts = found.get(engagement)
  if (!facts) return nothing
  const { value, says } = figureOf(source, facts)
  const [named = []] = await namesBehind(kernel, who, [behind(source, facts)])
  return { fact: source, value, says, differs: differenceOf(row, value), evidence: named }
}

function differenceOf(row: Readonly<Record<string, unknown>>, value: string | null): string | null {
  const kept = row['measured']
  if (value === null) return kept === null ? null : 'By what is known now, it can’t be measured any more.'
  if (typeof kept === 'string' && Number(kept) === Number(value)) return null
  return `By what is known now, it is ${value}. A recent period is corrected every night; measure an earlier one on the page of the engagement.`
}
