import type { Kernel } from '../kernel.server.ts'
import { allowedLines, OutboundSettings } from '../outbound/outbound.settings.ts'
import { type OutboundAnswer, OutboundFailure, sendOutside } from '../outbound/send.server.ts'
import { settingsOf } from '../settings/settings.server.ts'
import { noteArrived, noteTrouble, switchOff } from './health.server.ts'
import { payloadOf } from './payload.server.ts'
import { type Claimed, dropDelivery, settle } from './queue.server.ts'
import { meaningOf, pauseAfter, statusWords, wishOf } from './retry.ts'
import { secretsOf } from './secrets.server.ts'
import { signedHeaders } from './signature.server.ts'

export type DeliveryKernel = Pick<Kernel, 'db' | 'store' | 'registry' | 'clock' | 'log' | 'sealer' | 'url'>
export interface Delivering {
  readonly groupsSql?: string | undefined
  /** From 0 to 1; spreads the retries of what failed together. */
  readonly chance?: () => number
}

/** One request and what came of it. `says` is null where it arrived. */
export interface Attempt {
  readonly at: Date
  readonly url: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  readonly answer: OutboundAnswer | null
  readonly says: string | null
  readonly ms: number
}

/** Sends a delivery once and notes how it went: it arrived, or it waits for another try, or it is over. */
export async function deliver(
  kernel: DeliveryKernel,
  told: Claimed,
  { groupsSql, chance = Math.random }: Delivering = {},
): Promise<void> {
  const { db, clock } = kernel
  const payload = await payloadOf(kernel, told, groupsSql)
  if ('withheld' in payload) {
    if (!payload.isWanted) await dropDelivery(db, told)
    else await settle(db, told, { state: 'withheld', at: clock.now(), says: payload.withheld })
    return
  }
  const attempt = await request(kernel, { id: told.id, webhook: told.webhook, url: told.url, body: payload.body })
  const { answer, says } = attempt
  const status = answer?.status ?? null
  const meaning = status === null ? 'again' : meaningOf(status)
  const now = clock.now()
  const wish = wishOf(answer?.headers['retry-after'], now)
  const pause = meaning === 'again' ? pauseAfter(told.attempts, { chance: chance(), wish }) : null
  const isMine =
    meaning === 'arrived'
      ? await settle(db, told, { state: 'delivered', at: now, status })
      : pause === null
        ? await settle(db, told, { state: 'failed', at: now, status, says })
        : await settle(db, told, { state: 'waiting', at: new Date(now.getTime() + pause), status, says })
  await keepAttempt(kernel, { delivery: told.id, readAs: payload.readAs, attempt })
  if (!isMine) return
  if (meaning === 'arrived') return noteArrived(db, told.webhook)
  const isHopeless = await noteTrouble(db, { webhook: told.webhook, now })
  if (meaning === 'gone') await switchOff(kernel, told, 'It answered 410: it wants no more.')
  else if (isHopeless) await switchOff(kernel, told, `Nothing arrived there for three days. ${says ?? ''}`.trim())
}

interface Requesting {
  readonly id: string
  readonly webhook: string
  readonly url: string
  readonly body: string
}

/** Sends one signed request by way of the guard. */
export async function request(
  kernel: Pick<DeliveryKernel, 'db' | 'store' | 'registry' | 'sealer' | 'clock'>,
  { id, webhook, url, body }: Requesting,
): Promise<Attempt> {
  const [settings, secrets] = await Promise.all([settingsOf(kernel, OutboundSettings), secretsOf(kernel, webhook)])
  const at = kernel.clock.now()
  const timestamp = Math.floor(at.getTime() / 1000)
  const requestHeaders = {
    'content-type': 'application/json',
    ...signedHeaders({ id: `msg_${id}`, timestamp, body }, secrets),
  }
  const started = performance.now()
  const outcome = await sendOutside(
    { url, headers: requestHeaders, body },
    { allowed: allowedLines(settings.allowed), limit: settings.timeOut * 1000 },
  ).catch((error: unknown) => {
    if (error instanceof OutboundFailure) return error
    throw error
  })
  const isFailure = outcome instanceof OutboundFailure
  const answer = isFailure ? null : outcome
  const says = isFailure
    ? outcome.message
    : meaningOf(outcome.status) === 'arrived'
      ? null
      : statusWords(outcome.status)
  return { at, url, requestHeaders, requestBody: body, answer, says, ms: Math.round(performance.now() - started) }
}

const mostOfRequest = 65_536
const mostOfAnswer = 4096

/** Keeps a request with its answer for the log. */
export async function keepAttempt(
  { db, clock }: Pick<Kernel, 'db' | 'clock'>,
  {
    delivery,
    readAs,
    attempt,
  }: { readonly delivery: string; readonly readAs: string | null; readonly attempt: Attempt },
): Promise<void> {
  const { at, url, requestHeaders, requestBody, answer, says, ms } = attempt
  await db.query({
    text: `insert into webhook_attempt (id, delivery_id, at, url, read_as, request_headers, request_body, status, answer_headers, answer_body, says, ms)
      select $1, d.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 from webhook_delivery d where d.id = $2`,
    values: [
      clock.id(),
      delivery,
      at,
      url,
      readAs,
      JSON.stringify(requestHeaders),
      requestBody.slice(0, mostOfRequest),
      answer?.status ?? null,
      answer ? JSON.stringify(answer.headers).replaceAll('\\u0000', '') : null,
      answer ? answer.body.slice(0, mostOfAnswer).replaceAll('\u0000', '\ufffd') : null,
      says,
      ms,
    ],
  })
}
