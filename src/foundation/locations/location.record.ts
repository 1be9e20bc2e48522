import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

export const Location = defineRecord('location', {
  label: ['Location', 'Locations'],
  about: 'A place where people work or equipment stands: a country, a site, a building, a floor or a room.',
  icon: 'map-pin',
  traits: ['comments', 'files', 'tags', 'relations'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    code: f.text({ max: 40, search: 'A', unique: true, help: 'A short name that is yours alone: HAM, BER-2.' }),
    kind: f.choice(['country', 'site', 'building', 'floor', 'room'], { default: 'site' }),
    parent: f.ref('location', { label: 'Part of', tree: true, index: true }),
    address: f.longText({ max: 500, search: 'C' }),
    country: f.text({ max: 2, help: 'Two letters, as in ISO 3166-1: DE, US, SG.' }),
    timeZone: f.text({ max: 60, help: 'An IANA name such as Europe/Berlin.' }),
  },
  access: {
    read: { holds: 'location.read' },
    create: { holds: 'location.write' },
    update: { holds: 'location.write' },
    archive: { holds: 'location.archive' },
  },
  list: {
    columns: ['name', 'code', 'kind', 'parent', 'country'],
    sort: 'name',
    views: { Sites: { kind: 'site' }, Buildings: { kind: 'building' } },
  },
  page: [{ panel: 'Location', shows: ['name', 'code', 'kind', 'parent', 'address', 'country', 'timeZone'] }],
  matchOn: ['code', 'name'],
})
export type Location = RowOf<typeof Location>
