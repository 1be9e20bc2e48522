import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

export const Currency = defineRecord('currency', {
  label: ['Currency', 'Currencies'],
  about: 'A currency that amounts are kept in, with the number of digits ISO 4217 gives its minor unit.',
  icon: 'coins',
  fields: {
    name: f.text({ required: true, max: 80, search: 'A' }),
    code: f.text({ required: true, max: 3, search: 'A', unique: true, help: 'Three letters, as in ISO 4217.' }),
    minorUnits: f.int({
      required: true,
      min: 0,
      max: 4,
      help: 'Digits after the point: 2 for the euro, 0 for the yen.',
    }),
    isUsed: f.bool({ default: false, label: 'In use', help: 'Offered when an amount is entered.' }),
  },
  access: {
    read: 'anyone',
    create: { holds: 'currency.write' },
    update: { holds: 'currency.write' },
    archive: { holds: 'currency.archive' },
  },
  list: { columns: ['code', 'name', 'minorUnits', 'isUsed'], sort: 'code', views: { 'In use': { isUsed: true } } },
  page: [{ panel: 'Currency', shows: ['code', 'name', 'minorUnits', 'isUsed'] }],
  matchOn: ['code'],
  check: (currency) => [
    !/^[A-Z]{3}$/.test(currency.code) && {
      field: 'code',
      says: 'A currency code is three capital letters, such as EUR.',
    },
  ],
})
export type Currency = RowOf<typeof Currency>
