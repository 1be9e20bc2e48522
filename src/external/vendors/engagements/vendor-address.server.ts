import type { Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { threadAddress } from '../../../kernel/mail-in/token.server.ts'

/** The address by which mails are filed under an engagement, or why there is none. */
export interface VendorAddress {
  readonly address: string | null
  readonly says: string
}

/** The address of an engagement that the caller may see: of the first mailbox by name that is on and takes addresses with a plus. */
export async function vendorAddress(
  { db, store, secret }: Pick<Kernel, 'db' | 'store' | 'secret'>,
  who: Who,
  id: string,
): Promise<VendorAddress> {
  const engagement = await store.as(who).get('engagement', id)
  const [mailbox] = await db.query<{ address: string }>(
    'select address from mailbox where is_on and takes_plus and archived_at is null order by lower(name), id limit 1',
  )
  if (!mailbox)
    return {
      address: null,
      says: 'There is no mailbox that takes addresses with a plus. An administrator makes one under Mailboxes.',
    }
  return {
    address: threadAddress(secret, mailbox.address, engagement.id),
    says: 'Whatever is sent or copied to this address is filed here, with its files. Put it in copy when you write to them, and ask them to leave it there; answers to what was filed find their way without it. Give it to nobody but the vendor.',
  }
}
