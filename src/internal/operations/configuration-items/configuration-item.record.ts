import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const ConfigurationItem = defineRecord('configuration_item', {
  label: ['Configuration item', 'Configuration items'],
  about:
    'Something in operation that services rest on: a server, a network device, a database, a line, the power of a site.',
  number: 'CI-{0000}',
  icon: 'server',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({
      required: true,
      max: 160,
      search: 'A',
      unique: true,
      help: 'What those call it who look after it.',
    }),
    class: f.choice(
      ['server', 'storage', 'network_device', 'circuit', 'database', 'application', 'cloud', 'power', 'other'],
      {
        default: 'server',
        says: {
          server: 'Server',
          storage: 'Storage',
          network_device: 'Network device',
          circuit: 'Line or circuit',
          database: 'Database',
          application: 'Application instance',
          cloud: 'Cloud resource',
          power: 'Power or cooling of a site',
          other: 'Something else',
        },
      },
    ),
    does: f.text({
      max: 160,
      search: 'B',
      label: 'What it does',
      help: 'To be read after its name: “carries the lines between all sites”.',
    }),
    services: f.refs('service', {
      label: 'Supports',
      help: 'Services that stand still without it. Leave out those that something else keeps working meanwhile.',
    }),
    team: f.ref('team', { index: true, label: 'Run by', help: 'The team that keeps it running.' }),
    location: f.ref('location', { index: true }),
    about: f.longText({ max: 8000, search: 'C', label: 'What is known' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'live', 'retired'],
    tones: { planned: 'info', live: 'good', retired: 'neutral' },
    moves: {
      goLive: { from: ['planned', 'retired'], to: 'live', label: 'Take live' },
      retire: { from: ['planned', 'live'], to: 'retired', label: 'Retire', isRare: true },
    },
  },
  access: {
    read: { holds: 'configuration_item.read' },
    create: { holds: 'configuration_item.write' },
    update: { holds: 'configuration_item.write' },
    archive: { holds: 'configuration_item.archive' },
  },
  list: {
    columns: ['number', 'name', 'class', 'does', 'services', 'team', 'location', 'state'],
    sort: 'name',
    views: {
      Live: { state: 'live' },
      Network: { class: ['network_device', 'circuit'], state: 'live' },
      'Supports nothing': { services: { empty: true }, state: 'live' },
      'Without a team': { team: { empty: true }, state: 'live' },
      'Run by my teams': { team: 'myGroups', state: ['planned', 'live'] },
    },
  },
  page: [
    { panel: 'Configuration item', shows: ['name', 'class', 'does', 'services'] },
    { panel: 'Who and where', shows: ['team', 'location'] },
    { panel: 'What is known', shows: ['about'] },
  ],
  matchOn: ['name'],
})
export type ConfigurationItem = RowOf<typeof ConfigurationItem>
