import { f } from '../../../kernel/record/field.ts'
import { defineSettings } from '../../../kernel/settings/define-settings.ts'
import { type Matrix, problemOfMatrix, usualMatrix } from './priority.ts'

export const SupportSettings = defineSettings('support_settings', {
  label: 'Service desk',
  about: 'How tickets are ranked, and when they close by themselves.',
  icon: 'headset',
  fields: {
    matrix: f.json<Matrix>()({
      required: true,
      default: usualMatrix,
      check: problemOfMatrix,
      label: 'Priority matrix',
      help: 'The priority for each impact, then each urgency.',
    }),
    closeAfterDays: f.int({
      required: true,
      default: 5,
      min: 0,
      max: 365,
      label: 'Close resolved tickets after (days)',
      help: '0: they stay resolved until somebody closes them.',
    }),
    reopenDays: f.int({
      required: true,
      default: 10,
      min: 0,
      max: 365,
      label: 'Reopen by a reply within (days)',
      help: 'A reply that comes later opens a new ticket that points at the old one.',
    }),
    calendar: f.ref('calendar', {
      help: 'In whose open time reminders and figures are counted; the default calendar if empty.',
    }),
    attainmentTarget: f.percent({
      label: 'Promises kept, at least',
      help: 'The line that the figures are held against.',
    }),
    firstContactTarget: f.percent({ label: 'Solved at first contact, at least' }),
  },
  page: [
    { panel: 'Priority', shows: ['matrix'] },
    { panel: 'Closing', shows: ['closeAfterDays', 'reopenDays', 'calendar'] },
    { panel: 'Figures', shows: ['attainmentTarget', 'firstContactTarget'] },
  ],
})
