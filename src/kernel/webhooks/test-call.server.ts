import type { Kernel } from '../kernel.server.ts'
import type { Row } from '../record/store.server.ts'
import { type DeliveryKernel, keepAttempt, request } from './deliver.server.ts'
import type { ShownAttempt } from './wire.ts'

/** Sends a signed test at once, whether the webhook is on or not, and notes it in the log. Resolves to the request with its answer. */
export async function sendTestCall(
  kernel: DeliveryKernel & Pick<Kernel, 'clock'>,
  webhook: Row,
): Promise<ShownAttempt> {
  const { db, clock } = kernel
  const id = clock.id()
  const now = clock.now()
  const data = { webhook: { id: webhook.id, name: webhook.title }, says: 'A test from Quarterdeck. Nothing happened.' }
  const body = JSON.stringify({ type: 'webhook.test', timestamp: now.toISOString(), data })
  const attempt = await request(kernel, { id, webhook: webhook.id, url: String(webhook.url), body })
  const { answer, says } = attempt
  const state = says === null ? 'delivered' : 'failed'
  await db.query({
    text: `insert into webhook_delivery (id, webhook_id, key, event, at, state, attempts, next_at, status, says, ended_at)
      values ($1, $2, $3, 'webhook.test', $4, $5, 1, $4, $6, $7, $8)`,
    values: [id, webhook.id, `test ${id}`, now, state, answer?.status ?? null, says, clock.now()],
  })
  await keepAttempt(kernel, { delivery: id, readAs: null, attempt })
  return {
    id,
    at: attempt.at.toISOString(),
    url: attempt.url,
    requestHeaders: attempt.requestHeaders,
    requestBody: body,
    status: answer?.status ?? null,
    answerHeaders: answer?.headers ?? null,
    answerBody: answer?.body.slice(0, 4096) ?? null,
    says,
    ms: attempt.ms,
  }
}
