import { dayIn } from '../kernel/calendar/day-in.ts'
import { requestsChangedAt } from '../external/outsourcing/index.server.ts'
import { afterDrafting } from '../external/outsourcing/index.ts'
import { outagesChangedAt } from '../internal/operations/index.server.ts'
import { idsOf } from '../kernel/access/rule.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { pagesOf } from '../kernel/record/all-rows.server.ts'
import type { Records, Row } from '../kernel/record/store.server.ts'
import { relate, unrelate } from '../kernel/traits/relations.server.ts'
import { draftClaim } from './claim.ts'
import { creditRestsOnOutage } from './credit-rests-on-outage.link.ts'
import { type MeasuredPromise, measurePromise, type PromiseRow, titleIn } from './measure-promise.server.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry'>
type Claim = NonNullable<ReturnType<typeof draftClaim>>

const why = 'drafts claims'

/**
 * Does what every day does to claims: each period that is over and owes something has a draft with its evidence while it can still
 * be claimed, and drafts that nobody sent in time lapse. May be repeated: a period has one claim, whatever became of it.
 */
export async function draftClaims(kernel: Kernel): Promise<void> {
  const records = kernel.store.asSystem(why)
  const failed: string[] = []
  for await (const rows of pagesOf(records, 'availability_promise', { sort: 'name' }))
    for (const { id, number } of rows)
      await draftFor(kernel, id).catch((error: unknown) => {
        kernel.log.warn({ err: error, promise: number }, 'What a promise owes could not be worked out.')
        failed.push(number ?? id)
      })
  await lapseUnsent(kernel)
  if (failed.length > 0) throw new Error(`What is owed could not be worked out of ${failed.join(', ')}.`)
}

/** Brings the drafts of one promise up to what is known of its outages; `anew` where one of them may have gone elsewhere. */
export async function draftFor(kernel: Needs, id: string, { anew = false } = {}): Promise<void> {
  await kernel.db.transaction(async (tx) => {
    // Whoever else drafts for it waits, so that a period has one claim.
    await tx.query({ text: 'select 1 from record where id = $1 for no key update', values: [id] })
    const own = { ...kernel, db: tx, store: kernel.store.inside(tx) }
    const records = own.store.asSystem(why)
    const promise = (await records.get('availability_promise', id)) as PromiseRow
    if (promise.archivedAt !== null) return
    const now = kernel.clock.now()
    const measured = await measurePromise(own, promise, now)
    const changes = [
      await outagesChangedAt(tx, idsOf(promise['services'])),
      measured.counted ? await requestsChangedAt(tx, id) : null,
    ]
    const isStale = (claim: Row): boolean => {
      const at = String(claim['measuredAt'] ?? '')
      return anew || at < promise.updatedAt || changes.some((one) => one !== null && at < one.toISOString())
    }
    const today = dayIn(measured.terms.timeZone, now)
    for (const { claim, period } of claimsOf(measured)) {
      const known = measured.claims.find((one) => one['periodTo'] === period.last)
      if (!known && claim && (claim.values.claimBy === null || claim.values.claimBy >= today))
        await write(own, records, { measured, claim, now })
      else if (
        known?.state === 'draft' &&
        known.archivedAt === null &&
        (isStale(known) || isToldSince(known, claim) || isOther(known, claim))
      )
        await refresh(own, records, { known, claim, now })
    }
  })
}

/** The figure was told by the supplier since it was drafted, from when the days to claim count. */
const isToldSince = (known: Row, claim: Claim | null): boolean =>
  claim !== null && claim.values.claimBy !== null && known['claimBy'] === null

/** It was measured while something was written that has an earlier moment and was there only afterwards. */
const isOther = (known: Row, claim: Claim | null): boolean =>
  claim !== null && (known['measured'] !== claim.values.measured || (known['gaps'] ?? null) !== claim.values.gaps)

/** Each period that is over, with what is claimed for it, if anything. */
export const claimsOf = (measured: MeasuredPromise) =>
  measured.credits
    .filter((credit) => credit.measured.isFinal)
    .map((credit) => ({
      period: credit.measured.period,
      claim: draftClaim({ ...measured, service: calledOf(measured.promise), credit }),
    }))

