import { describe, expect, it } from 'vitest'
import { defineRecord } from '../../record/define.ts'
import { f } from '../../record/field.ts'
import type { AnyRecord } from '../../record/define.ts'
import { moveTo } from '../board/moves.ts'
import { monthAfter, weeksOf } from '../calendar/month.ts'
import { isSame, wireValues } from '../field/wire.ts'
import type { Row } from '../record/row.ts'
import { columnsOf, movedBefore, templateOf } from './columns.ts'
import { isEditable } from './editable.ts'
import { askedBy, filterable, isSortable, operatorsOf } from './operators.ts'
import { changed, checkSearch, declaredViews, isChanged, listQuery, shownBy } from './search.ts'

const boat = defineRecord('boat', {
  label: ['Boat', 'Boats'],
  about: 'Something that floats.',
  number: 'BT-{000}',
  fields: {
    name: f.text({ required: true }),
    kind: f.choice(['sail', 'motor'], { default: 'sail' }),
    captain: f.ref('sailor'),
    crew: f.refs('sailor', {}),
    price: f.money({}),
    builtOn: f.date({}),
    isInsured: f.bool({}),
    notes: f.longText({ write: 'boat.annotate' }),
    age: f.computed('int', { from: () => 1 }),
  },
  states: {
    start: 'docked',
    all: ['docked', 'sailing'],
    moves: { leave: { from: ['docked'], to: 'sailing', label: 'Leave' } },
  },
  access: { read: 'anyone', create: 'anyone', update: 'anyone', archive: 'anyone' },
  list: { columns: ['number', 'name', 'price'], sort: 'name', views: { Sailing: { state: 'sailing' } } },
  page: [],
}) as unknown as AnyRecord

const row = (more: Partial<Row>): Row => ({
  id: '1',
  number: null,
  title: 'Anna',
  version: 1,
  state: 'docked',
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  archivedAt: null,
  can: [],
  ...more,
})

describe('what a list shows', () => {
  const [view] = declaredViews(boat)

  it('takes from the address only what makes sense', () => {
    expect(
      checkSearch({ as: 'pie', month: '2026-13x', filter: [1], q: 12, archived: 'yes', columns: ['name', 3] }),
    ).toEqual({
      q: '12',
      columns: ['name'],
    })
  })

  it('puts the address over the view, and the view over the record', () => {
    expect(shownBy(boat, {}, view, null).filter).toEqual({ state: 'sailing' })
    expect(shownBy(boat, { filter: { kind: 'motor' } }, view, null).filter).toEqual({ kind: 'motor' })
    expect(shownBy(boat, {}, undefined, ['name']).columns).toEqual(['name'])
    expect(shownBy(boat, {}, undefined, null).sort).toBe('name')
  })

  it('offers to save only what differs from the view', () => {
    expect(isChanged({ view: 'Sailing', q: 'x' }, view)).toBe(false)
    expect(isChanged({ view: 'Sailing', filter: { state: 'sailing' } }, view)).toBe(false)
    expect(isChanged({ view: 'Sailing', sort: '-name' }, view)).toBe(true)
    expect(changed({ q: 'x', sort: 'name' }, { q: undefined })).toEqual({ sort: 'name' })
  })

  it('asks the API for no more than is shown', () => {
    expect(listQuery(shownBy(boat, {}, undefined, null))).toEqual({ sort: 'name' })
  })
})

describe('filters in words and back', () => {
  it('reads back every condition that it builds', () => {
    const values: Record<string, unknown> = {
      value: '2026-01-01',
      values: ['sail'],
      text: 'x',
      days: 30,
      yesNo: true,
      nothing: null,
    }
    for (const name of filterable(boat)) {
      const field = boat.fields[name] ?? { kind: 'choice', options: { of: [] } }
      for (const operator of operatorsOf(field, false)) {
        const condition = operator.build(values[operator.takes])
        const asked = askedBy(field, condition)
        expect(asked?.operator.key, `${name} ${operator.key}`).toBe(operator.key)
        expect(asked?.operator.build(asked.value)).toEqual(condition)
      }
    }
  })

  it('knows what it can’t draw', () => {
    expect(askedBy(f.ref('sailor'), { where: { name: 'x' } })).toBeNull()
    expect(askedBy(f.date({}), { gte: '2026-01-01', lte: '2026-02-01' })).toBeNull()
    expect(askedBy(f.ref('sailor'), 'me')?.operator.key).toBe('me')
  })

  it('leaves out what the server can’t sort or filter by', () => {
    expect(filterable(boat)).not.toContain('age')
    expect(isSortable(boat, 'age')).toBe(false)
    expect(isSortable(boat, 'crew')).toBe(false)
    expect(isSortable(boat, 'state')).toBe(true)
  })
})

describe('columns', () => {
  it('gives the room that is left to the title, unless it has a width of its own', () => {
    const columns = columnsOf(boat, ['number', 'name', 'price', 'gone'], {})
    expect(columns.map(({ name }) => name)).toEqual(['number', 'name', 'price'])
    expect(templateOf(columns, {})).toContain('minmax(232px, 1fr)')
    expect(templateOf(columnsOf(boat, ['name'], { name: 90 }), { name: 90 })).toBe('40px 90px minmax(16px, 1fr)')
  })

  it('moves a column before or behind another', () => {
    expect(movedBefore(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a'])
    expect(movedBefore(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
    expect(movedBefore(['a', 'b'], 'x', 'a')).toEqual(['a', 'b'])
  })
})

describe('changing rows', () => {
  it('lets edit only what the caller may', () => {
    const may = (name: string, can: readonly string[], permissions: readonly string[] = []) =>
      isEditable({ record: boat, row: row({ can }), name, permissions })
    expect(may('name', ['update'])).toBe(true)
    expect(may('age', ['update'])).toBe(false)
    expect(may('createdAt', ['update'])).toBe(false)
    expect(may('name', [])).toBe(false)
    expect(may('notes', ['update'])).toBe(false)
    expect(may('notes', ['update'], ['boat.annotate'])).toBe(true)
  })

  it('finds the move that leads to a state', () => {
    expect(moveTo(boat, row({ can: ['move:leave'] }), 'sailing')).toBe('leave')
    expect(moveTo(boat, row({}), 'sailing')).toBeNull()
    expect(moveTo(boat, row({ can: ['move:leave'] }), 'docked')).toBeNull()
  })

  it('sends references as ids', () => {
    const given = { name: '', captain: { id: 'a', title: 'Ann' }, crew: [{ id: 'b', title: null }] }
    expect(wireValues(boat, given)).toEqual({ name: null, captain: 'a', crew: ['b'] })
    expect(isSame(boat.fields.captain, { id: 'a', title: 'Ann' }, 'a')).toBe(true)
    expect(isSame(boat.fields.name, null, '')).toBe(true)
  })
})

describe('months', () => {
  it('begin on Monday and hold every day once', () => {
    const weeks = weeksOf('2026-11')
    expect(weeks[0]?.[0]).toBe('2026-10-26')
    expect(weeks.at(-1)?.[6]).toBe('2026-12-06')
    expect(weeks.flat().filter((day) => day.startsWith('2026-11'))).toHaveLength(30)
    expect(weeksOf('2027-02')).toHaveLength(4)
  })

  it('pass from year to year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01')
    expect(monthAfter('2026-01', -1)).toBe('2025-12')
  })
})
