import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const TicketCategory = defineRecord('ticket_category', {
  label: ['Ticket category', 'Ticket categories'],
  about: 'What tickets are about, as a tree: what figures are grouped by, and who gets them first.',
  icon: 'category',
  fields: {
    name: f.text({ required: true, max: 120, search: 'A' }),
    parent: f.ref('ticket_category', { tree: true, index: true }),
    team: f.ref('team', { label: 'Usual assignment group', help: 'Gets new tickets of this category.' }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'ticket_category.write' },
    update: { holds: 'ticket_category.write' },
    archive: { holds: 'ticket_category.write' },
  },
  list: { columns: ['name', 'parent', 'team'], sort: 'name' },
  page: [{ panel: 'Category', shows: ['name', 'parent', 'team'] }],
  matchOn: ['name'],
})
