import { changeAccount } from '../../kernel/access/accounts.server.ts'
import { system } from '../../kernel/access/who.ts'
import { defineProcessor, type Processor } from '../../kernel/events/processor.server.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'

/** Lets a new account stand for the person with its e-mail, whoever made it: identity providers know no records. */
export const linkAccounts = (kernel: Pick<Kernel, 'db' | 'clock'>): Processor =>
  defineProcessor({
    name: 'link-accounts',
    on: ({ type, verb }) => type === 'account' && verb === 'created',
    startsAt: 'now',
    handle: async ({ recordId }) => {
      const [person] = await kernel.db.query<{ id: string }>({
        text: `select p.id from account a join person p on lower(p.email) = a.email and p.archived_at is null
          where a.id = $1 and a.self is null and not exists (select from account other where other.self = p.id)`,
        values: [recordId],
      })
      if (person) await changeAccount(kernel, recordId, { self: person.id }, system('who bears whose e-mail'))
    },
  })
