import { sayMoney } from '../../external/contracts/index.ts'
import type { DossierKernel, Gather, Section } from '../../external/contracts/index.server.ts'
import { sayDays, sayPercent } from '../../external/outsourcing/index.ts'
import { scoresFor, shownScore } from '../../external/vendors/index.server.ts'
import { inHandUnder } from '../../internal/support/index.server.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import { system } from '../../kernel/access/who.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { ticketFacts } from '../facts/ticket-facts.ts'
import { measurePromise, type PromiseRow } from '../measure-promise.server.ts'
import { availabilitySection, type ClaimFact, ticketSection } from './sections.ts'
import { candidateSection, type IssueFact, reviewSection, type ReviewFact, scoreSection } from './vendor-sections.ts'

const why = 'assembles a dossier'
const most = 200
const periodsShown = 13

/** What is known of a contract outside of it: how its supplier kept what was promised, and who else there is. */
export const gatherFacts: Gather = async (kernel, contract) => {
  const records = kernel.store.asSystem(why)
  const [engagementId = null] = idsOf(contract['engagement'])
  const engagement = engagementId === null ? null : await records.get('engagement', engagementId)
  const [vendorId = null] = idsOf(engagement?.['vendor'])
  const vendor = vendorId === null ? null : await records.get('vendor', vendorId)
  return [
    await availabilityOf(kernel, contract.id, engagementId),
    ticketSection(await ticketsOf(kernel, contract.id)),
    await scoresOf(kernel, engagementId),
    await reviewsOf(kernel, vendorId, engagementId),
    await candidatesFor(kernel, vendor),
  ]
}

async function availabilityOf(kernel: DossierKernel, contract: string, engagement: string | null): Promise<Section> {
  const records = kernel.store.asSystem(why)
  const ways = [{ contract }, ...(engagement === null ? [] : [{ engagement, contract: null }])]
  const found = await Promise.all(ways.map((filter) => records.list('availability_promise', { filter, limit: 20 })))
  const promises = []
  for (const row of found.flatMap(({ rows }) => rows)) {
    const measured = await measurePromise(kernel, row as PromiseRow, kernel.clock.now())
    promises.push({
      ...{ id: row.id, name: String(row['name']), target: measured.creditTerms.target },
      periods: measured.credits
        .filter((credit) => credit.measured.isFinal)
        .slice(-periodsShown)
        .map(({ isMissed, measured: { period, availability } }) => ({
          says: sayDays(period.first, period.last),
          availability: availability && sayPercent(availability),
          isMissed,
        })),
    })
  }
  const claims = await Promise.all(
    ways.map((filter) => records.list('service_credit', { filter, sort: '-periodTo', limit: most })),
  )
  return availabilitySection(
    promises,
    claims.flatMap(({ rows }) =>
      rows.map(
        (row): ClaimFact => ({
          ...{ id: row.id, number: row.number, name: row.title, state: String(row.state) },
          claimed: row['claimed'] as ClaimFact['claimed'],
          agreed: (row['agreed'] ?? null) as ClaimFact['agreed'],
        }),
      ),
    ),
  )
}

/** The tickets that were ever in hand under a contract, by the facts that its scorecards are measured by, too; the newest first. */
async function ticketsOf(kernel: DossierKernel, contract: string) {
  // Up to and with this very moment.
  const until = kernel.clock.now().getTime() + 1
  const { inHand } = await inHandUnder(kernel, { agreements: [contract], from: new Date(0), until: new Date(until) })
  const facts = ticketFacts(inHand, [0, until])
  const open = new Set(inHand.flatMap(({ ticket, isOver }) => (isOver ? [] : [ticket])))
  const late = new Map(facts.late.map(({ ticket, seconds }) => [ticket, seconds]))
  const inTime = new Set(facts.inTime)
  const rows = await kernel.db.query<{ id: string; number: string | null }>({
    text: `select r.id, r.number from record r join ticket t on t.id = r.id where r.id = any($1::uuid[])
      order by t.created_at desc, r.id limit $2`,
    values: [[...new Set([...facts.handled, ...open])], most],
  })
  return rows.map(({ id, number }) => ({
    ...{ id, number, isInHand: open.has(id), lateBy: late.get(id) ?? 0 },
    isLate: late.has(id) ? true : inTime.has(id) ? false : null,
  }))
}

async function scoresOf(kernel: DossierKernel, engagement: string | null): Promise<Section> {
  if (engagement === null) return scoreSection([], null)
  const scores = await scoresFor(kernel, system(why), [engagement])
  return scoreSection(
    (scores.get(engagement) ?? []).map(({ cardName, period, score, disputed }) => ({
      ...{ card: cardName, period, disputed: disputed.length },
      score: score === null ? null : shownScore(score),
    })),
    engagement,
  )
}

async function reviewsOf({ store }: DossierKernel, vendor: string | null, engagement: string | null): Promise<Section> {
  if (vendor === null) return reviewSection({ reviews: [], issues: [], isVendorKnown: false })
  const records = store.asSystem(why)
  const about = { vendor, engagement: [engagement, null] }
  const [reviews, issues] = await Promise.all([
    records.list('performance_review', { filter: { ...about, state: 'held' }, sort: '-heldOn', limit: 8 }),
    records.list('vendor_issue', { filter: about, sort: '-createdAt', limit: most }),
  ])
  return reviewSection({
    isVendorKnown: true,
    reviews: reviews.rows.map(
      (row): ReviewFact => ({
        ...{ id: row.id, name: row.title, heldOn: textIn(row, 'heldOn'), verdict: textIn(row, 'verdict') },
        ...{ score: textIn(row, 'score'), toImprove: textIn(row, 'toImprove') },
      }),
    ),
    issues: issues.rows.map(
      (row): IssueFact => ({
        ...{ id: row.id, number: row.number, title: row.title, state: String(row.state) },
        severity: String(row['severity']),
      }),
    ),
  })
}

const mostCandidates = 12

/** Vendors of the same kind that aren't gone, those first that we buy of already. */
async function candidatesFor({ store, registry }: DossierKernel, vendor: Row | null): Promise<Section> {
  if (vendor === null) return candidateSection([], null)
  const records = store.asSystem(why)
  const category = String(vendor['category'])
  const { rows } = await records.list('vendor', {
    filter: { category, state: ['candidate', 'onboarding', 'active'], id: { not: vendor.id } },
    ...{ sort: 'name', limit: most },
  })
  const { rows: bought } = await records.list('engagement', {
    filter: { vendor: { where: { category } }, state: ['planned', 'live'] },
    ...{ sort: 'name', limit: most },
  })
  const candidates = rows.map((row) => ({
    ...{ id: row.id, name: row.title, state: String(row.state) },
    engagements: bought
      .filter((one) => idsOf(one['vendor'])[0] === row.id)
      .map((one) => ({ id: one.id, name: one.title, cost: sayCost(one['yearlyCost']) })),
  }))
  const word = registry.record('vendor').fields['category']?.options.says?.[category] ?? category.replaceAll('_', ' ')
  return candidateSection(
    candidates
      .toSorted(
        (one, other) => other.engagements.length - one.engagements.length || one.name.localeCompare(other.name, 'en'),
      )
      .slice(0, mostCandidates),
    word.toLowerCase(),
  )
}

const textIn = (row: Row, field: string): string | null => (typeof row[field] === 'string' ? row[field] : null)

function sayCost(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value)) return null
  return sayMoney({ amount: String(value.amount), currency: String(value.currency) })
}
