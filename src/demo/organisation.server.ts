import { calendarPart } from '../foundation/calendars/index.server.ts'
import { ensureCurrencies } from '../foundation/currencies/index.server.ts'
import type { DemoContext, DemoPart } from '../foundation/demo.server.ts'
import type { Company } from './company.ts'
import { allWritten } from '../kernel/record/outcome.server.ts'
import { writeAll } from './write.server.ts'

/** The parts of the demo company that its organisation is made of. */
export const organisationParts = (company: Company): readonly DemoPart[] => [
  { name: 'currencies', needs: [], create: ({ records }) => ensureCurrencies(records, ['EUR', 'USD', 'PLN', 'SGD']) },
  calendarPart,
  { name: 'locations', needs: [], create: (context) => locations(context, company) },
  { name: 'business units', needs: [], create: (context) => businessUnits(context, company) },
  { name: 'people', needs: ['locations', 'business units'], create: (context) => people(context, company) },
  { name: 'teams', needs: ['people'], create: (context) => teams(context, company) },
  { name: 'services', needs: ['teams'], create: (context) => services(context, company) },
]

const idOf = ({ made }: DemoContext, record: string, key: string | null): string | null =>
  key === null ? null : made.id(record, key)

const locations = (context: DemoContext, { places }: Company): Promise<void> =>
  writeAll(context, {
    record: 'location',
    seeds: places,
    after: (place) => [place.parent],
    values: ({ key, name, kind, parent, address, country, timeZone }) => ({
      code: key,
      name,
      kind,
      parent: idOf(context, 'location', parent),
      address,
      country,
      timeZone,
    }),
  })

const businessUnits = (context: DemoContext, { units }: Company): Promise<void> =>
  writeAll(context, {
    record: 'business_unit',
    seeds: units,
    after: (unit) => [unit.parent],
    values: ({ key, name, parent, purpose }) => ({
      code: key,
      name,
      parent: idOf(context, 'business_unit', parent),
      purpose,
    }),
  })

async function people(context: DemoContext, { people: everyone, heads }: Company): Promise<void> {
  await writeAll(context, {
    record: 'person',
    seeds: everyone,
    after: (person) => [person.manager],
    values: ({
      name,
      email,
      employeeNumber,
      kind,
      jobTitle,
      manager,
      unit,
      location,
      phone,
      startsOn,
      leavesOn,
      timeZone,
      level,
    }) => ({
      ...{ name, email, employeeNumber, kind, jobTitle, phone, startsOn, leavesOn, timeZone, isVip: level < 2 },
      manager: idOf(context, 'person', manager),
      businessUnit: idOf(context, 'business_unit', unit),
      location: idOf(context, 'location', location),
    }),
  })
  const { records, made } = context
  const inState = (state: string) =>
    everyone.filter((person) => person.state === state).map((person) => made.id('person', person.key))
  allWritten('The demo company’s person', await records.moveMany('person', inState('left'), 'leave', {}))
  allWritten('The demo company’s person', await records.moveMany('person', inState('away'), 'goAway', {}))
  const headed = [...heads].map(([unit, head]) => ({
    id: made.id('business_unit', unit),
    set: { head: made.id('person', head) },
  }))
  allWritten('The demo company’s business_unit', await records.updateMany('business_unit', headed, {}))
}

const teams = (context: DemoContext, { teams: seeds, crews }: Company): Promise<void> =>
  writeAll(context, {
    record: 'team',
    seeds,
    after: (team) => [team.parent],
    values: ({ key, name, parent, purpose, email }) => ({
      ...{ name, purpose },
      email: `${email}@tarnwick.example`,
      parent: idOf(context, 'team', parent),
      businessUnit: context.made.id('business_unit', 'IT'),
      lead: idOf(context, 'person', crews.get(key)?.lead ?? null),
      members: crews.get(key)?.members.map((member) => context.made.id('person', member)) ?? [],
    }),
  })

async function services(context: DemoContext, { services: seeds, crews }: Company): Promise<void> {
  const { records, made } = context
  await writeAll(context, {
    record: 'service',
    seeds,
    after: () => [],
    values: (service) => {
      const { name, kind, purpose, criticality, hours, team, unit } = service
      const crew = crews.get(team)
      // The lead answers for the first of a team's services, its members for the others in turn.
      const owners = [crew?.lead, ...(crew?.members.slice(1) ?? [])].filter((key) => key !== undefined)
      const owner = owners[seeds.filter((other) => other.team === team).indexOf(service) % owners.length] ?? null
      return {
        ...{ name, kind, purpose, criticality, hours },
        owner: idOf(context, 'person', owner),
        team: made.id('team', team),
        businessUnit: idOf(context, 'business_unit', unit),
      }
    },
  })
  // Only now, since services depend on each other in a circle: none of them could come first.
  const complete = seeds.filter((service) => service.dependsOn.length > 0)
  const updates = complete.map(({ key, dependsOn }) => ({
    id: made.id('service', key),
    set: { dependsOn: dependsOn.map((other) => made.id('service', other)) },
  }))
  allWritten('The demo company’s service', await records.updateMany('service', updates, {}))
  const inState = (...states: string[]) =>
    seeds.filter((service) => states.includes(service.state)).map((service) => made.id('service', service.key))
  allWritten('The demo company’s service', await records.moveMany('service', inState('live', 'retired'), 'goLive', {}))
  allWritten(
    'The demo company’s service',
    await records.moveMany('service', inState('retired'), 'retire', {
      reason: 'The last hospital moved to the customer portal.',
    }),
  )
}
