import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const Outage = defineRecord('outage', {
  label: ['Outage', 'Outages'],
  about:
    'A time in which a service, or what services rest on, did not work or worked badly: from when to when, why, and whether it was announced.',
  title: 'name',
  number: 'OUT-{0000}',
  icon: 'activity',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 200, search: 'A', label: 'What happened' }),
    service: f.ref('service', { index: true, help: 'What did not work. Empty where it was a configuration item.' }),
    configurationItem: f.ref('configuration_item', {
      index: true,
      help: 'What failed below the services: a server, a line, the power of a site. It counts for all services that it supports.',
    }),
    alsoHit: f.refs('service', {
      label: 'Also hit',
      help: 'Further services that did not work. Empty: all that the configuration item supports. Take out what something else kept working.',
    }),
    component: f.text({
      max: 120,
      search: 'B',
      label: 'Part',
      help: 'Which part of the service, where a contract counts its parts apart. Empty: the whole.',
    }),
    kind: f.choice(['outage', 'degradation'], {
      default: 'outage',
      says: { outage: 'Did not work', degradation: 'Worked badly' },
      tones: { outage: 'bad', degradation: 'warning' },
    }),
    startedAt: f.dateTime({ required: true, index: true, label: 'Began' }),
    endedAt: f.dateTime({ label: 'Ended', help: 'Empty: it goes on.' }),
    lasted: f.computed<number>('duration', { sql: 'extract(epoch from t.ended_at - t.started_at)::int' }),
    isPlanned: f.bool({ default: false, label: 'Planned', help: 'Maintenance that somebody meant to do.' }),
    announcedAt: f.dateTime({
      label: 'Announced',
      showWhen: { isPlanned: [true] },
      help: 'When those who use it were told. Contracts excuse maintenance that was announced in time.',
    }),
    cause: f.choice(['unknown', 'provider', 'customer', 'third_party', 'internet', 'force_majeure'], {
      default: 'unknown',
      says: {
        unknown: 'Not known yet',
        provider: 'Whoever provides it',
        customer: 'Ourselves',
        third_party: 'Somebody else’s equipment or software',
        internet: 'The internet',
        force_majeure: 'Force majeure',
      },
    }),
    excludedWhy: f.text({
      max: 500,
      label: 'Does not count, because',
      help: 'What was agreed about this one outage. Empty: it counts as its cause and its announcement say.',
    }),
    usersAffected: f.int({ min: 0, help: 'How many could not work. Empty: everybody.' }),
    about: f.longText({ max: 8000, search: 'C', label: 'What is known' }),
  },
  access: {
    read: { holds: 'outage.read' },
    create: { holds: 'outage.write' },
    update: { holds: 'outage.write' },
    archive: { holds: 'outage.archive' },
  },
  list: {
    columns: ['number', 'name', 'service', 'configurationItem', 'kind', 'startedAt', 'lasted', 'cause', 'isPlanned'],
    sort: '-startedAt',
    views: {
      'Going on': { endedAt: null },
      'Last 30 days': { startedAt: { past: '30d' } },
      Planned: { isPlanned: true },
      'Cause not known': { cause: 'unknown', isPlanned: false },
      'Does not count': { excludedWhy: { empty: false } },
    },
  },
  page: [
    { panel: 'Outage', shows: ['name', 'kind', 'startedAt', 'endedAt', 'lasted', 'usersAffected'] },
    { panel: 'What did not work', shows: ['service', 'component', 'configurationItem', 'alsoHit'] },
    { panel: 'Why', shows: ['cause', 'isPlanned', 'announcedAt', 'excludedWhy', 'about'] },
  ],
  indexes: [['service', 'startedAt']],
  check: (outage) => [
    outage.service === null &&
      outage.configurationItem === null && {
        field: 'service',
        says: 'Say what did not work: a service, or a configuration item.',
      },
    outage.endedAt !== null &&
      Date.parse(outage.endedAt) <= Date.parse(outage.startedAt) && {
        field: 'endedAt',
        says: 'It must end after it began.',
      },
    outage.announcedAt !== null &&
      !outage.isPlanned && {
        field: 'announcedAt',
        says: 'Only what was planned is announced. Say that it was planned.',
      },
  ],
})
export type Outage = RowOf<typeof Outage>
