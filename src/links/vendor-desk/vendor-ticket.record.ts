import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { problemOfShares, type Shares, sharesNothing } from './shares.ts'

const works = { holds: 'vendor_ticket.write' } as const

export const VendorTicket = defineRecord('vendor_ticket', {
  label: ['Ticket with a vendor', 'Tickets with vendors'],
  about: 'A ticket that was given to a vendor: to whom, what they see of it, what was said, and how it came back.',
  number: 'VT-{00000}',
  icon: 'building-store',
  traits: ['comments', 'files', 'watchers', 'relations'],
  fields: {
    subject: f.text({ required: true, max: 200, search: 'A', help: 'What the vendor knows it as.' }),
    ticket: f.ref('ticket', { required: true, fixed: true, index: true }),
    vendor: f.ref('vendor', { required: true, fixed: true, index: true }),
    engagement: f.ref('engagement', { required: true, fixed: true, index: true, label: 'Given under' }),
    contract: f.ref('contract', { fixed: true, help: 'Whose promises their clock runs by.' }),
    contacts: f.refs('vendor_contact', { label: 'Given to', help: 'They alone can open it.' }),
    way: f.choice(['waits', 'works'], {
      required: true,
      fixed: true,
      label: 'Meanwhile',
      says: { waits: 'We wait for them', works: 'Our clock runs on' },
    }),
    told: f.longText({ required: true, max: 4000, label: 'What they are told' }),
    shares: f.json<Shares>()({
      default: sharesNothing,
      check: problemOfShares,
      label: 'What they see of it',
      help: 'Of the ticket itself.',
    }),
    isLinkOnly: f.bool({
      default: false,
      label: 'Mails with the link only',
      help: 'What they are told and what we write to them stands on their page, and in no mail.',
    }),
    theirNumber: f.text({
      max: 80,
      search: 'A',
      label: 'Their number',
      help: 'The number by which the vendor knows it.',
    }),
    answer: f.longText({ max: 10_000, search: 'C', label: 'What they said at the end' }),
    endedAt: f.dateTime({ label: 'Came back' }),
  },
  states: {
    start: 'with_vendor',
    all: ['with_vendor', 'done', 'not_theirs', 'taken_back'],
    tones: { with_vendor: 'warning', done: 'good', not_theirs: 'bad', taken_back: 'neutral' },
    moves: {
      finish: {
        from: ['with_vendor'],
        to: 'done',
        label: 'Say it is done',
        can: 'nobody',
        asks: ['answer', 'endedAt'],
      },
      refuse: {
        from: ['with_vendor'],
        to: 'not_theirs',
        label: 'Say it is not theirs',
        can: 'nobody',
        asks: ['answer', 'endedAt'],
      },
      endHere: {
        from: ['with_vendor'],
        to: 'taken_back',
        label: 'End here',
        can: 'nobody',
        asks: ['answer', 'endedAt'],
      },
    },
  },
  actions: {
    takeBack: {
      label: 'Take it back',
      done: 'It is back with us',
      can: works,
      from: ['with_vendor'],
      input: { why: f.text({ max: 2000, label: 'Why' }) },
    },
    renewLinks: {
      label: 'Send new links',
      done: 'New links are on their way, and the old ones are void',
      can: works,
      from: ['with_vendor'],
    },
    revokeLinks: {
      label: 'Void the links',
      done: 'The links that were sent open nothing any more',
      can: works,
      from: ['with_vendor'],
    },
  },
  access: {
    read: { holds: 'vendor_ticket.read' },
    // Giving a ticket does more than write this down (see give.server.ts); this is for what was given before Quarterdeck was here.
    create: { holds: 'vendor_ticket.enter' },
    update: works,
    archive: { holds: 'vendor_ticket.archive' },
  },
  list: {
    columns: ['number', 'subject', 'ticket', 'vendor', 'engagement', 'way', 'state', 'createdAt', 'endedAt'],
    sort: '-createdAt',
    views: {
      'With a vendor': { state: 'with_vendor' },
      'We wait for': { state: 'with_vendor', way: 'waits' },
      'Not theirs': { state: 'not_theirs' },
    },
  },
  page: [
    { panel: 'Given', shows: ['subject', 'ticket', 'vendor', 'engagement', 'contract', 'way', 'theirNumber'] },
    { panel: 'To whom, and what they see', shows: ['contacts', 'told', 'shares', 'isLinkOnly'] },
    { panel: 'Came back', shows: ['answer', 'endedAt'] },
  ],
  indexes: [
    ['engagement', 'state'],
    ['ticket', 'state'],
  ],
})
export type VendorTicket = RowOf<typeof VendorTicket>
