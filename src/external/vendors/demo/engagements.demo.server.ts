import type { Chance } from '../../../foundation/chance.ts'
import type { DemoContext } from '../../../foundation/demo.server.ts'
import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { Company } from './companies.ts'
import { dayOf } from './day.ts'
import { moveAll } from './move-all.server.ts'
import { languageOf, nameOf, phoneOf, plain } from './people.ts'
import { engagementWays, type Judging, type Placed, type VendorState, type WrittenEngagement } from './written.ts'

/** What is bought of each vendor, by its id. */
export async function writeEngagements(
  context: DemoContext,
  {
    people,
    chance,
    cardFor,
    vendors,
  }: Judging & { vendors: readonly (Placed & { readonly state: VendorState; readonly since: string })[] },
): Promise<ReadonlyMap<string, readonly WrittenEngagement[]>> {
  const { records, made, now } = context
  const seeds = vendors.flatMap((vendor) =>
    vendor.company.buys.map(({ name, services, cost }) => {
      const ids = services.map((key) => made.id('service', key))
      const isOver = vendor.state === 'exited' || vendor.state === 'offboarding'
      const endsOn = isOver ? dayOf(now, vendor.state === 'exited' ? -chance.int(20, 90) : chance.int(30, 90)) : null
      const hasEnd = chance.isLucky(0.4)
      const later = dayOf(now, chance.int(20, 900))
      const values = {
        ...{ name, vendor: vendor.id, services: ids, startsOn: vendor.since, scorecard: cardFor(vendor.company) },
        ...{
          owner: people.ownerOf(ids[0]),
          businessUnit: people.unitOf(ids[0]),
          criticality: criticalityOf(vendor.company, services.length),
        },
        buys: `${name}, from ${vendor.company.name}.`,
        yearlyCost: { amount: `${cost * 1000}.00`, currency: 'EUR' },
        endsOn: endsOn ?? (hasEnd ? later : null),
      }
      return { vendor, values }
    }),
  )
  const ids = allWritten(
    'An engagement of the demo company',
    await records.createMany(
      'engagement',
      seeds.map(({ values }) => values),
    ),
  )
  await moveAll(
    context,
    'engagement',
    seeds.map(({ vendor }, place) => ({ id: ids[place] ?? '', way: engagementWays[vendor.state] })),
  )
  const written = seeds.map(({ vendor, values }, place) => ({
    vendor: vendor.id,
    engagement: { id: ids[place] ?? '', name: values.name, owner: values.owner, isLive: vendor.state === 'active' },
  }))
  const of = (vendor: string) => written.filter((each) => each.vendor === vendor).map(({ engagement }) => engagement)
  return new Map(vendors.map(({ id }) => [id, of(id)]))
}

function criticalityOf({ tier }: Company, services: number): string {
  if (services === 0) return 'minor'
  return { strategic: 'vital', tactical: 'important', operational: 'normal', commodity: 'minor' }[tier]
}

const hour = 3600
const posts = [
  { role: 'service_desk', level: 1, escalateAfter: 0, escalateWhen: null, reachable: 'Around the clock' },
  {
    role: 'service_manager',
    level: 2,
    escalateAfter: 2 * hour,
    escalateWhen: 'No workaround',
    reachable: 'Mondays to Fridays, 8 to 18',
  },
  {
    role: 'account_manager',
    level: null,
    escalateAfter: null,
    escalateWhen: null,
    reachable: 'Mondays to Fridays, 9 to 17',
  },
  { role: 'executive', level: 3, escalateAfter: 8 * hour, escalateWhen: 'The business stands still', reachable: null },
  { role: 'security', level: null, escalateAfter: null, escalateWhen: null, reachable: null },
] as const
const postsIn = { strategic: 5, tactical: 4, operational: 3, commodity: 1 } as const

/** Whom to call at each vendor, by its id and their role. */
export async function writeContacts(
  { records }: DemoContext,
  { chance, vendors }: { chance: Chance; vendors: readonly Placed[] },
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const seeds = vendors.flatMap(({ id: vendor, company }) =>
    posts.slice(0, postsIn[company.tier]).map((post) => {
      const isDesk = post.role === 'service_desk'
      const name = isDesk ? `${company.name} hotline` : nameOf(chance, company.country)
      const mailbox = isDesk ? 'support' : plain(name).replaceAll('-', '.')
      const email = `${mailbox}@${plain(company.name)}.example`
      return {
        ...post,
        vendor,
        name,
        email,
        phone: phoneOf(chance, company.country),
        languages: languageOf(company.country),
      }
    }),
  )
  const ids = allWritten('A vendor contact of the demo company', await records.createMany('vendor_contact', seeds))
  const of = (vendor: string) =>
    new Map(seeds.flatMap((contact, place) => (contact.vendor === vendor ? [[contact.role, ids[place] ?? '']] : [])))
  return new Map(vendors.map(({ id }) => [id, of(id)]))
}
