import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ContractDocument = defineRecord('contract_document', {
  label: ['Contract document', 'Contract documents'],
  about: 'A text that a contract consists of, in one version: the agreement, an order, an annex, an amendment.',
  icon: 'file-text',
  title: 'name',
  traits: ['comments', 'files', 'tags', 'watchers'],
  fields: {
    name: f.text({
      required: true,
      max: 200,
      search: 'A',
      help: 'What it is called: Data processing agreement.',
    }),
    contract: f.ref('contract', { required: true, index: true, fixed: true, onArchive: 'keep' }),
    kind: f.choice(
      [
        'agreement',
        'order',
        'annex',
        'amendment',
        'data_processing',
        'business_associate',
        'service_levels',
        'security',
        'correspondence',
        'other',
      ],
      {
        default: 'agreement',
        says: {
          data_processing: 'Data processing agreement',
          business_associate: 'Business associate agreement',
          service_levels: 'Service levels',
          security: 'Security measures',
        },
      },
    ),
    edition: f.text({ max: 40, label: 'Version', help: 'As it stands on the document: 2.1.' }),
    datedOn: f.date({ label: 'Dated', help: 'The day on the document.' }),
    amends: f.ref('contract_document', {
      tree: true,
      index: true,
      label: 'New version of',
      help: 'The document that this one takes the place of. What was checked there is carried over.',
    }),
    about: f.longText({ max: 2000, search: 'C', label: 'What it is about' }),
  },
  access: {
    read: { holds: 'contract_document.read' },
    create: { holds: 'contract_document.write' },
    update: { holds: 'contract_document.write' },
    archive: { holds: 'contract_document.archive' },
  },
  list: {
    columns: ['name', 'contract', 'kind', 'edition', 'datedOn'],
    sort: '-datedOn',
  },
  page: [{ panel: 'Document', shows: ['name', 'contract', 'kind', 'edition', 'datedOn', 'amends', 'about'] }],
})
export type ContractDocument = RowOf<typeof ContractDocument>
