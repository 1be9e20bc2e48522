import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { problemOfMonth } from './month.ts'

export const PriceIndex = defineRecord('price_index', {
  label: ['Index value', 'Index values'],
  about:
    'What an index that prices follow came to in one month, as its publisher says. A month without one is not known.',
  icon: 'activity',
  title: 'index',
  fields: {
    index: f.text({
      required: true,
      fixed: true,
      max: 80,
      search: 'A',
      index: true,
      help: 'As contracts name it: HICP.',
    }),
    month: f.text({ required: true, fixed: true, max: 7, index: true, help: 'Such as 2026-03.' }),
    value: f.decimal({ required: true, min: 0, scale: 6, help: 'In points of the index, not in percent.' }),
    source: f.text({ required: true, max: 300, help: 'Where it was published, and when.' }),
    slot: f.text({ max: 90, unique: true, worked: 'kept', label: 'Index and month' }),
  },
  access: {
    read: { holds: 'price_index.read' },
    create: { holds: 'price_index.write' },
    update: { holds: 'price_index.write' },
    archive: { holds: 'price_index.archive' },
  },
  list: { columns: ['index', 'month', 'value', 'source'], sort: '-month' },
  page: [{ panel: 'Value', shows: ['index', 'month', 'value', 'source'] }],
  check: ({ month, value }) => [
    problemOfMonth(month),
    value === '0' && { field: 'value', says: 'An index is never nothing. Leave out a month that isn’t known.' },
  ],
})
export type PriceIndex = RowOf<typeof PriceIndex>
