import { system } from '../../kernel/access/who.ts'
import { defineProcessor, type Processor } from '../../kernel/events/processor.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import { inside } from '../../kernel/record/inside.server.ts'
import { endWithVendor } from './end.server.ts'
import { writeToContacts } from './letter.server.ts'

const silent = ['import', 'demo']
const over = ['resolved', 'closed', 'cancelled', 'rejected']

/** What is said to a vendor reaches their contacts by mail, each comment of ours once. */
export const mailVendors = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'mail-vendors',
    startsAt: 'now',
    once: true,
    on: ({ type, verb, via, who, after }) =>
      type === 'vendor_ticket' &&
      verb === 'commented' &&
      who !== null &&
      !silent.includes(via) &&
      after?.['isInternal'] !== true,
    handle: async ({ recordId, after, who }, { db }) => {
      const [said] = await db.query<Said>({
        text: `select r.number, v.subject, case when not v.is_link_only then c.text end as text, c.by_name as by,
            array(select k.id from vendor_contact k where k.id = any(v.contacts) and k.state = 'there'
              and k.archived_at is null) as contacts
          from comment c join vendor_ticket v on v.id = c.record_id join record r on r.id = v.id
          where c.id = $1 and c.removed_at is null and not c.is_internal and v.state = 'with_vendor' and v.archived_at is null
            and not exists (select from account a join vendor_contact k on k.id = a.self where a.id = $2)`,
        values: [after?.['comment'], who],
      })
      if (!said) return
      const { number, subject, text, by, contacts } = said
      await writeToContacts(inside(kernel, db), {
        ...{ vendorTicket: { id: recordId, number, subject }, contacts, by, text },
        hasNewLink: false,
      })
    },
  })

interface Said {
  readonly number: string
  readonly subject: string
  readonly text: string | null
  readonly by: string
  readonly contacts: readonly string[]
}

/** What is over with us is over with its vendors. */
export const endWithTickets = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'end-with-tickets',
    startsAt: 'now',
    once: true,
    on: ({ type, after, via }) => type === 'ticket' && !silent.includes(via) && over.includes(String(after?.['state'])),
    handle: async ({ recordId }, { db }) => {
      const rows = await db.query<{ id: string }>({
        text: `select v.id from vendor_ticket v join ticket t on t.id = v.ticket
          where v.ticket = $1 and v.state = 'with_vendor' and v.archived_at is null and t.state = any($2) order by v.id`,
        values: [recordId, over],
      })
      for (const { id } of rows)
        await endWithVendor(kernel, system('its ticket is over'), {
          ...{ tx: db, id, how: 'endHere', words: 'The ticket is over with us.' },
        })
    },
  })
