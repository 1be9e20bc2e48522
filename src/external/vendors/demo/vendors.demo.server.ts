import { createChance } from '../../../foundation/chance.ts'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import { cards } from './cards.ts'
import { type Company, companies } from './companies.ts'
import { dayOf } from './day.ts'
import { writeContacts, writeEngagements } from './engagements.demo.server.ts'
import { writeGovernance } from './governance.demo.server.ts'
import { entityOf, groupSeeds } from './groups.ts'
import { moveAll } from './move-all.server.ts'
import { plain } from './people.ts'
import { type Judging, type Metrics, type People, stateOf, ways, type WrittenVendor } from './written.ts'

const seed = 71_119

/** Whom the demo company buys from, what, and how they do. */
export const vendorPart: DemoPart = {
  name: 'vendors',
  needs: ['services', 'people', 'business units', 'currencies'],
  create: async (context) => {
    const chance = createChance(seed)
    const people = await peopleOf(context)
    const { metrics, cardFor } = await writeCards(context, people)
    const vendors = await writeVendors(context, { chance: chance.of('vendors'), people, cardFor })
    await writeGovernance(context, { chance: chance.of('governance'), people, vendors, metrics })
  },
}

async function peopleOf({ records }: DemoContext): Promise<People> {
  const { rows: managers } = await records.list('person', { filter: { jobTitle: 'IT vendor manager' }, limit: 1 })
  const { rows: units } = await records.list('business_unit', { filter: { code: 'IT' }, limit: 1 })
  const { rows: services } = await records.list('service', { limit: 200 })
  const manager = managers[0]?.id ?? ''
  const it = units[0]?.id ?? ''
  const owners = new Map(services.map((row) => [row.id, idsOf(row['owner'])[0]]))
  const unitsOf = new Map(services.map((row) => [row.id, idsOf(row['businessUnit'])[0]]))
  return {
    manager,
    ownerOf: (service) => owners.get(service ?? '') ?? manager,
    unitOf: (service) => unitsOf.get(service ?? '') ?? it,
  }
}

async function writeVendors(
  context: DemoContext,
  { chance, people, cardFor }: Judging,
): Promise<readonly WrittenVendor[]> {
  const { records, now } = context
  const groups = allWritten('A group of the demo company', await records.createMany('legal_entity', groupSeeds))
  const entities = allWritten(
    'A legal entity of the demo company',
    await records.createMany(
      'legal_entity',
      companies.map((company, place) => entityOf(company, place, groups)),
    ),
  )
  const seeds = companies.map((company, place) => ({
    company,
    state: stateOf(company),
    values: {
      name: company.name,
      legalEntity: entities[place],
      category: company.category,
      tier: company.tier,
      owner:
        company.tier === 'commodity' || company.tier === 'operational'
          ? people.manager
          : people.ownerOf(serviceOf(context, company)),
      deputy: people.manager,
      about: `${company.buys.map(({ name }) => name).join('; ')}.`,
      customerNumber: `TI-${chance.int(10_000, 99_999)}`,
      website: `https://www.${plain(company.name)}.example`,
      activeSince: dayOf(now, -chance.int(200, 2600)),
    },
  }))
  const ids = allWritten(
    'A vendor of the demo company',
    await records.createMany(
      'vendor',
      seeds.map(({ values }) => values),
    ),
  )
  await moveAll(
    context,
    'vendor',
    seeds.map(({ state }, place) => ({ id: ids[place] ?? '', way: ways[state] })),
  )
  const engagements = await writeEngagements(context, {
    people,
    chance,
    cardFor,
    vendors: seeds.map(({ company, state, values }, place) => ({
      company,
      state,
      id: ids[place] ?? '',
      since: values.activeSince,
    })),
  })
  const contacts = await writeContacts(context, {
    chance,
    vendors: seeds.map(({ company }, place) => ({ company, id: ids[place] ?? '' })),
  })
  return seeds.map(({ company, state, values }, place) => {
    const id = ids[place] ?? ''
    return {
      id,
      company,
      state,
      activeSince: values.activeSince,
      engagements: engagements.get(id) ?? [],
      contacts: contacts.get(id) ?? new Map(),
    }
  })
}

const serviceOf = ({ made }: DemoContext, { buys }: Company): string | undefined => {
  const key = buys[0]?.services[0]
  return key === undefined ? undefined : made.id('service', key)
}

async function writeCards(
  { records }: DemoContext,
  { manager }: People,
): Promise<Pick<Judging, 'cardFor'> & { readonly metrics: Metrics }> {
  const ids = allWritten(
    'A scorecard of the demo company',
    await records.createMany(
      'scorecard',
      cards.map(({ name, purpose }) => ({ name, purpose, owner: manager })),
    ),
  )
  const seeds = cards.flatMap(({ key: card, metrics }, place) =>
    metrics.map(({ key, range: _, ...values }, order) => ({
      key: `${card} ${key}`,
      values: { ...values, scorecard: ids[place], place: order + 1 },
    })),
  )
  const written = allWritten(
    'A metric of the demo company',
    await records.createMany(
      'scorecard_metric',
      seeds.map(({ values }) => values),
    ),
  )
  return {
    metrics: new Map(seeds.map(({ key }, place) => [key, written[place] ?? ''])),
    cardFor: ({ category, tier }) =>
      tier === 'commodity' ? null : (ids[cards.findIndex((card) => card.for.includes(category))] ?? null),
  }
}
