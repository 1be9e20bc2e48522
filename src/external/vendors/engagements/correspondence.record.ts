import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const Correspondence = defineRecord('correspondence', {
  label: ['Correspondence', 'Correspondence log'],
  about: 'What was written or said between us and a vendor: a mail, a letter, a call.',
  title: 'subject',
  icon: 'mail',
  traits: ['comments', 'files'],
  fields: {
    subject: f.text({ required: true, max: 300, search: 'A' }),
    vendor: f.ref('vendor', { required: true, index: true }),
    engagement: f.ref('engagement', { index: true }),
    way: f.choice(['mail', 'letter', 'call', 'meeting', 'other'], { default: 'mail' }),
    direction: f.choice(['in', 'out'], { default: 'in', says: { in: 'From the vendor', out: 'From us' } }),
    happenedAt: f.dateTime({ required: true, index: true, label: 'When' }),
    contact: f.ref('vendor_contact', { index: true, label: 'With' }),
    person: f.ref('person', { index: true, label: 'By us' }),
    sender: f.text({ max: 320, search: 'B', help: 'As the mail names them.' }),
    trust: f.choice(['confirmed', 'unconfirmed', 'disowned'], {
      label: 'Is it of the sender',
      help: 'What the domain of the sender’s address says of a mail.',
      tones: { confirmed: 'good', unconfirmed: 'neutral', disowned: 'bad' },
      says: {
        confirmed: 'Their domain confirms it',
        unconfirmed: 'Their domain doesn’t say',
        disowned: 'Their domain disowns it',
      },
    }),
    text: f.longText({ search: 'C' }),
  },
  access: {
    read: { holds: 'correspondence.read' },
    create: { holds: 'correspondence.write' },
    update: { holds: 'correspondence.write' },
    archive: { holds: 'correspondence.archive' },
  },
  list: {
    columns: ['happenedAt', 'subject', 'vendor', 'engagement', 'direction', 'way', 'contact'],
    sort: '-happenedAt',
    views: {
      'From the vendor': { direction: 'in' },
      'From us': { direction: 'out' },
      'Disowned by their domain': { trust: 'disowned' },
    },
  },
  page: [
    { panel: 'Correspondence', shows: ['subject', 'direction', 'way', 'happenedAt', 'text'] },
    { panel: 'Who', shows: ['vendor', 'engagement', 'contact', 'person', 'sender', 'trust'] },
  ],
})
export type Correspondence = RowOf<typeof Correspondence>
