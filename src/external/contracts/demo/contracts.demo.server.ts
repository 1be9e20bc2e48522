import { type Chance, createChance } from '../../../foundation/chance.ts'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import type { Money, Ref } from '../../../kernel/record/field.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { sayDay } from '../day.ts'
import { decisions } from '../terms.ts'
import { type Bought, type ContractSeed, contractSeeds, reasons } from './contracts.demo.ts'

const seed = 31_031

/** What the demo company has agreed with those whom it buys from. */
export const contractPart: DemoPart = {
  name: 'contracts',
  needs: ['services', 'people', 'calendars', 'currencies', 'vendors'],
  create: async (context) => {
    const chance = createChance(seed)
    const today = context.now.toISOString().slice(0, 10)
    const { rows: calendars } = await context.records.list('calendar', { filter: { isDefault: true }, limit: 1 })
    const seeds = contractSeeds(await boughtOf(context, chance.of('purchases')), {
      ...{ chance: chance.of('contracts'), today, calendar: calendars[0]?.id ?? null },
    })
    await writeContracts(context, seeds)
    await writeDecisions(context, { chance: chance.of('decisions'), today })
  },
}

/** What is bought, with who answers for it: whoever owns the service that hangs on it, or else the vendor manager. */
async function boughtOf({ records }: DemoContext, chance: Chance): Promise<readonly Bought[]> {
  const { rows: managers } = await records.list('person', { filter: { jobTitle: 'IT vendor manager' }, limit: 1 })
  const { rows: services } = await records.list('service', { limit: 200 })
  const serviceOf = new Map(services.map((row) => [row.id, row]))
  const { rows: vendors } = await records.list('vendor', { limit: 500 })
  const categoryOf = new Map(vendors.map((row) => [row.id, String(row['category'])]))
  const { rows: engagements } = await records.list('engagement', { sort: 'number', limit: 500 })
  return engagements.map((engagement) => {
    const ids = idsOf(engagement['services'])
    const first = serviceOf.get(ids[0] ?? '')
    return {
      name: String(engagement.title),
      party: (engagement['vendor'] as Ref).title ?? '',
      category: categoryOf.get(idsOf(engagement['vendor'])[0] ?? '') ?? 'other',
      engagement: engagement.id,
      services: ids,
      cost: Number((engagement['yearlyCost'] as Money | null)?.amount ?? 0),
      owner: idsOf(first?.['owner'])[0] ?? managers[0]?.id ?? '',
      unit: idsOf(first?.['businessUnit'])[0] ?? null,
      isOver: chance.isLucky(0.04),
      isNew: chance.isLucky(0.03),
    }
  })
}

async function writeContracts({ records }: DemoContext, seeds: readonly ContractSeed[]): Promise<void> {
  const ids = allWritten(
    'A contract of the demo company',
    await records.createMany(
      'contract',
      seeds.map(({ values }) => values),
    ),
  )
  const events = seeds.flatMap(({ events: own }, place) => own.map((event) => ({ ...event, contract: ids[place] })))
  allWritten('An event of a contract of the demo company', await records.createMany('contract_event', events))
  for (const [step, move] of (['submit', 'approve', 'sign'] as const).entries()) {
    const going = ids.filter((_, place) => seeds[place]?.way[step] === move)
    allWritten('A contract of the demo company', await records.moveMany('contract', going, move, {}))
  }
}

/** Of what has to be decided soon, some is decided already. */
async function writeDecisions(
  { records }: DemoContext,
  { chance, today }: { readonly chance: Chance; readonly today: string },
): Promise<void> {
  const { rows } = await records.list('contract', {
    filter: { state: 'in_force', decideBy: { lte: 'today+60d' } },
    sort: 'number',
    limit: 200,
  })
  const events = rows
    .filter(({ decideBy }) => chance.isLucky(String(decideBy) < today ? 0.85 : 0.3))
    .map((row) => {
      const decision = chance.pick([...decisions, 'renew', 'renew'] as const)
      return {
        ...{ contract: row.id, kind: 'decision', decision, decidedEnd: row['decidedEnd'], happenedOn: today },
        subject: `Decided about the end on ${sayDay(String(row['decidedEnd']))}`,
        reason: chance.pick(reasons[decision]),
      }
    })
  allWritten('A decision of the demo company', await records.createMany('contract_event', events))
}
