import { isTimeZone } from '../../../kernel/calendar/time-zone.ts'
import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const OutsourcedService = defineRecord('outsourced_service', {
  label: ['Outsourced service', 'Outsourced services'],
  about: 'What a supplier runs for one of our services: within which scope, at what hours, with whose data.',
  number: 'OUT-{0000}',
  icon: 'users-group',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A', index: true, help: 'What they do, in a few words.' }),
    engagement: f.ref('engagement', { required: true, fixed: true, index: true, onArchive: 'restrict' }),
    service: f.ref('service', { index: true, label: 'Part of', help: 'Our service that it is a part of.' }),
    owner: f.ref('person', { index: true, help: 'Who of us answers for it.' }),
    scope: f.longText({ max: 8000, search: 'B', label: 'In scope' }),
    outOfScope: f.longText({
      max: 8000,
      label: 'Not in scope',
      help: 'What people expect of the supplier, and the supplier does not do.',
    }),
    timeZone: f.text({
      required: true,
      default: 'Europe/Berlin',
      max: 60,
      help: 'By whose clocks its hours count: an IANA name such as Europe/Berlin.',
    }),
    dataClasses: f.choices(['public', 'internal', 'confidential', 'personal', 'special'], {
      label: 'Classes of data',
      says: { personal: 'Personal data', special: 'Special categories (GDPR art. 9)' },
    }),
    dataOwner: f.ref('person', { help: 'Who decides about the data that the supplier handles.' }),
    dataLocations: f.text({ max: 300, label: 'Where the data are', help: 'Countries and regions, backups included.' }),
    inHouseCost: f.money({ label: 'In-house cost a year' }),
    outsourcedCost: f.money({ label: 'Outsourced cost a year', help: 'With the cost of managing the supplier.' }),
    inHouseCapability: f.int({
      label: 'In-house capability',
      min: 1,
      max: 5,
      help: '1: we could not run it. 5: we would run it better than anybody.',
    }),
    outsourcedCapability: f.int({ min: 1, max: 5, help: '1: they struggle. 5: nobody runs it better.' }),
    reasons: f.longText({ max: 4000, label: 'Why it is where it is', help: 'What the decision rests on.' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'in_transition', 'running', 'leaving', 'ended'],
    tones: { planned: 'info', in_transition: 'info', running: 'good', leaving: 'warning', ended: 'neutral' },
    moves: {
      begin: { from: ['planned'], to: 'in_transition', label: 'Begin the transition', needs: ['owner'] },
      run: { from: ['planned', 'in_transition'], to: 'running', label: 'Take into service', needs: ['owner'] },
      leave: { from: ['running'], to: 'leaving', label: 'Begin to leave' },
      stay: { from: ['leaving'], to: 'running', label: 'Stay after all' },
      end: { from: ['leaving'], to: 'ended', label: 'Record as ended' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'outsourced_service.read' }, { isSelf: 'owner' }] },
    create: { holds: 'outsourced_service.write' },
    update: { anyOf: [{ holds: 'outsourced_service.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'outsourced_service.archive' },
  },
  actions: {
    addUsualActivities: {
      label: 'Add the usual activities',
      done: 'What somebody has to do is written down.',
      can: { holds: 'outsourced_service.write' },
    },
  },
  list: {
    columns: ['number', 'name', 'engagement', 'service', 'owner', 'dataClasses', 'outsourcedCost', 'state'],
    sort: 'name',
    views: {
      Running: { state: ['in_transition', 'running', 'leaving'] },
      'With personal data': { dataClasses: ['personal', 'special'], state: ['in_transition', 'running', 'leaving'] },
      'I own': { owner: 'me' },
      'Without an owner': { owner: null },
    },
  },
  page: [
    { panel: 'Outsourced service', shows: ['name', 'engagement', 'service', 'owner', 'timeZone'] },
    { panel: 'Scope', shows: ['scope', 'outOfScope'] },
    { panel: 'Data', shows: ['dataClasses', 'dataOwner', 'dataLocations'] },
    {
      panel: 'In-house or outsourced',
      shows: ['inHouseCost', 'outsourcedCost', 'inHouseCapability', 'outsourcedCapability', 'reasons'],
    },
  ],
  matchOn: ['name'],
  matchWithin: 'engagement',
  check: (row) => [
    !isTimeZone(row.timeZone) && {
      field: 'timeZone',
      says: `There is no time zone '${row.timeZone}'. Try Europe/Berlin.`,
    },
  ],
})
export type OutsourcedService = RowOf<typeof OutsourcedService>
