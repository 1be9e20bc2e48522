import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import type { Kernel, Routes } from '../../../kernel/kernel.server.ts'
import { idIn } from '../../../kernel/traits/trait.server.ts'
import { vendorAddress } from '../engagements/vendor-address.server.ts'
import { scoresFor } from '../scorecards/scores.server.ts'
import type { Contribution } from './contribution.ts'
import { readOverview } from './overview.server.ts'

const tag = 'Vendors'
const ref = z.object({ id: z.uuid(), title: z.string().nullable() })
const money = z.object({ amount: z.string(), currency: z.string() })
const named = z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string() })
const grade = z.enum(['good', 'fair', 'poor'])
const overview = z.object({
  buys: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      title: z.string(),
      state: z.string(),
      criticality: z.string(),
      owner: ref.nullable(),
      services: z.array(ref),
      yearlyCost: money.nullable().describe('What is expected.'),
      agreed: z.array(money).describe('What its contracts in force come to in a year, by currency.'),
      endsOn: z.iso.date().nullable(),
      latest: z.object({ period: z.string(), score: z.string(), grade, says: z.string() }).nullable(),
      gain: z.number().nullable().describe('Points gained since the period before.'),
    }),
  ),
  costs: z
    .object({
      expected: z.array(money),
      agreed: z
        .object({
          contracts: z.int(),
          perYear: z.array(money),
          unpriced: z.int().describe('Contracts without a price for a year.'),
          differs: z
            .array(z.object({ by: money, isMore: z.boolean() }))
            .describe('From what is expected of the same engagements.'),
          uncovered: z
            .object({ count: z.int(), expected: z.array(money) })
            .describe('Engagements that no contract in force is about.'),
        })
        .nullable(),
    })
    .describe('A year, by currency: nothing is converted.'),
  leave: z
    .object({
      contracts: z.int(),
      bound: z.object({ until: z.iso.date(), contract: named }).nullable(),
      unbound: z.int().describe('Contracts that don’t say until when they bind.'),
      notice: z.object({ by: z.iso.date(), contract: named }).nullable(),
    })
    .nullable()
    .describe('By the contracts in force; null for who may not see contracts.'),
  due: z.array(
    z.object({
      type: z.string(),
      id: z.uuid(),
      title: z.string(),
      on: z.iso.date(),
      isLate: z.boolean(),
      says: z.string(),
    }),
  ),
  hangs: z.array(
    z.object({ id: z.uuid(), number: z.string(), title: z.string(), criticality: z.string(), isDirect: z.boolean() }),
  ),
  hanging: z.object({ count: z.int(), vital: z.int() }).describe('All of them, however many are listed.'),
  path: z.array(
    z.object({
      level: z.int(),
      after: z.int().describe('Seconds from the beginning of the trouble.'),
      contacts: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          level: z.int().nullable(),
          escalateAfter: z.int().nullable(),
          escalateWhen: z.string().nullable(),
          engagements: z.array(z.uuid()),
        }),
      ),
      says: z.string(),
    }),
  ),
  contacts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      role: z.string(),
      phone: z.string().nullable(),
      mobile: z.string().nullable(),
      email: z.string().nullable(),
      languages: z.array(z.string()),
      reachable: z.string().nullable(),
    }),
  ),
})
const scores = z.object({
  scores: z.array(
    z.object({
      card: z.uuid(),
      cardName: z.string(),
      period: z.string(),
      score: z.string().nullable().describe('Of 100, unrounded.'),
      grade: grade.nullable(),
      measured: z.string().nullable().describe('By measured facts alone.'),
      opinion: z.string().nullable().describe('By opinions alone.'),
      known: z.string().describe('How much of the weight is known, in percent.'),
      says: z.string(),
      disputed: z.array(z.uuid()).describe('Metrics for which the vendor says something else.'),
      lines: z.array(
        z.object({
          metric: z.uuid(),
          nature: z.enum(['measured', 'opinion']),
          value: z.string().nullable(),
          points: z.number().nullable(),
          share: z.string().nullable(),
          meetsTarget: z.boolean().nullable(),
          says: z.string(),
          record: z.uuid().nullable().describe('The value that says so.'),
          why: z.string().nullable().describe('Why it is what it is.'),
        }),
      ),
    }),
  ),
})
const address = z.object({ address: z.string().nullable(), says: z.string() })

/** A vendor at a glance with what other rooms know of it, how an engagement did, and where its mails are filed. */
export const vendorRoutes =
  (contributionsOf: (kernel: Kernel) => readonly Contribution[]): Routes =>
  (app, kernel) => {
    const contributions = contributionsOf(kernel)
    app.get(
      '/api/v1/vendors/:id/overview',
      {
        config: {
          permission: 'vendor.read',
          ...describe({ tag, summary: 'A vendor at a glance', response: overview }),
        },
      },
      (request) => readOverview(kernel, request.who, { id: idIn(request.params), contributions }),
    )
    app.get(
      '/api/v1/engagements/:id/scores',
      {
        config: {
          permission: 'scorecard_value.read',
          ...describe({ tag, summary: 'How an engagement did, period by period', response: scores }),
        },
      },
      async (request) => {
        const { id } = await kernel.store.as(request.who).get('engagement', idIn(request.params))
        return { scores: (await scoresFor(kernel, request.who, [id])).get(id) ?? [] }
      },
    )
    app.get(
      '/api/v1/engagements/:id/address',
      {
        config: {
          permission: 'correspondence.write',
          ...describe({ tag, summary: 'The address by which mails are filed under an engagement', response: address }),
        },
      },
      (request) => vendorAddress(kernel, request.who, idIn(request.params)),
    )
  }
