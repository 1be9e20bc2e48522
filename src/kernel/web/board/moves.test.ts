import { expect, it } from 'vitest'
import { Specimen } from '../../../../test/kit/specimen-record.ts'
import type { AnyRecord } from '../../record/define.ts'
import type { Row } from '../record/row.ts'
import { moveTo, refusalOf } from './moves.ts'

const specimen = Specimen as unknown as AnyRecord
const row = (given: Partial<Row>): Row =>
  ({ id: '1', title: 'Ammonite', state: 'found', archivedAt: null, can: ['move:show', 'move:lose'], ...given }) as Row

it('finds the move that leads to a column, and says why there is none', () => {
  expect(moveTo(specimen, row({}), 'shown')).toBe('show')
  expect(refusalOf(specimen, row({}), 'shown')).toBeNull()
  expect(refusalOf(specimen, row({}), 'found')).toBeNull()
  expect(refusalOf(specimen, row({ can: [] }), 'shown')).toBe(
    'You may not do “Put on show” here. Ammonite stays found.',
  )
  expect(refusalOf(specimen, row({ state: 'lost', can: [] }), 'shown')).toBe(
    'Ammonite can’t go from lost to shown. It must be found first.',
  )
  expect(refusalOf(specimen, row({ state: 'lost', can: [] }), 'found')).toBe(
    'Nothing moves to found by hand. Ammonite stays lost.',
  )
  expect(refusalOf(specimen, row({ archivedAt: '2026-01-01T00:00:00.000Z', can: [] }), 'shown')).toBe(
    'Ammonite is archived. Restore it first.',
  )
})
