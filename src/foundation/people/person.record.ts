import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { headers } from './person.headers.ts'

export const Person = defineRecord('person', {
  label: ['Person', 'People'],
  about: 'Someone who works for the company or deals with it: an employee, a contractor or an external contact.',
  icon: 'user',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations'],
  fields: {
    name: f.text({ alsoCalled: headers.name, required: true, max: 200, search: 'A', index: true }),
    email: f.email({ alsoCalled: headers.email, label: 'E-mail', search: 'B', unique: true }),
    employeeNumber: f.text({
      alsoCalled: headers.employeeNumber,
      max: 40,
      search: 'A',
      unique: true,
      help: 'The number the personnel system knows them by.',
    }),
    kind: f.choice(['employee', 'contractor', 'external'], {
      alsoCalled: headers.kind,
      default: 'employee',
      says: { external: 'External contact' },
    }),
    jobTitle: f.text({ alsoCalled: headers.jobTitle, max: 200, search: 'B' }),
    manager: f.ref('person', { alsoCalled: headers.manager, tree: true, help: 'Whom they report to.', index: true }),
    businessUnit: f.ref('business_unit', { alsoCalled: headers.businessUnit, index: true }),
    location: f.ref('location', { alsoCalled: headers.location, index: true }),
    phone: f.phone({ alsoCalled: headers.phone }),
    mobile: f.phone({
      alsoCalled: headers.mobile,
      read: 'person.see_private',
      audit: true,
      help: 'Seen only by those who may see private details.',
    }),
    startsOn: f.date({ alsoCalled: headers.startsOn, label: 'Started on' }),
    leavesOn: f.date({ alsoCalled: headers.leavesOn, label: 'Leaves on', read: 'person.see_private', audit: true }),
    timeZone: f.text({ max: 60, help: 'An IANA name such as Europe/Berlin.' }),
    isVip: f.bool({ default: false, label: 'VIP', help: 'Promises for VIPs hold for what they need from IT.' }),
    about: f.longText({ max: 4000, search: 'C' }),
  },
  states: {
    start: 'active',
    all: ['active', 'away', 'left'],
    tones: { active: 'good', away: 'info', left: 'neutral' },
    moves: {
      goAway: { from: ['active'], to: 'away', label: 'Mark as away' },
      return: { from: ['away', 'left'], to: 'active', label: 'Mark as back' },
      leave: { from: ['active', 'away'], to: 'left', label: 'Record as left' },
    },
  },
  access: {
    read: { holds: 'person.read' },
    create: { holds: 'person.write' },
    update: { anyOf: [{ holds: 'person.write' }] },
    archive: { holds: 'person.archive' },
  },
  list: {
    columns: ['name', 'jobTitle', 'businessUnit', 'location', 'manager', 'email', 'state'],
    sort: 'name',
    views: {
      Everyone: { state: ['active', 'away'] },
      Contractors: { kind: 'contractor', state: ['active', 'away'] },
      'Reports to me': { manager: 'me', state: ['active', 'away'] },
      'Started in the last 90 days': { startsOn: { past: '90d' } },
      'Without a manager': { manager: null, kind: ['employee', 'contractor'], state: ['active', 'away'] },
      Left: { state: 'left' },
    },
  },
  page: [
    {
      panel: 'Work',
      shows: ['name', 'kind', 'jobTitle', 'employeeNumber', 'manager', 'businessUnit', 'location', 'isVip'],
    },
    { panel: 'Contact', shows: ['email', 'phone', 'mobile', 'timeZone'] },
    { panel: 'Employment', shows: ['startsOn', 'leavesOn'] },
    { panel: 'About', shows: ['about'] },
  ],
  matchOn: ['employeeNumber', 'email'],
  check: (person) => [
    person.startsOn !== null &&
      person.leavesOn !== null &&
      person.leavesOn < person.startsOn && { field: 'leavesOn', says: 'The last day must not be before the first.' },
  ],
})
export type Person = RowOf<typeof Person>
