import type { Kernel } from '../../../src/kernel/kernel.server.ts'
import type { Records, Row } from '../../../src/kernel/record/store.server.ts'
import { createCaller } from '../record/callers.ts'
import { createWorld } from '../record/world.ts'

/** What tests of the service desk begin with: open from nine to six in Hamburg, two teams, an agent and somebody who asks. */
export interface Desk {
  readonly records: Records
  readonly calendar: Row
  readonly team: Row
  readonly network: Row
  readonly agent: Row
  readonly agentAccount: string
  readonly asker: Row
  readonly report: (values?: Readonly<Record<string, unknown>>) => Promise<Row>
  readonly again: (ticket: Row) => Promise<Row>
}

export async function openDesk(kernel: Kernel): Promise<Desk> {
  const records = kernel.store.asSystem('test')
  const world = createWorld(kernel)
  const hours = '09:00–18:00'
  const calendar = await records.create('calendar', {
    ...{ name: 'Hamburg office', timeZone: 'Europe/Berlin', isDefault: true, monday: hours, tuesday: hours },
    ...{ wednesday: hours, thursday: hours, friday: hours },
  })
  const [agent, asker] = [await world.another('person'), await world.another('person')]
  const { account } = await createCaller(kernel, { permissions: ['ticket.read'], self: agent.id })
  const team = await records.create('team', { name: 'Service desk', lead: agent.id, members: [agent.id] })
  const network = await records.create('team', { name: 'Network' })
  return {
    ...{ records, calendar, team, network, agent, asker, agentAccount: account },
    report: (values = {}) =>
      records.create('ticket', { title: 'No sound', requester: asker.id, team: team.id, ...values }),
    again: ({ id }) => records.get('ticket', id),
  }
}
