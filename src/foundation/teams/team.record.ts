import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

export const Team = defineRecord('team', {
  label: ['Team', 'Teams'],
  about: 'People who work together under one lead, and to whom work can be given.',
  icon: 'users-group',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    lead: f.ref('person', { index: true, help: 'Who decides what the team does first.' }),
    members: f.refs('person', { help: 'Everyone who works in it, the lead too.' }),
    parent: f.ref('team', { label: 'Part of', tree: true, index: true }),
    businessUnit: f.ref('business_unit', { index: true, help: 'Whose budget pays for it.' }),
    email: f.email({ label: 'E-mail', help: 'A mailbox the whole team reads.' }),
    purpose: f.longText({ max: 2000, search: 'C', help: 'What the team is for, in a sentence or two.' }),
  },
  access: {
    read: { holds: 'team.read' },
    create: { holds: 'team.write' },
    update: { anyOf: [{ holds: 'team.write' }, { isSelf: 'lead' }] },
    archive: { holds: 'team.archive' },
  },
  list: {
    columns: ['name', 'lead', 'parent', 'members', 'businessUnit'],
    sort: 'name',
    views: { 'My teams': { members: 'me' }, 'Without a lead': { lead: null } },
  },
  page: [
    { panel: 'Team', shows: ['name', 'purpose', 'lead', 'parent', 'businessUnit', 'email'] },
    { panel: 'Members', shows: ['members'] },
  ],
  matchOn: ['name'],
})
export type Team = RowOf<typeof Team>
