import { idsOf } from '../../kernel/access/rule.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../kernel/record/action.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import { endWithVendor } from './end.server.ts'
import { writeToContacts } from './letter.server.ts'
import { voidLinks } from './link.server.ts'

/** What people do with tickets that vendors have, by 'record.action'. */
export const vendorTicketActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'vendor_ticket.takeBack': async ({ records, tx, row, input }) => {
    const words = typeof input['why'] === 'string' && input['why'].trim() !== '' ? input['why'].trim() : null
    await endWithVendor(kernel, records.who, { tx, id: row.id, how: 'endHere', words })
  },
  'vendor_ticket.renewLinks': async ({ records, tx, row }) =>
    writeToContacts(inside(kernel, tx), {
      vendorTicket: { id: row.id, number: String(row.number), subject: String(row['subject']) },
      contacts: idsOf(row['contacts']),
      ...{ by: records.who.name, text: row['isLinkOnly'] === true ? null : String(row['told']), hasNewLink: true },
    }),
  'vendor_ticket.revokeLinks': async ({ tx, row }) =>
    void (await voidLinks(tx, { vendorTicket: row.id, now: kernel.clock.now() })),
})
