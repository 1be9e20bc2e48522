import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'

export const Service = defineRecord('service', {
  label: ['Service', 'Services'],
  about: 'Something IT provides: to the business (a business service) or to its other services (a technical one).',
  number: 'SVC-{0000}',
  icon: 'topology-star-3',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 160, search: 'A', unique: true }),
    kind: f.choice(['business', 'technical'], {
      default: 'business',
      says: { business: 'Business service', technical: 'Technical service' },
    }),
    purpose: f.longText({ max: 4000, search: 'B', help: 'What it does, for whom, in words the business uses.' }),
    owner: f.ref('person', { index: true, help: 'Who answers for it.' }),
    team: f.ref('team', { index: true, label: 'Run by', help: 'The team that keeps it running.' }),
    businessUnit: f.ref('business_unit', {
      index: true,
      label: 'Used by',
      help: 'The business unit that depends on it most.',
    }),
    criticality: f.choice(['vital', 'important', 'normal', 'minor'], {
      default: 'normal',
      tones: { vital: 'bad', important: 'warning', normal: 'neutral', minor: 'neutral' },
    }),
    hours: f.choice(['always', 'business', 'extended'], {
      default: 'business',
      label: 'Service hours',
      says: { always: 'Around the clock', business: 'Business hours', extended: '06:00 to 22:00' },
    }),
    dependsOn: f.refs('service', { help: 'Services that must work for this one to work.' }),
    website: f.url({ label: 'Address' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'live', 'retired'],
    tones: { planned: 'info', live: 'good', retired: 'neutral' },
    moves: {
      goLive: { from: ['planned', 'retired'], to: 'live', label: 'Take live' },
      retire: { from: ['planned', 'live'], to: 'retired', label: 'Retire' },
    },
  },
  access: {
    read: { holds: 'service.read' },
    create: { holds: 'service.write' },
    update: { anyOf: [{ holds: 'service.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'service.archive' },
  },
  list: {
    columns: ['number', 'name', 'kind', 'criticality', 'owner', 'team', 'hours', 'state'],
    sort: 'name',
    views: {
      Live: { state: 'live' },
      Vital: { criticality: 'vital', state: 'live' },
      'Without an owner': { owner: { empty: true }, state: 'live' },
      'I own': { owner: 'me' },
      'Run by my teams': { team: 'myGroups', state: ['planned', 'live'] },
      Planned: { state: 'planned' },
    },
  },
  page: [
    { panel: 'Service', shows: ['name', 'kind', 'purpose', 'criticality', 'hours', 'website'] },
    { panel: 'Who', shows: ['owner', 'team', 'businessUnit'] },
    { panel: 'Depends on', shows: ['dependsOn'] },
  ],
  matchOn: ['name'],
})
export type Service = RowOf<typeof Service>
