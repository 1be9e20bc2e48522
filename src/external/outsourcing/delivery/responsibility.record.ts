import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

const sides = { supplier: 'The supplier', us: 'We', both: 'Both' }

export const Responsibility = defineRecord('responsibility', {
  label: ['Responsibility', 'Responsibilities'],
  about:
    'One activity or control of an outsourced service: who does it, who answers for it, who is asked and told (RACI).',
  icon: 'checks',
  traits: ['comments', 'files'],
  fields: {
    activity: f.text({ required: true, max: 200, search: 'A', help: 'Beginning with a verb: “Restore backups”.' }),
    outsourcedService: f.ref('outsourced_service', { required: true, fixed: true, index: true, label: 'Of' }),
    area: f.choice(['operations', 'security', 'data', 'continuity', 'commercial'], { default: 'operations' }),
    control: f.text({
      max: 120,
      search: 'B',
      help: 'The security control that it is about, such as ISO/IEC 27001 A.8.13.',
    }),
    responsible: f.choice(['supplier', 'us', 'both'], { says: sides, help: 'Who does it.' }),
    accountable: f.choice(['supplier', 'us'], { says: sides, help: 'Who answers for it: one side only.' }),
    person: f.ref('person', { label: 'Who of us' }),
    contact: f.ref('vendor_contact', { label: 'Who of theirs' }),
    consulted: f.text({ max: 200, help: 'Who is asked before.' }),
    informed: f.text({ max: 200, help: 'Who is told afterwards.' }),
    evidence: f.text({ max: 300, help: 'What shows that it is done, and how often one looks.' }),
    isGap: f.computed<boolean>('bool', {
      label: 'Nobody answers',
      help: 'Nobody does it, nobody answers for it, or our side does and no person is named.',
      sql: `t.responsible is null or t.accountable is null or (t.person is null and (t.responsible in ('us', 'both') or t.accountable = 'us'))`,
    }),
  },
  access: {
    read: { holds: 'responsibility.read' },
    create: { holds: 'responsibility.write' },
    update: { holds: 'responsibility.write' },
    archive: { holds: 'responsibility.archive' },
  },
  list: {
    columns: ['activity', 'outsourcedService', 'area', 'control', 'responsible', 'accountable', 'person', 'isGap'],
    sort: 'activity',
    views: { Gaps: { isGap: true }, Security: { area: 'security' }, Mine: { person: 'me' } },
  },
  page: [
    { panel: 'Responsibility', shows: ['activity', 'outsourcedService', 'area', 'control'] },
    { panel: 'Who', shows: ['responsible', 'accountable', 'person', 'contact', 'consulted', 'informed'] },
    { panel: 'Evidence', shows: ['evidence', 'isGap'] },
  ],
})
export type Responsibility = RowOf<typeof Responsibility>
