import type { Kernel } from '../../../src/kernel/kernel.server.ts'
import type { Row } from '../../../src/kernel/record/store.server.ts'
import { relate } from '../../../src/kernel/traits/relations.server.ts'
import { createWorld } from '../record/world.ts'
import { type Desk, openDesk } from '../support/desk.ts'

/** What a company buys of whoever keeps its lines, and what became of it in October 2026. */
export interface Lines {
  readonly desk: Desk
  readonly engagement: Row
  readonly contract: Row
  readonly service: Row
  readonly promise: Row
  readonly claim: Row
  /** One in time, one late by two and a half hours, and one late by an hour in October and another in November. */
  readonly tickets: readonly Row[]
  /** One that counts, of a hundred minutes, and one that doesn't. */
  readonly outages: readonly Row[]
  readonly handOver: (ticket: Row, at: string) => Promise<string>
}

interface Clock {
  readonly set: (at: string) => void
}

/** Makes it: two hours are promised for tickets in Hamburg's office hours, and 99.9 % a month for the service. */
export async function boughtLines(kernel: Kernel, clock: Clock): Promise<Lines> {
  const desk = await openDesk(kernel)
  const { records } = desk
  const world = createWorld(kernel)
  const service = await world.another('service', { name: 'Lines' })
  const engagement = await world.another('engagement', {
    ...{ name: 'Upkeep of the lines', services: [service.id], yearlyCost: { amount: '10000.00', currency: 'EUR' } },
    ...{ startsOn: '2026-01-01', endsOn: null, owner: desk.agent.id },
  })
  await records.move('engagement', engagement.id, 'start')
  const contract = await world.another('contract', { name: 'Upkeep of the lines', engagement: engagement.id })
  await records.create('contract_event', {
    ...{ contract: contract.id, subject: 'Signed', kind: 'initial', happenedOn: '2025-12-01', startsOn: '2026-01-01' },
    ...{ termCount: 24, termUnit: 'months', price: { amount: '12000.00', currency: 'EUR' }, pricePer: 'year' },
    renewal: 'fixed',
  })
  await records.update('contract', contract.id, { signedOn: '2025-12-01' }, { version: contract.version })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', contract.id, move)
  const policy = await records.create('service_level', { name: 'Repairs of lines', kind: 'uc', resolution: '2 h' })
  await relate(kernel, records.who, {
    id: policy.id,
    relation: { link: 'service_level_binds_contract', direction: 'forward', other: contract.id },
  })
  const handOver = async (ticket: Row, at: string): Promise<string> => {
    clock.set(at)
    const relation = { link: 'ticket_engages_contract', direction: 'forward', other: contract.id } as const
    return (await relate(kernel, records.who, { id: ticket.id, relation })).id
  }
  const resolve = async (ticket: Row, at: string): Promise<void> => {
    clock.set(at)
    await records.move('ticket', ticket.id, 'resolve', { set: { resolution: 'Repaired.', resolutionCode: 'solved' } })
  }
  const tickets: Row[] = []
  for (const [began, ended] of [
    ['2026-10-05T09:00:00.000Z', '2026-10-05T10:30:00.000Z'],
    ['2026-10-06T08:00:00.000Z', '2026-10-06T12:30:00.000Z'],
    ['2026-10-30T14:00:00.000Z', '2026-11-02T09:00:00.000Z'],
  ] as const) {
    clock.set(began)
    const ticket = await desk.report({ title: `A line is down since ${began}` })
    await handOver(ticket, began)
    await resolve(ticket, ended)
    tickets.push(ticket)
  }
  const promise = await records.create('availability_promise', {
    ...{ name: 'Lines', services: [service.id], engagement: engagement.id, holdsFrom: '2026-08-01', timeZone: 'UTC' },
    ...{ target: '99.9', tiers: 'below 99.9: 10 %', claimDays: 30, excludes: ['force_majeure'] },
    monthlyFee: { amount: '1000.00', currency: 'EUR' },
  })
  const down = { name: 'Lines down', service: service.id }
  const outages = [
    await records.create('outage', {
      ...{ ...down, startedAt: '2026-10-12T21:40:00.000Z', endedAt: '2026-10-12T23:20:00.000Z', cause: 'provider' },
    }),
    await records.create('outage', {
      ...{ ...down, startedAt: '2026-10-20T08:00:00.000Z', endedAt: '2026-10-20T09:00:00.000Z' },
      cause: 'force_majeure',
    }),
  ]
  const claim = await records.create('service_credit', {
    ...{ name: 'Lines, October 2026', engagement: engagement.id, periodFrom: '2026-10-01', periodTo: '2026-10-31' },
    ...{ promised: '99.9', measured: '99.775985', claimed: { amount: '100.00', currency: 'EUR' } },
  })
  return { desk, engagement, contract, service, promise, claim, tickets, outages, handOver }
}
