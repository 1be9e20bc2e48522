import { z } from 'zod'
import {
  chronicOf,
  knownTime,
  sayDays,
  sayMissing,
  sayPercent,
  terminationRights,
} from '../external/outsourcing/index.ts'
import type { Who } from '../kernel/access/who.ts'
import { describe } from '../kernel/http/describe.server.ts'
import type { Kernel, Routes } from '../kernel/kernel.server.ts'
import { fromMinor } from '../kernel/record/money.ts'
import { idsOf } from '../kernel/access/rule.ts'
import { idIn } from '../kernel/traits/trait.server.ts'
import { draftClaim, sentencesOf } from './claim.ts'
import { type MeasuredPromise, measurePromise, type PromiseRow } from './measure-promise.server.ts'
import type { KeptPromise, Working } from './wire.ts'

const tag = 'Outsourcing'
const money = z.object({ amount: z.string(), currency: z.string() })
const working = z.object({
  isMeasured: z.boolean().describe('False where it was claimed by hand, or its period is too long ago.'),
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime(), says: z.string() }).nullable(),
  sentences: z.array(z.object({ says: z.string(), outage: z.uuid().nullable(), title: z.string().nullable() })),
  stretches: z.array(
    z.object({
      outage: z.uuid(),
      title: z.string(),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      verdict: z.enum(['counts', 'excluded', 'ignored']),
    }),
  ),
  differs: z.string().nullable().describe('What is different by what is known now, where it is.'),
})
const kept = z.object({
  promises: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      name: z.string(),
      target: z.string(),
      chronic: z.string().nullable(),
      periods: z.array(
        z.object({
          first: z.iso.date(),
          last: z.iso.date(),
          says: z.string(),
          availability: z.string().nullable(),
          unknown: z.string().nullable().describe('For which days no requests are counted, where it is by requests.'),
          isMissed: z.boolean(),
          isFinal: z.boolean(),
          owed: money.nullable(),
          claim: z.object({ id: z.uuid(), number: z.string().nullable(), state: z.string() }).nullable(),
        }),
      ),
    }),
  ),
})
/** What availability is promised in or for, as promises name it. */
const promisers = [
  ['contract', 'contracts', 'How the promises of a contract were kept'],
  ['engagement', 'engagements', 'How the promises for an engagement were kept'],
] as const
/** So many periods are shown, the last ones. */
const shown = 13

/** How a claim came about, and how promises were kept. Measuring looks at all outages, as it must; claims and promises are those that the caller sees. */
export const creditRoutes: Routes = (app, kernel) => {
  app.get(
    '/api/v1/service-credits/:id/working',
    {
      config: {
        permission: 'signed-in',
        ...describe({ tag, summary: 'How a claim was worked out', response: working }),
      },
    },
    (request) => workingOf(kernel, request.who, idIn(request.params)),
  )
  app.get(
    '/api/v1/availability-promises/:id/kept',
    { config: { permission: 'signed-in', ...describe({ tag, summary: 'How a promise was kept', response: kept }) } },
    async (request) => {
      const promise = await kernel.store.as(request.who).get('availability_promise', idIn(request.params))
      return { promises: [await keptOf(kernel, request.who, promise as PromiseRow)] }
    },
  )
  for (const [type, path, summary] of promisers)
    app.get(
      `/api/v1/${path}/:id/availability`,
      { config: { permission: 'signed-in', ...describe({ tag, summary, response: kept }) } },
      async (request) => {
        const records = kernel.store.as(request.who)
        const { id } = await records.get(type, idIn(request.params))
        const { rows } = await records.list('availability_promise', { filter: { [type]: id }, limit: 20 })
        const promises: KeptPromise[] = []
        for (const row of rows) promises.push(await keptOf(kernel, request.who, row as PromiseRow))
        return { promises }
      },
    )
}

