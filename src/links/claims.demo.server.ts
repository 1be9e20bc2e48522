import type { DemoContext, DemoPart } from '../foundation/demo.server.ts'
import { startOf } from '../external/outsourcing/index.ts'
import { createChance } from '../foundation/chance.ts'
import { addDays } from '../kernel/calendar/calendar.ts'
import { idsOf } from '../kernel/access/rule.ts'
import { allWritten } from '../kernel/record/outcome.server.ts'
import { besides, claimsOf, restOn } from './draft-claims.server.ts'
import { measurePromise, type PromiseRow } from './measure-promise.server.ts'
import { promised, promisedByRequests } from './promises.demo.ts'
import { countsUntil, firstCounted } from './requests.demo.ts'

/** What came of the claims, the newest first; those before them are received. */
const lives = ['draft', 'sent', 'disputed', 'accepted', 'lapsed'] as const
type Life = (typeof lives)[number] | 'received'
const lifeOf = (age: number): Life => lives[age] ?? 'received'

/** What the demo company claims of its suppliers: worked out from its outages as any claim is. */
export const claimsPart: DemoPart = {
  name: 'claims',
  needs: ['services', 'outages', 'vendors'],
  create: async (context) => {
    const { records, kernel, now } = context
    const claims = []
    for (const id of await writePromises(context)) {
      const promise = (await records.get('availability_promise', id)) as PromiseRow
      const measured = await measurePromise(kernel, promise, now)
      for (const { claim } of claimsOf(measured))
        if (claim) claims.push({ ...claim, values: { ...claim.values, ...besides(measured, now) } })
    }
    claims.sort((a, b) => (a.values.periodTo < b.values.periodTo ? -1 : 1))
    const whole = claims.filter(({ values }) => values.gaps === null)
    const lived = claims.map((claim) => ({
      ...claim,
      // Nobody has said yet why what isn't known of its period doesn't matter.
      life: claim.values.gaps === null ? lifeOf(whole.length - 1 - whole.indexOf(claim)) : 'draft',
    }))
    const made = await records.createMany(
      'service_credit',
      lived.map(({ values, life }) => ({ ...values, ...cameOf(life, values) })),
    )
    const ids = allWritten('The demo company’s claim', made)
    for (const [index, id] of ids.entries()) await restOn(kernel, records, { id, outages: lived[index]?.restsOn ?? [] })
    for (const [move, those] of moves) {
      const moved = ids.filter((_, index) => those.includes(lived[index]?.life ?? 'draft'))
      allWritten('The demo company’s claim', await records.moveMany('service_credit', moved, move))
    }
  },
}

/** The moves of a claim's life, and the lives that they are part of. */
const moves: readonly (readonly [move: string, lives: readonly Life[]])[] = [
  ['lapse', ['lapsed']],
  ['send', ['sent', 'disputed', 'accepted', 'received']],
  ['dispute', ['disputed']],
  ['accept', ['accepted', 'received']],
  ['receive', ['received']],
]

async function writePromises({ records, made, now }: DemoContext): Promise<readonly string[]> {
  const rows = []
  const today = now.toISOString().slice(0, 10)
  const byRequests = {
    ...promisedByRequests,
    values: { ...promisedByRequests.values, holdsFrom: firstCounted(today) },
  }
  for (const { service: key, engagement: name, values } of [...promised, byRequests]) {
    const service = made.id('service', key)
    const owner = idsOf((await records.get('service', service))['owner'])[0] ?? null
    const { rows: bought } = await records.list('engagement', { filter: { name }, limit: 1 })
    rows.push({ ...values, services: [service], owner, engagement: bought[0]?.id ?? null })
  }
  const ids = allWritten('The demo company’s promise', await records.createMany('availability_promise', rows))
  const counts = countsUntil(today, createChance(0x0b5e55).of('requests')).map(({ day, total, failed }) => ({
    ...{ promise: ids.at(-1), service: made.id('service', promisedByRequests.service), total, failed },
    ...{ startsAt: momentOf(day), endsAt: momentOf(addDays(day, 1)), key: `monitoring-portal-${day}` },
  }))
  allWritten('The demo company’s count of requests', await records.createMany('counted_requests', counts))
  return ids
}

/** When a day begins by the clocks of the promise. */
const momentOf = (day: string): string => new Date(startOf('Europe/Berlin', day)).toISOString()

/** What a life leaves on a claim. */
function cameOf(life: Life, { periodTo, claimed }: { readonly periodTo: string; readonly claimed: unknown }) {
  if (life === 'draft' || life === 'lapsed') return {}
  return {
    sentOn: addDays(periodTo, 6),
    ...(life === 'disputed' && {
      objection: 'Their own monitoring shows a shorter outage. They ask for our log of the day.',
    }),
    ...((life === 'accepted' || life === 'received') && { agreed: claimed }),
    ...(life === 'received' && {
      receivedOn: addDays(periodTo, 41),
      receivedBy: `Credit note of ${periodTo.slice(0, 7)}`,
    }),
  }
}
