import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const RenewalAlternative = defineRecord('renewal_alternative', {
  label: ['Alternative', 'Alternatives'],
  about: 'What could be had in place of going on with a contract: of whom, for how much, and what speaks for it.',
  icon: 'category',
  title: 'name',
  traits: ['comments', 'files'],
  fields: {
    name: f.text({ required: true, max: 200, search: 'A', help: 'Of whom, or what: Offer of Kontor Netz.' }),
    dossier: f.ref('renewal_dossier', { required: true, fixed: true, index: true, label: 'In place of' }),
    vendor: f.ref('vendor', { index: true, help: 'Where it is one that we know.' }),
    price: f.money({ label: 'Price a year', help: 'As offered, or estimated.' }),
    remark: f.longText({ max: 4000, search: 'C', help: 'What speaks for it, what against it, who looked at it.' }),
  },
  access: {
    read: { holds: 'renewal_alternative.read' },
    create: { holds: 'renewal_alternative.write' },
    update: { holds: 'renewal_alternative.write' },
    archive: { holds: 'renewal_alternative.archive' },
  },
  list: { columns: ['name', 'dossier', 'vendor', 'price'], sort: 'name' },
  page: [{ panel: 'Alternative', shows: ['name', 'dossier', 'vendor', 'price', 'remark'] }],
})
export type RenewalAlternative = RowOf<typeof RenewalAlternative>
