import type { FastifyInstance } from 'fastify'
import { afterAll, beforeEach } from 'vitest'
import type { Kernel } from '../../src/kernel/kernel.server.ts'
import { startProcessors } from '../../src/kernel/events/processing.server.ts'
import { makePartitions } from '../../src/kernel/history/partition.server.ts'
import { OutboundSettings } from '../../src/kernel/outbound/outbound.settings.ts'
import type { Records, Row } from '../../src/kernel/record/store.server.ts'
import { settingsRow } from '../../src/kernel/settings/settings.server.ts'
import { followForWebhooks } from '../../src/kernel/webhooks/follow.server.ts'
import { startWebhooks } from '../../src/kernel/webhooks/sender.server.ts'
import type { ShownDelivery, WebhookState } from '../../src/kernel/webhooks/wire.ts'
import { testApplication } from './application.ts'
import { testClock, type TestClock } from './clock.ts'
import type { TestDatabase } from './database.ts'
import { httpReceiver, type Received, type Receiver } from './receiver.ts'
import { type Caller, createCaller } from './record/callers.ts'

/** Lets webhooks reach receivers on this machine. */
export async function allowHere({ store, registry }: Kernel, timeOut = 1): Promise<void> {
  const record = registry.record(OutboundSettings.name)
  const { id } = await settingsRow({ store }, record)
  await store.asSystem('test').update(record, id, { allowed: '127.0.0.1', timeOut })
}

/** What a webhook sends. */
export interface Payload {
  readonly type: string
  readonly timestamp: string
  readonly data: {
    readonly record: Readonly<Record<string, unknown>>
    readonly change: Readonly<Record<string, unknown>>
    readonly rule?: string
  }
}
interface Made {
  readonly id: string
  readonly secret: string
  readonly path: string
  readonly received: () => readonly Received[]
}
export interface WebhookStage extends Pick<TestDatabase, 'db'> {
  readonly kernel: Kernel
  readonly clock: TestClock
  readonly receiver: Receiver
  readonly boss: Caller
  readonly all: Records
  readonly call: <T>(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object, token?: string) => Promise<T>
  /** Makes a webhook with a secret, at an address of its own at the receiver. */
  readonly webhook: (values?: object, token?: string) => Promise<Made>
  readonly deliveries: (id: string) => Promise<readonly ShownDelivery[]>
  readonly stateOf: (id: string) => Promise<WebhookState>
}

/** An application with a worker for webhooks and a receiver. Each test begins with no webhook on. */
export async function webhookStage(): Promise<WebhookStage> {
  // Whoever verifies a signature goes by the real time.
  const clock = testClock(new Date().toISOString())
  const { app, kernel, db } = await testApplication({ clock })
  const boss = await createCaller(kernel, { name: 'Boss', permissions: ['*'] })
  const receiver = await httpReceiver()
  const all = kernel.store.asSystem('test')
  await makePartitions(db, clock.now())
  await allowHere(kernel)
  const processing = startProcessors(kernel, [followForWebhooks(kernel)])
  const sending = startWebhooks(kernel, { poll: 30, chance: () => 0.5 })
  afterAll(async () => {
    await Promise.all([processing.stop(), sending.stop()])
  })
  beforeEach(async () => {
    receiver.answer(204)
    for (const { id } of (await all.list('webhook', { filter: { isOn: true } })).rows) await all.archive('webhook', id)
  })
  const call: WebhookStage['call'] = (method, url, body, token = boss.token) => send(app, { method, url, body, token })
  let made = 0
  const webhook: WebhookStage['webhook'] = async (values = {}, token) => {
    const path = `/hook-${++made}`
    clock.advance(1000)
    const row = await call<Row>(
      'POST',
      '/webhooks',
      { name: `Hook ${made}`, url: receiver.url + path, ...values },
      token,
    )
    const { secret } = await call<{ secret: string }>('POST', `/webhooks/${row.id}/secret`)
    // Longer than the webhooks are believed without asking.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    return { id: row.id, secret, path, received: () => receiver.received.filter((one) => one.path === path) }
  }
  return {
    kernel,
    db,
    clock,
    receiver,
    boss,
    all,
    call,
    webhook,
    deliveries: async (id) => (await call<{ rows: ShownDelivery[] }>('GET', `/webhooks/${id}/deliveries`)).rows,
    stateOf: (id) => call('GET', `/webhooks/${id}/state`),
  }
}

interface Sending {
  readonly method: 'GET' | 'POST' | 'PATCH'
  readonly url: string
  readonly body: object | undefined
  readonly token: string
}

async function send<T>(app: FastifyInstance, { method, url, body, token }: Sending): Promise<T> {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${token}`, ...(method === 'PATCH' ? { 'if-match': '*' } : {}) },
    ...(body ? { payload: body } : {}),
  })
  if (answer.statusCode >= 400) throw new Error(`${answer.statusCode} ${answer.body}`)
  return (answer.body === '' ? undefined : answer.json()) as T
}

export const payloadOf = (one: Received | undefined): Payload => JSON.parse(one?.body ?? '{}') as Payload
