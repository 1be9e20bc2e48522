import { expect, test } from 'vitest'
import { defineRecord } from '../../record/define.ts'
import { f } from '../../record/field.ts'
import { createRegistry } from '../../record/registry.ts'
import { allowanceOf, verbsOf } from './allowances.ts'

const registry = createRegistry(
  [
    defineRecord('thing', {
      label: ['Thing', 'Things'],
      about: 'Something.',
      fields: { name: f.text(), owner: f.ref('thing'), worth: f.int({ read: 'thing.see_worth' }) },
      states: {
        start: 'new',
        all: ['new', 'sold'],
        moves: {
          sell: { from: ['new'], to: 'sold', label: 'Sell', can: { holds: 'thing.sell' } },
          keep: { from: ['sold'], to: 'new', label: 'Keep' },
        },
      },
      access: {
        read: { holds: 'thing.read' },
        create: { holds: 'thing.write' },
        update: { anyOf: [{ holds: 'thing.write' }, { isSelf: 'owner' }] },
        archive: 'nobody',
      },
      list: { columns: ['name'], sort: 'name' },
      page: [{ panel: 'All', shows: ['name'] }],
    }),
  ],
  [],
)
const thing = registry.record('thing')

test('what a role allows follows from the declared rules', () => {
  expect(allowanceOf(['thing.read'], thing)).toMatchObject({
    see: 'all',
    create: 'none',
    change: 'own',
    archive: 'none',
    hidden: ['Worth'],
    besides: [],
  })
  expect(allowanceOf(['*'], thing)).toMatchObject({ create: 'all', change: 'all', hidden: [], besides: ['Sell'] })
  expect(allowanceOf([], thing)).toMatchObject({ see: 'none', hidden: [] })
})

test('fixed verbs are said in words, also where a wildcard allows them', () => {
  expect(verbsOf(['history.*', 'export.run'])).toEqual([
    'See what happened to a record, and who did it',
    'Prove that nobody changed the history',
    'Export lists as CSV or XLSX',
  ])
})

test('whoever only reads changes nothing, not even their own, and holding everything is no such limit', () => {
  expect(allowanceOf(['*.read', 'records.only_read'], thing)).toMatchObject({ see: 'all', change: 'none' })
  expect(verbsOf(['*'])).not.toContain('Only read: change no record, whatever else they are given')
  expect(verbsOf(['records.only_read'])).toEqual(['Only read: change no record, whatever else they are given'])
})
