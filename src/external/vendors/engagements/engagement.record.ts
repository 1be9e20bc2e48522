import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { headers } from '../headers.ts'

export const Engagement = defineRecord('engagement', {
  label: ['Engagement', 'Engagements'],
  about: 'One thing that we buy from one vendor: what risks, service levels, costs and the way out hang on.',
  number: 'ENG-{0000}',
  icon: 'topology-star-3',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({
      alsoCalled: headers.engagement,
      required: true,
      max: 160,
      search: 'A',
      index: true,
      help: 'What we buy, in a few words.',
    }),
    vendor: f.ref('vendor', {
      alsoCalled: headers.vendor,
      required: true,
      fixed: true,
      index: true,
      onArchive: 'restrict',
    }),
    buys: f.longText({ max: 4000, search: 'B', label: 'What we buy', help: 'In words that somebody new understands.' }),
    services: f.refs('service', { label: 'Supports', help: 'Our services that stand still without it.' }),
    owner: f.ref('person', { alsoCalled: headers.owner, index: true, help: 'Who answers for it.' }),
    businessUnit: f.ref('business_unit', {
      index: true,
      label: 'Paid by',
      help: 'The business unit that bears the cost.',
    }),
    criticality: f.choice(['vital', 'important', 'normal', 'minor'], {
      default: 'normal',
      tones: { vital: 'bad', important: 'warning', normal: 'neutral', minor: 'neutral' },
    }),
    scorecard: f.ref('scorecard', {
      index: true,
      label: 'Judged by',
      help: 'The scorecard whose measured metrics are filled in by themselves once a period is over.',
    }),
    yearlyCost: f.money({
      alsoCalled: headers.yearlyCost,
      label: 'Cost a year',
      help: 'What is expected; what was agreed stands in contracts.',
    }),
    startsOn: f.date({ alsoCalled: headers.startsOn, index: true, label: 'Starts on' }),
    endsOn: f.date({ alsoCalled: headers.endsOn, index: true, label: 'Ends on', help: 'Empty while no end is known.' }),
  },
  states: {
    start: 'planned',
    all: ['planned', 'live', 'ending', 'ended'],
    tones: { planned: 'info', live: 'good', ending: 'warning', ended: 'neutral' },
    moves: {
      start: { from: ['planned'], to: 'live', label: 'Start', needs: ['startsOn', 'owner'] },
      end: { from: ['live'], to: 'ending', label: 'Begin to end', needs: ['endsOn'], isRare: true },
      keep: { from: ['ending'], to: 'live', label: 'Keep after all', clears: ['endsOn'] },
      startAgain: { from: ['ended'], to: 'live', label: 'Start again', clears: ['endsOn'] },
      finish: { from: ['ending'], to: 'ended', label: 'Record as ended' },
    },
  },
  actions: {
    measure: {
      label: 'Measure a period',
      done: 'Its scorecard says what is known',
      can: { anyOf: [{ holds: 'engagement.write' }, { isSelf: 'owner' }] },
      from: ['live', 'ending', 'ended'],
      input: {
        period: f.text({
          required: true,
          max: 7,
          help: 'One that is over: a month 2026-09, a quarter 2026-Q3, a half year 2026-H2 or a year 2026.',
        }),
      },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'engagement.read' }, { isSelf: 'owner' }] },
    create: { holds: 'engagement.write' },
    update: { anyOf: [{ holds: 'engagement.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'engagement.archive' },
  },
  list: {
    columns: ['number', 'name', 'vendor', 'services', 'criticality', 'owner', 'yearlyCost', 'endsOn', 'state'],
    sort: 'name',
    views: {
      Live: { state: ['live', 'ending'] },
      Vital: { criticality: 'vital', state: ['live', 'ending'] },
      'I own': { owner: 'me' },
      'Ends in 180 days': { endsOn: { within: '180d' } },
      'Without an owner': { owner: null, state: ['live', 'ending'] },
    },
  },
  page: [
    { panel: 'Engagement', shows: ['name', 'vendor', 'buys', 'criticality', 'yearlyCost', 'scorecard'] },
    { panel: 'Supports', shows: ['services', 'businessUnit', 'owner'] },
    { panel: 'When', shows: ['startsOn', 'endsOn'] },
  ],
  matchOn: ['name'],
  matchWithin: 'vendor',
  check: (row) => [
    row.startsOn !== null &&
      row.endsOn !== null &&
      row.endsOn < row.startsOn && { field: 'endsOn', says: 'The last day must not be before the first.' },
  ],
})
export type Engagement = RowOf<typeof Engagement>
