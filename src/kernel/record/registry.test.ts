import { expect, it } from 'vitest'
import { defineRecord } from './define.ts'
import { f } from './field.ts'
import { createRegistry } from './registry.ts'

const spec = {
  about: 'Lets somebody through a door.',
  icon: 'key',
  fields: { name: f.text() },
  access: { read: 'anyone', create: 'nobody', update: 'nobody', archive: 'nobody' },
  list: { columns: ['name'], sort: 'name' },
  page: [{ panel: 'Badge', shows: ['name'] }],
} as const
const Badge = defineRecord('badge', { label: ['Badge', 'Badges'], ...spec })
const Door = defineRecord('door', { label: ['Door', 'Doors'], ...spec })

it('speaks of a type by what it is called until its declaration comes, which fills in the same object', () => {
  const registry = createRegistry([Badge], [])
  registry.announce([
    { name: 'badge', label: ['Other', 'Others'] },
    { name: 'door', label: ['Door', 'Doors'], icon: 'key' },
  ])
  const door = registry.record('door')
  expect(registry.isAnnounced('door')).toBe(true)
  expect(registry.isAnnounced('badge')).toBe(false)
  expect(registry.record('badge').label).toEqual(['Badge', 'Badges'])
  expect(registry.byPath('doors')).toBe(door)
  expect(door.fields).toEqual({})

  registry.declare([Door], [])
  expect(registry.isAnnounced('door')).toBe(false)
  expect(registry.record('door')).toBe(door)
  expect(Object.keys(door.fields)).toEqual(['name'])
  expect(registry.records).toHaveLength(2)
})

it('keeps what an installation added to a type whose declaration comes later', () => {
  const registry = createRegistry([], [])
  registry.announce([{ name: 'door', label: ['Door', 'Doors'] }])
  registry.extend({ door: { fields: { x_floor: f.text() }, panels: [{ panel: 'Where', shows: ['x_floor'] }] } })
  registry.declare([Door], [])
  const door = registry.record('door')
  expect(Object.keys(door.fields)).toEqual(['name', 'x_floor'])
  expect(door.page.map(({ panel }) => panel)).toEqual(['Badge', 'Where'])
  registry.extend({})
  expect(Object.keys(door.fields)).toEqual(['name'])
  expect(door.page.map(({ panel }) => panel)).toEqual(['Badge'])
})
