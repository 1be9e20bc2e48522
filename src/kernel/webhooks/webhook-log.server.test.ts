import { describe, expect, test } from 'vitest'
import { createCaller } from '../../../test/kit/record/callers.ts'
import { payloadOf, webhookStage } from '../../../test/kit/webhooks.ts'
import { automation } from '../automation/automation.server.ts'
import { startProcessors } from '../events/processing.server.ts'
import type { Row } from '../record/store.server.ts'
import { forgetDeliveries } from './log.server.ts'
import type { ShownAttempt } from './wire.ts'

const { kernel, db, clock, boss, all, call, webhook, deliveries } = await webhookStage()
const soon = { timeout: 8000, interval: 20 }

describe('the log', () => {
  test('sends one again under its own id, and all since a moment, what was never queued included', async () => {
    clock.advance(1000)
    const since = clock.now()
    const early = await all.create('team', { name: 'Before the webhook' })
    const { id, received } = await webhook({ recordTypes: ['team'] })
    await all.create('team', { name: 'After' })
    await expect.poll(received, soon).toHaveLength(1)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered' }])
    const [one] = await deliveries(id)
    await call('POST', `/webhook-deliveries/${one?.id}/replay`)
    await expect.poll(received, soon).toHaveLength(2)
    expect(new Set(received().map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered' }])
    expect(await call('POST', `/webhooks/${id}/replay`, { since: since.toISOString() })).toEqual({ count: 2 })
    await expect.poll(received, soon).toHaveLength(4)
    expect(received().map((each) => payloadOf(each).data.record['id'])).toContain(early.id)
  })

  test('shows bodies to the one as whom they were read, and to nobody else', async () => {
    const { id, received } = await webhook({ recordTypes: ['team'] })
    await all.create('team', { name: 'Private' })
    await expect.poll(received, soon).toHaveLength(1)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered' }])
    const [one] = await deliveries(id)
    const other = await createCaller(kernel, { name: 'Other', permissions: ['webhook.read'] })
    const bodyFor = async (token: string): Promise<unknown> =>
      (await call<{ requests: ShownAttempt[] }>('GET', `/webhook-deliveries/${one?.id}`, undefined, token)).requests[0]
        ?.requestBody
    expect(await bodyFor(boss.token)).toContain('Private')
    expect(await bodyFor(other.token)).toBeNull()
  })

  test('is forgotten after 30 days', async () => {
    const { id, received } = await webhook({ recordTypes: ['team'] })
    await all.create('team', { name: 'Old' })
    await expect.poll(received, soon).toHaveLength(1)
    await expect.poll(() => deliveries(id), soon).toMatchObject([{ state: 'delivered' }])
    await forgetDeliveries({ db, clock: { ...clock, now: () => new Date(clock.now().getTime() + 31 * 86_400_000) } })
    expect(await deliveries(id)).toEqual([])
  })
})

test('a rule calls a webhook with the record that it is about, when its author may', async () => {
  const { id, received } = await webhook({ recordTypes: ['location'], conditions: { kind: 'country' } })
  const rule = { recordType: 'team', verbs: ['created'], isOn: true, actions: [{ do: 'call', webhook: id }] }
  await call('POST', '/automation-rules', { ...rule, name: 'Tell them' })
  const narrow = await createCaller(kernel, { name: 'Narrow', permissions: ['automation_rule.*', 'team.*'] })
  const refused = await call<Row>('POST', '/automation-rules', { ...rule, name: 'Not mine' }, narrow.token)
  const processing = startProcessors(kernel, [automation(kernel)])
  await expect.poll(() => db.query(`select 1 from processor where name = 'automation'`), soon).toHaveLength(1)
  const team = await all.create('team', { name: 'Called' })
  await expect.poll(received, soon).toHaveLength(1)
  expect(payloadOf(received()[0])).toMatchObject({
    type: 'team.called',
    data: { rule: 'Tell them', record: { id: team.id, name: 'Called' } },
  })
  const runs = () => call<{ runs: { error: string }[] }>('GET', `/automation-rules/${refused.id}/runs`)
  await expect
    .poll(async () => (await runs()).runs.map(({ error }) => error), soon)
    .toEqual(['Narrow, who wrote this rule, may not call webhooks.'])
  expect(received()).toHaveLength(1)
  await processing.stop()
})