/** What is claimed for: the service where it is one, else the promise. */
function calledOf(promise: PromiseRow): string {
  const services = idsOf(promise['services'])
  const [title] = services.length === 1 ? [titleIn(promise['services'])] : []
  return title ?? String(promise['name'])
}

/** The values of a new claim besides what was worked out. */
export const besides = ({ promise }: Pick<MeasuredPromise, 'promise'>, now: Date) => {
  const services = idsOf(promise['services'])
  return {
    promise: promise.id,
    engagement: idsOf(promise['engagement'])[0] ?? null,
    contract: idsOf(promise['contract'])[0] ?? null,
    service: services.length === 1 ? services[0] : null,
    owner: idsOf(promise['owner'])[0] ?? null,
    measuredAt: now.toISOString(),
  }
}

interface Writing {
  readonly measured: MeasuredPromise
  readonly claim: Claim
  readonly now: Date
}

async function write(kernel: Needs, records: Records, { measured, claim, now }: Writing): Promise<void> {
  const values = { ...claim.values, ...besides(measured, now) }
  const { id } = await records.create('service_credit', values, {
    reason: `Worked out from the ${measured.counted ? 'requests' : 'outages'} of the period.`,
  })
  await restOn(kernel, records, { id, outages: claim.restsOn })
}

interface Refreshing {
  readonly known: Row
  readonly claim: Claim | null
  readonly now: Date
}

async function refresh(kernel: Needs, records: Records, { known, claim, now }: Refreshing): Promise<void> {
  if (!claim) {
    const reason = 'By what is known now, nothing is owed.'
    await records.move('service_credit', known.id, 'withdraw', { reason })
    return
  }
  const { name: _, ...values } = claim.values
  await records.update(
    'service_credit',
    known.id,
    { ...values, ...afterDrafting(gapsIn(known), values.gaps), measuredAt: now.toISOString() },
    { version: known.version, reason: 'What is known of its outages or requests, or the promise, has changed.' },
  )
  await restOn(kernel, records, { id: known.id, outages: claim.restsOn })
}

const gapsIn = (claim: Row) => ({ gaps: textIn(claim['gaps']), whyWithGaps: textIn(claim['whyWithGaps']) })
const textIn = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Relates a claim to the outages that it rests on, and to no other. */
export async function restOn(
  kernel: Needs,
  records: Records,
  { id, outages }: { readonly id: string; readonly outages: readonly string[] },
): Promise<void> {
  const link = creditRestsOnOutage.name
  const known = await kernel.db.query<{ id: string; to_id: string }>({
    text: 'select id, to_id from relation where from_id = $1 and link = $2',
    values: [id, link],
  })
  for (const one of known) if (!outages.includes(one.to_id)) await unrelate(kernel, records.who, one.id)
  for (const other of outages)
    if (!known.some(({ to_id }) => to_id === other))
      await relate(kernel, records.who, { id, relation: { link, direction: 'forward', other } })
}

/** Drafts whose last day to claim is over by their own promise's clocks. */
async function lapseUnsent(kernel: Kernel): Promise<void> {
  const { db, clock } = kernel
  const late = await db.query<{ id: string }>({
    text: `select c.id from service_credit c left join availability_promise p on p.id = c.promise
      where c.state = 'draft' and c.archived_at is null
        and c.claim_by < ($1::timestamptz at time zone coalesce(p.time_zone, 'UTC'))::date
      order by c.id`,
    values: [clock.now()],
  })
  for (const { id } of late)
    await kernel.store.asSystem(why).move('service_credit', id, 'lapse', { reason: 'Its last day to claim is over.' })
}

/** Follows outages and promises, so that a claim is there, and right, as soon as what it rests on is known. */
export async function draftAfter(kernel: Kernel, services: readonly string[]): Promise<void> {
  const promises = await kernel.db.query<{ id: string }>({
    text: 'select id from availability_promise where services && $1::uuid[] and archived_at is null order by id',
    values: [services],
  })
  for (const { id } of promises) await draftFor(kernel, id, { anew: true })
}
