import { defineRecord } from '../../src/kernel/record/define.ts'
import { f } from '../../src/kernel/record/field.ts'
import { createRegistry } from '../../src/kernel/record/registry.ts'

/** A record that has one field of every kind, to try the kernel on. */
export const Specimen = defineRecord('specimen', {
  label: ['Specimen', 'Specimens'],
  about: 'One of everything.',
  number: 'SPC-{000}',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 60, search: 'A', index: true }),
    code: f.text({ unique: true, max: 20 }),
    story: f.longText({ search: 'C' }),
    size: f.int({ min: 0, max: 1_000_000, index: true }),
    weight: f.decimal({ scale: 3 }),
    price: f.money({}),
    share: f.percent({ min: 0, max: 100 }),
    foundOn: f.date({ index: true }),
    seenAt: f.dateTime({}),
    keptFor: f.duration({}),
    isRare: f.bool({ default: false }),
    kind: f.choice(['rock', 'plant', 'beast'], { default: 'rock' }),
    colours: f.choices(['red', 'green', 'blue']),
    keeper: f.ref('specimen', { index: true }),
    parent: f.ref('specimen', { tree: true, onArchive: 'restrict' }),
    kin: f.refs('specimen', {}),
    email: f.email({}),
    website: f.url({}),
    phone: f.phone({}),
    address: f.ip({}),
    paint: f.colour({}),
    extra: f.json<{ note: string }>()({
      check: (value) => (typeof value === 'object' && value !== null && 'note' in value ? null : 'needs a note.'),
    }),
    secret: f.text({ read: 'specimen.see_secret' }),
    password: f.secret({}),
    sizeTwice: f.computed<number>('int', { sql: 't.size * 2' }),
    shout: f.computed<string>('text', { from: (row: { title: string }) => row.title.toUpperCase() }),
  },
  states: {
    start: 'found',
    all: ['found', 'shown', 'lost'],
    moves: {
      show: { from: ['found'], to: 'shown', label: 'Put on show' },
      lose: { from: ['found', 'shown'], to: 'lost', label: 'Report lost' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'specimen.read' }, { isSelf: 'keeper' }] },
    create: { anyOf: [{ holds: 'specimen.write' }, { isSelf: 'keeper' }] },
    update: { anyOf: [{ holds: 'specimen.write' }, { isSelf: 'keeper' }] },
    archive: { holds: 'specimen.archive' },
  },
  actions: {
    weigh: {
      label: 'Weigh',
      can: { holds: 'specimen.write' },
      from: ['found'],
      input: { kilos: f.decimal({ required: true, scale: 3 }) },
    },
  },
  list: { columns: ['number', 'title', 'size', 'state'], sort: 'title', views: { Rare: { isRare: true } } },
  page: [{ panel: 'All', shows: ['title', 'size'] }],
  matchOn: ['code'],
  check: (row) => [row.size !== null && row.size === 13 && { field: 'size', says: 'Thirteen is unlucky.' }],
})

export const specimenRegistry = createRegistry([Specimen], [])