/** A claim's period as it is measured now, sentence by sentence. */
async function workingOf(kernel: Kernel, who: Who, id: string): Promise<Working> {
  const claim = await kernel.store.as(who).get('service_credit', id)
  const [promiseId] = idsOf(claim['promise'])
  const nothing = { isMeasured: false, period: null, sentences: [], stretches: [], differs: null }
  if (promiseId === undefined) return nothing
  const promise = await kernel.store.asSystem('explains a claim').get('availability_promise', promiseId)
  const measured = await measurePromise(kernel, promise as PromiseRow, kernel.clock.now())
  const credit = measured.credits.find((one) => one.measured.period.last === claim['periodTo'])
  if (!credit) return nothing
  const { period } = credit.measured
  const [from, to] = period.span
  const within = measured.measurement.findings.filter(
    (one) => one.from < to && one.to > from && (measured.counted === null || one.verdict === 'excluded'),
  )
  const now = draftClaim({ ...measured, service: '', credit })
  return {
    isMeasured: true,
    period: { from: iso(from), to: iso(to), says: sayDays(period.first, period.last) },
    sentences: sentencesOf({ ...measured, credit }).map((says) => {
      const about = within.find(({ outage }) => says.startsWith(`${outage.title}, `))
      return { says, outage: about?.outage.id ?? null, title: about?.outage.title ?? null }
    }),
    stretches: within.map((one) => ({
      ...{ outage: one.outage.id, title: one.outage.title, verdict: one.verdict },
      ...{ from: iso(Math.max(one.from, from)), to: iso(Math.min(one.to, to)) },
    })),
    differs: differenceOf(claim['claimed'] as Claimed, now?.values.claimed ?? null),
  }
}

type Claimed = { readonly amount: string; readonly currency: string }

function differenceOf(claimed: Claimed, now: Claimed | null): string | null {
  if (now === null) return 'By what is known now, nothing is owed.'
  return now.amount === claimed.amount && now.currency === claimed.currency
    ? null
    : `By what is known now, it comes to ${now.amount} ${now.currency}.`
}

/** The last periods of a promise, each with its claim where the caller may see it. */
async function keptOf(kernel: Kernel, who: Who, promise: PromiseRow): Promise<KeptPromise> {
  const measured = await measurePromise(kernel, promise, kernel.clock.now())
  const { rows } = await kernel.store.as(who).list('service_credit', { filter: { promise: promise.id }, limit: 200 })
  return {
    ...{ id: promise.id, number: promise.number, name: String(promise['name']), target: measured.creditTerms.target },
    chronic: chronicWords(measured),
    periods: measured.credits.slice(-shown).map((credit) => {
      const { period, availability, isFinal } = credit.measured
      const claim = rows.find((row) => row['periodTo'] === period.last)
      return {
        ...{ first: period.first, last: period.last, says: sayDays(period.first, period.last), isFinal },
        availability: availability && sayPercent(availability),
        unknown:
          measured.counted &&
          sayMissing(knownTime({ terms: measured.terms, measured: credit.measured, ...measured.counted })),
        isMissed: credit.isMissed,
        owed: credit.amount === 0 ? null : fromMinor(credit.amount, measured.currency),
        claim: claim ? { id: claim.id, number: claim.number, state: String(claim.state) } : null,
      }
    }),
  }
}

/** That it failed so often that the contract may be ended; null where it didn't, or the contract doesn't say so. */
function chronicWords({ promise, measurement, claims }: MeasuredPromise): string | null {
  const terms = chronicOf(promise)
  if (!terms) return null
  const told = new Set(
    claims.filter((one) => typeof one['sentOn'] === 'string').map((one) => String(one['periodFrom'])),
  )
  const right = terminationRights(terms, measurement.periods, told).at(-1)
  if (!right) return null
  const failed = right.failed.map(({ first, last }) => sayDays(first, last))
  return `${failed.slice(0, -1).join(', ')}${failed.length > 1 ? ' and ' : ''}${failed.at(-1) ?? ''} were below ${terms.below} %: ${terms.failures} of ${terms.of} periods in a row let us end the contract.`
}

const iso = (at: number): string => new Date(at).toISOString()
