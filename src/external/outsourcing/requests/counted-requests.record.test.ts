import { describeRecord } from '../../../../test/kit/describe-record.ts'
import type { World } from '../../../../test/kit/record/world.ts'
import { CountedRequests } from './counted-requests.record.ts'

const hour = (n: number): string => new Date(Date.UTC(2026, 0, 1, n)).toISOString()

let measured: ReturnType<typeof makePromise> | undefined
/** A promise that is measured by requests, and the service that it is for. */
async function makePromise(world: World) {
  const { id: service } = await world.another('service')
  const { id: promise } = await world.another('availability_promise', { counts: 'requests', services: [service] })
  return { promise, service }
}

await describeRecord(CountedRequests, {
  make: async (n, world) => ({
    ...(await (measured ??= makePromise(world))),
    ...{ startsAt: hour(n), endsAt: hour(n + 1), total: 1000 + n, failed: 1 + (n % 50) },
  }),
  apart: ['startsAt', 'endsAt'],
  change: { total: 5000 },
})
