import type { Step } from '../kernel/checklist/step.ts'

/** What the organisation asks of whoever sets an installation up. */
export const organisationSteps: readonly Step[] = [
  {
    name: 'organisation',
    label: 'Your organisation',
    why: 'Its name stands in mails, and days, working hours and amounts are counted by what is set here.',
    page: { path: '/admin/settings#organisation_settings', label: 'Describe your organisation' },
    parts: [
      { label: 'its name', sql: 'exists (select from organisation_settings where organisation is not null)' },
      {
        label: 'its time zone (look at it and save)',
        sql: 'exists (select from organisation_settings where version > 1)',
      },
      { label: 'its currency', sql: 'exists (select from organisation_settings where currency is not null)' },
    ],
  },
  {
    name: 'calendar',
    label: 'A working calendar',
    why: 'Promises such as “within four hours” are counted in working hours and skip public holidays.',
    page: { path: '/calendars/new', label: 'Make a calendar' },
    parts: [{ label: 'a working calendar', sql: 'exists (select from calendar where archived_at is null)' }],
  },
  {
    name: 'people',
    label: 'People',
    why: 'Requests, services and approvals need somebody who answers for them.',
    page: { path: '/imports', label: 'Import people' },
    parts: [
      {
        label: 'people, from a file or a directory',
        sql: '(select count(*) from (select from person where archived_at is null limit 2) p) > 1',
      },
    ],
  },
]
