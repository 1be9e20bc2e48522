import type { DemoPart } from '../../foundation/demo.server.ts'
import { idsOf } from '../../kernel/access/rule.ts'
import { writeComment } from '../../kernel/traits/comments.server.ts'
import { relate } from '../../kernel/traits/relations.server.ts'
import { vendorPerson } from './end.server.ts'
import { contractsInForce, putInHand } from './give.server.ts'

/** What the vendor is told of each ticket, and what they have said so far. */
const given = [
  {
    way: 'waits',
    told: 'Please look at your side first: we see packets lost from your router on.',
    said: 'A technician is on the way. We call before noon.',
  },
  { way: 'works', told: 'Please measure the line while our people look at the office.', said: null },
] as const

/** Tickets of the demo company that its network's vendor has in hand, by what they promised. */
export const vendorTicketsPart: DemoPart = {
  name: 'tickets with vendors',
  needs: ['tickets', 'vendors', 'contracts'],
  create: async ({ records, kernel }) => {
    const { who } = records
    const { rows: engagements } = await records.list('engagement', {
      filter: { name: 'Lines between all sites' },
      limit: 1,
    })
    const [engagement] = engagements
    if (!engagement) throw new Error('The demo company buys no lines between its sites.')
    const [vendor = ''] = idsOf(engagement['vendor'])
    const { rows: contacts } = await records.list('vendor_contact', { filter: { vendor, level: 1 }, limit: 1 })
    const [contact] = contacts
    if (!contact) throw new Error('Nobody at the vendor of the lines is called first.')
    const [contract] = await contractsInForce(kernel.db, engagement.id)
    const policy = await records.create('service_level', {
      ...{ name: 'Nordlys Netz: lines', kind: 'uc', response: '1 h', resolution: '4 h' },
    })
    for (const [link, other] of [['contract', contract?.id] as const, ['engagement', engagement.id] as const])
      if (other)
        await relate(kernel, who, {
          id: policy.id,
          relation: { link: `service_level_binds_${link}`, direction: 'forward', other },
        })
    const { rows: tickets } = await records.list('ticket', {
      filter: { state: ['new', 'in_progress'], team: { where: { name: { contains: 'etwork' } } } },
      sort: '-createdAt',
      limit: given.length,
    })
    const { rows: reasons } = await records.list('pending_reason', { filter: { waitsFor: 'third_party' }, limit: 1 })
    for (const [place, { way, told, said }] of given.entries()) {
      const ticket = tickets[place]
      if (!ticket) continue
      const made = await putInHand(kernel, who, {
        ...{ ticket: ticket.id, vendor, engagement: engagement.id, contract: contract?.id ?? null, isInHand: false },
        ...{ contacts: [contact.id], way, told, subject: String(ticket.title) },
        shares: { description: true, comments: [], files: [] },
      })
      if (way === 'waits')
        await records.move('ticket', ticket.id, 'hold', { set: { pendingReason: reasons[0]?.id ?? null } })
      const speaker = { contact: contact.id, contactName: String(contact.title), vendorName: 'Nordlys Netz' }
      if (said)
        await writeComment(kernel, vendorPerson(speaker, { via: 'demo' }), {
          id: made.id,
          text: said,
          isInternal: false,
        })
    }
  },
}
