import { defineRecord } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const SupportSkill = defineRecord('support_skill', {
  label: ['Skill', 'Skills'],
  about: 'What an agent knows: a category of tickets or a service, and how well. Tickets are given by it.',
  icon: 'rosette',
  title: 'subject',
  fields: {
    subject: f.text({ required: true, max: 80, search: 'A', help: 'In a few words, such as “Printers”.' }),
    person: f.ref('person', { required: true, index: true, label: 'Agent' }),
    category: f.ref('ticket_category', { index: true }),
    service: f.ref('service', { index: true }),
    level: f.choice(['knows', 'expert'], { default: 'knows', says: { knows: 'Knows it', expert: 'Expert' } }),
  },
  access: {
    read: { holds: 'support_skill.read' },
    create: { holds: 'support_skill.write' },
    update: { holds: 'support_skill.write' },
    archive: { holds: 'support_skill.write' },
  },
  list: { columns: ['subject', 'person', 'category', 'service', 'level'], sort: 'subject' },
  page: [{ panel: 'Skill', shows: ['subject', 'person', 'category', 'service', 'level'] }],
  check: (skill) => [
    skill.category === null &&
      skill.service === null && { field: 'category', says: 'Say which category or which service it is about.' },
  ],
})
