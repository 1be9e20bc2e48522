import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

export const BusinessUnit = defineRecord('business_unit', {
  label: ['Business unit', 'Business units'],
  about: 'A part of the company that IT serves and that has a budget of its own.',
  icon: 'building-skyscraper',
  traits: ['comments', 'files', 'tags', 'relations'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A' }),
    code: f.text({ max: 40, search: 'A', unique: true, help: 'The code that finance knows it by.' }),
    parent: f.ref('business_unit', { label: 'Part of', tree: true, index: true }),
    head: f.ref('person', { index: true, help: 'Who answers for it.' }),
    purpose: f.longText({ max: 2000, search: 'C', help: 'What it is there for, in a sentence.' }),
  },
  access: {
    read: { holds: 'business_unit.read' },
    create: { holds: 'business_unit.write' },
    update: { anyOf: [{ holds: 'business_unit.write' }, { isSelf: 'head' }] },
    archive: { holds: 'business_unit.archive' },
  },
  list: {
    columns: ['name', 'code', 'parent', 'head'],
    sort: 'name',
    views: { 'At the top': { parent: null }, 'Without a head': { head: null } },
  },
  page: [{ panel: 'Business unit', shows: ['name', 'code', 'parent', 'head', 'purpose'] }],
  matchOn: ['code', 'name'],
})
export type BusinessUnit = RowOf<typeof BusinessUnit>
