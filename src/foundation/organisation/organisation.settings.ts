import { isTimeZone } from '../../kernel/calendar/time-zone.ts'
import { f } from '../../kernel/record/field.ts'
import { defineSettings } from '../../kernel/settings/define-settings.ts'

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
] as const

export const OrganisationSettings = defineSettings('organisation_settings', {
  label: 'Organisation',
  about: 'What this company is called, and what its days, years and amounts are counted in.',
  icon: 'building-skyscraper',
  fields: {
    organisation: f.text({ max: 80, label: 'Name of the organisation', help: 'Stands in mails and on printed pages.' }),
    timeZone: f.text({
      required: true,
      default: 'Europe/Berlin',
      max: 60,
      help: 'Where days begin and end, such as Europe/Berlin: what is due is due by its days.',
    }),
    currency: f.ref('currency', { help: 'What budgets and reports add up in.' }),
    yearStarts: f.choice(months, {
      default: 'january',
      label: 'Financial year starts in',
      help: 'Budgets and reports run from the first day of this month.',
    }),
  },
  page: [
    { panel: 'Who we are', shows: ['organisation', 'timeZone'] },
    { panel: 'Money', shows: ['currency', 'yearStarts'] },
  ],
  check: ({ timeZone }) => [
    !isTimeZone(timeZone) && { field: 'timeZone', says: `There is no time zone '${timeZone}'. Try Europe/Berlin.` },
  ],
})
