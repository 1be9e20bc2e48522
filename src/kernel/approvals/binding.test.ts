import { expect, it } from 'vitest'
import { defineRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { shownValues } from './binding.ts'

const record = defineRecord('bought', {
  label: ['Purchase', 'Purchases'],
  about: 'Bought.',
  fields: {
    what: f.text({}),
    cost: f.money({}),
    share: f.percent({}),
    many: f.int({}),
    on: f.date({}),
    at: f.dateTime({}),
    lasts: f.duration({}),
    isNew: f.bool({}),
    tags: f.choices(['first_one', 'second'], {}),
  },
  access: { read: 'nobody', create: 'nobody', update: 'nobody', archive: 'nobody' },
  list: { columns: ['what'], sort: 'what' },
  page: [{ panel: 'All', shows: ['what'] }],
})
const row = {
  what: 'Screens',
  cost: { amount: '12500.00', currency: 'EUR' },
  share: '12.50',
  many: 1200,
  on: '2027-03-14',
  at: '2027-03-14T09:30:00.000Z',
  lasts: 16_200,
  isNew: true,
  tags: ['first_one', 'second'],
}
const shown = (values: object, before: readonly (readonly [string, string])[] = []) =>
  shownValues(record, { ...row, ...values }, { fields: Object.keys(row), before: new Map(before) })

it('says values as people read them', () => {
  expect(shown({}).map(({ value }) => value)).toEqual([
    'Screens',
    '€12,500.00',
    '12.5 %',
    '1,200',
    '14 Mar 2027',
    '14 Mar 2027, 09:30 UTC',
    '4 h 30 min',
    'Yes',
    'First one; Second',
  ])
})

it('says what was there before, and leaves out what is empty', () => {
  const changed = shown({ cost: { amount: '99.00', currency: 'EUR' }, on: null, what: null }, [
    ['cost', '€12,500.00'],
    ['on', '14 Mar 2027'],
  ])
  expect(changed.find(({ field }) => field === 'cost')).toMatchObject({ value: '€99.00', before: '€12,500.00' })
  expect(changed.find(({ field }) => field === 'on')).toMatchObject({ value: '', before: '14 Mar 2027' })
  expect(changed.some(({ field }) => field === 'what')).toBe(false)
})
