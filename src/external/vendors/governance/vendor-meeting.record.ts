import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { problemOfZone } from './vendor-meeting.checks.ts'

export const VendorMeeting = defineRecord('vendor_meeting', {
  label: ['Vendor meeting', 'Vendor meetings'],
  about: 'A meeting with a vendor, of a series or once: what was said, and what is to be done, as tasks.',
  icon: 'calendar-time',
  traits: ['comments', 'files', 'watchers', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 160, search: 'A' }),
    vendor: f.ref('vendor', { required: true, fixed: true, index: true }),
    engagement: f.ref('engagement', { index: true, label: 'About', help: 'Empty is everything we buy there.' }),
    kind: f.choice(['operational', 'service_review', 'steering', 'executive', 'other'], { default: 'operational' }),
    startsAt: f.dateTime({ required: true, index: true, label: 'When' }),
    duration: f.duration({ default: 3600, min: 300, max: 86_400 }),
    cadence: f.choice(['once', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'half_yearly', 'yearly'], {
      default: 'once',
      label: 'Comes again',
      help: 'The next one is planned as soon as this one was held or called off.',
    }),
    seriesFrom: f.date({
      label: 'Series began on',
      help: 'The days of a series are counted from here, so that they never wander.',
    }),
    timeZone: f.text({ max: 60, help: 'In which the hour stays the same all year: Europe/Berlin.' }),
    host: f.ref('person', { index: true, help: 'Who invites.' }),
    attendees: f.refs('person'),
    contacts: f.refs('vendor_contact', { label: 'From the vendor' }),
    agenda: f.longText({ max: 8000, search: 'C' }),
    minutes: f.longText({ max: 20_000, search: 'B' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'held', 'called_off'],
    tones: { planned: 'info', held: 'good', called_off: 'neutral' },
    moves: {
      hold: { from: ['planned'], to: 'held', label: 'Record as held', needs: ['minutes'] },
      callOff: { from: ['planned'], to: 'called_off', label: 'Call off' },
      plan: { from: ['called_off'], to: 'planned', label: 'Plan again' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'vendor_meeting.read' }, { isSelf: 'host' }, { isSelf: 'attendees' }] },
    create: { holds: 'vendor_meeting.write' },
    update: { anyOf: [{ holds: 'vendor_meeting.write' }, { isSelf: 'host' }] },
    archive: { holds: 'vendor_meeting.archive' },
  },
  list: {
    columns: ['startsAt', 'title', 'vendor', 'kind', 'cadence', 'host', 'state'],
    sort: 'startsAt',
    views: {
      'In the next 30 days': { startsAt: { within: '30d' }, state: 'planned' },
      'Not written down': { startsAt: { past: '365d' }, state: 'planned' },
      Mine: { host: 'me' },
    },
  },
  waits: [
    {
      says: 'Meet the vendor',
      whom: 'host',
      by: 'startsAt',
      of: 'vendor',
      where: { state: 'planned', startsAt: { gte: 'today' } },
      ahead: 7,
    },
  ],
  page: [
    { panel: 'Meeting', shows: ['title', 'vendor', 'engagement', 'kind', 'agenda'] },
    { panel: 'When', shows: ['startsAt', 'duration', 'cadence', 'seriesFrom', 'timeZone'] },
    { panel: 'Who', shows: ['host', 'attendees', 'contacts'] },
    { panel: 'Minutes', shows: ['minutes'] },
  ],
  check: (row) => [problemOfZone(row.timeZone)],
})
export type VendorMeeting = RowOf<typeof VendorMeeting>
