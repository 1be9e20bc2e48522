import type { DemoPart } from '../foundation/demo.server.ts'

/**
 * The address that people and vendors write to. Its domain is one of those that exist for examples, so that no mail of the
 * world reaches it; what is handed in to this server under it is dealt with as any mail is.
 */
export const mailboxPart: DemoPart = {
  name: 'mailboxes',
  needs: [],
  create: async ({ records }) => {
    await records.create('mailbox', {
      ...{ name: 'IT service desk', address: 'it@tarnwick.example', way: 'listener', takesPlus: true },
      defaults: { strangers: 'set_aside' },
    })
  },
}
