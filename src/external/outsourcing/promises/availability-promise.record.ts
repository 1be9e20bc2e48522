import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { causes } from '../availability/terms.ts'
import { problemsOfPromise } from './promise-terms.ts'

const day = 86_400

export const AvailabilityPromise = defineRecord('availability_promise', {
  label: ['Availability promise', 'Availability promises'],
  about: 'What one contract says of availability: how it is measured, what is excluded, and what is owed below it.',
  title: 'name',
  number: 'AVP-{0000}',
  icon: 'activity',
  traits: ['comments', 'files', 'watchers', 'relations'],
  fields: {
    name: f.text({ required: true, max: 200, search: 'A', help: 'What people call it: Mailboxes, 99.9 % a month.' }),
    engagement: f.ref('engagement', {
      ...{ index: true, label: 'What we buy', onArchive: 'restrict' },
      help: 'The engagement whose supplier promises it.',
    }),
    contract: f.ref('contract', { index: true, label: 'Agreed in', onArchive: 'restrict' }),
    clause: f.text({ max: 200, label: 'Where it says so', help: 'Annex 2, sections 3.1 to 4.3.' }),
    services: f.refs('service', { required: true, label: 'For', help: 'The services whose outages are measured.' }),
    owner: f.ref('person', { index: true, help: 'Who claims what is owed.' }),
    holdsFrom: f.date({
      required: true,
      label: 'Holds from',
      help: 'The first day. What changes later is a promise of its own.',
    }),
    holdsUntil: f.date({ label: 'Holds until', help: 'The last day. Empty while it goes on.' }),
    target: f.percent({ required: true, scale: 4, min: 0, max: 100, label: 'Promised' }),
    measuring: f.choice(['month', 'quarter', 'rolling_days', 'rolling_months'], {
      default: 'month',
      label: 'Measured by',
      says: {
        month: 'The month',
        quarter: 'The quarter',
        rolling_days: 'The last days, at each month’s end',
        rolling_months: 'The last months, at each month’s end',
      },
    }),
    rollingOver: f.int({
      ...{ min: 1, max: 400, label: 'How many of them' },
      showWhen: { measuring: ['rolling_days', 'rolling_months'] },
    }),
    timeZone: f.text({
      default: 'Europe/Berlin',
      max: 60,
      help: 'The contract’s own, in which its months begin: Europe/Berlin.',
    }),
    hours: f.ref('calendar', { label: 'In the hours of', help: 'When it is promised. Empty: around the clock.' }),
    counts: f.choice(['time', 'parts', 'users', 'requests', 'rates'], {
      default: 'time',
      label: 'What is counted',
      help: 'Requests are brought in as request counts, by hand, as a file or by the API.',
      says: {
        time: 'Time',
        parts: 'Time of each part, by its weight',
        users: 'Time of every user',
        requests: 'Requests that did not fail',
        rates: 'Requests, as the average of their stretches',
      },
    }),
    parts: f.longText({
      ...{ max: 2000, label: 'Parts and their weights', showWhen: { counts: ['parts'] } },
      help: 'One on each line, named as outages name it: web 3',
    }),
    users: f.int({ min: 1, label: 'Users', help: 'How many use it.', showWhen: { counts: ['users'] } }),
    countsDegradation: f.bool({ default: false, label: 'Working badly counts, too' }),
    shortest: f.duration({ default: 0, min: 0, max: day, label: 'Counts from', help: 'What is shorter is no outage.' }),
    excludes: f.choices(causes, {
      label: 'Causes that don’t count',
      says: {
        unknown: 'Not known',
        provider: 'Whoever provides it',
        customer: 'Ourselves',
        third_party: 'Somebody else’s equipment or software',
        internet: 'The internet',
        force_majeure: 'Force majeure',
      },
    }),
    maintenance: f.choice(['counts', 'excluded'], {
      default: 'excluded',
      label: 'Announced maintenance',
      says: { counts: 'Counts as any outage', excluded: 'Is excluded' },
    }),
    notice: f.duration({
      ...{ default: 0, min: 0, max: 90 * day, label: 'Announced at least', showWhen: { maintenance: ['excluded'] } },
      help: 'How long before it begins.',
    }),
    allowance: f.duration({
      ...{ min: 0, max: 31 * day, label: 'At most a month', showWhen: { maintenance: ['excluded'] } },
      help: 'How much maintenance a month is excluded. Empty: all of it.',
    }),
    windows: f.ref('calendar', {
      ...{ label: 'Only in the hours of', showWhen: { maintenance: ['excluded'] } },
      help: 'When maintenance is excluded. Empty: whenever it was announced.',
    }),
    denominator: f.choice(['adjusted', 'whole'], {
      default: 'adjusted',
      label: 'Excluded time',
      says: { adjusted: 'Is taken out of the time that counts', whole: 'Stays in the time that counts' },
    }),
    whileExcluded: f.choice(['forgiven', 'counts'], {
      default: 'forgiven',
      label: 'Another outage meanwhile',
      says: { forgiven: 'Is forgiven', counts: 'Counts' },
    }),
    tiers: f.longText({
      ...{ max: 2000, label: 'What is owed' },
      help: 'One on each line: below 99.9: 10 %. Nothing is owed where there is none.',
    }),
    monthlyFee: f.money({ label: 'Of a monthly fee of' }),
    feeOf: f.choice(['service', 'contract'], {
      default: 'service',
      label: 'That is the fee of',
      says: { service: 'The service', contract: 'The whole contract' },
    }),
    partial: f.choice(['prorated', 'whole'], {
      default: 'prorated',
      label: 'In a month that it holds in part',
      says: { prorated: 'The fee of those days', whole: 'The whole fee' },
    }),
    capOfPeriod: f.percent({ scale: 4, min: 0, max: 100, label: 'At most of a period’s fee' }),
    capOfTerm: f.percent({ scale: 4, min: 0, max: 100, label: 'At most of a term’s fees' }),
    termMonths: f.int({ default: 12, min: 1, max: 240, label: 'Months of a term' }),
    claimDays: f.int({ default: 30, min: 0, max: 730, label: 'Days to claim' }),
    claimAfter: f.choice(['period', 'known'], {
      default: 'period',
      label: 'Counted from',
      says: { period: 'The period’s last day', known: 'The day on which they told the figure' },
    }),
    failures: f.int({ min: 1, max: 60, label: 'Failures that let us leave' }),
    failuresOf: f.int({ min: 1, max: 60, label: 'Out of so many periods' }),
    failsBelow: f.percent({
      scale: 4,
      min: 0,
      max: 100,
      label: 'Failed below',
      help: 'Empty: below what is promised.',
    }),
    needsNotice: f.bool({ default: false, label: 'Only those claimed in time' }),
  },
  access: {
    read: { anyOf: [{ holds: 'availability_promise.read' }, { isSelf: 'owner' }] },
    create: { holds: 'availability_promise.write' },
    update: { holds: 'availability_promise.write' },
    archive: { holds: 'availability_promise.archive' },
  },
  list: {
    columns: ['number', 'name', 'services', 'target', 'measuring', 'engagement', 'owner', 'holdsUntil'],
    sort: 'name',
    views: {
      'Held now': { holdsUntil: { notBefore: 'today' } },
      'I claim for': { owner: 'me' },
      'With nobody who claims': { owner: null },
    },
  },
  page: [
    {
      panel: 'Promise',
      shows: ['name', 'target', 'services', 'engagement', 'contract', 'clause', 'owner', 'holdsFrom', 'holdsUntil'],
    },
    {
      panel: 'How it is measured',
      shows: [
        ...(['measuring', 'rollingOver', 'timeZone', 'hours', 'counts', 'parts', 'users'] as const),
        ...(['countsDegradation', 'shortest'] as const),
      ],
    },
    {
      panel: 'What is excluded',
      shows: ['excludes', 'maintenance', 'notice', 'allowance', 'windows', 'denominator', 'whileExcluded'],
    },
    {
      panel: 'What is owed',
      shows: [
        ...(['tiers', 'monthlyFee', 'feeOf', 'partial', 'capOfPeriod', 'capOfTerm', 'termMonths'] as const),
        ...(['claimDays', 'claimAfter'] as const),
      ],
    },
    { panel: 'When it fails again and again', shows: ['failures', 'failuresOf', 'failsBelow', 'needsNotice'] },
  ],
  matchOn: ['name'],
  check: (row) => problemsOfPromise(row),
})
export type AvailabilityPromise = RowOf<typeof AvailabilityPromise>
