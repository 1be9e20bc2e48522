import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { headers } from '../headers.ts'

export const Vendor = defineRecord('vendor', {
  label: ['Vendor', 'Vendors'],
  about: 'A company that IT buys from, or may: what kind it is, how close, and how far it got with us.',
  number: 'VND-{0000}',
  icon: 'users-group',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({
      alsoCalled: headers.vendorName,
      required: true,
      max: 160,
      search: 'A',
      unique: true,
      help: 'What people call it.',
    }),
    legalEntity: f.ref('legal_entity', {
      alsoCalled: headers.legalEntity,
      index: true,
      onArchive: 'restrict',
      help: 'Who signs.',
    }),
    category: f.choice(
      ['software', 'cloud', 'hardware', 'telecom', 'managed_service', 'consulting', 'staffing', 'security', 'other'],
      {
        alsoCalled: headers.category,
        default: 'other',
        says: { cloud: 'Cloud service', telecom: 'Telecommunications', managed_service: 'Managed service' },
      },
    ),
    tier: f.choice(['strategic', 'tactical', 'operational', 'commodity'], {
      alsoCalled: headers.tier,
      default: 'operational',
      help: 'How much hangs on it. Strategic ones are reviewed each quarter, tactical ones each half year, operational ones each year, commodities every second year.',
    }),
    owner: f.ref('person', { alsoCalled: headers.owner, index: true, help: 'Who answers for how we deal with it.' }),
    deputy: f.ref('person', { help: 'Who stands in for them.' }),
    about: f.longText({ max: 4000, search: 'B', help: 'What it does, and why we buy there.' }),
    customerNumber: f.text({
      alsoCalled: headers.customerNumber,
      max: 60,
      search: 'B',
      label: 'Our customer number',
      help: 'By which it knows us.',
    }),
    website: f.url({ alsoCalled: headers.website }),
    activeSince: f.date({ help: 'Reviews count from then on.' }),
  },
  states: {
    start: 'candidate',
    all: ['candidate', 'onboarding', 'active', 'offboarding', 'exited', 'rejected'],
    tones: {
      candidate: 'neutral',
      onboarding: 'info',
      active: 'good',
      offboarding: 'warning',
      exited: 'neutral',
      rejected: 'bad',
    },
    moves: {
      onboard: {
        from: ['candidate', 'exited'],
        to: 'onboarding',
        label: 'Begin onboarding',
        needs: ['legalEntity', 'owner'],
      },
      activate: { from: ['onboarding'], to: 'active', label: 'Take into service', needs: ['activeSince'] },
      reject: { from: ['candidate', 'onboarding'], to: 'rejected', label: 'Reject' },
      reconsider: { from: ['rejected'], to: 'candidate', label: 'Consider again' },
      offboard: { from: ['active'], to: 'offboarding', label: 'Begin offboarding', isRare: true },
      keep: { from: ['offboarding'], to: 'active', label: 'Keep after all' },
      exit: { from: ['offboarding'], to: 'exited', label: 'Record as exited' },
    },
  },
  access: {
    read: { holds: 'vendor.read' },
    create: { holds: 'vendor.write' },
    update: { anyOf: [{ holds: 'vendor.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'vendor.archive' },
  },
  list: {
    columns: ['number', 'name', 'state', 'category', 'tier', 'owner', 'legalEntity'],
    sort: 'name',
    views: {
      Active: { state: 'active' },
      Strategic: { tier: 'strategic', state: ['onboarding', 'active', 'offboarding'] },
      'I own': { owner: 'me' },
      'Coming and going': { state: ['candidate', 'onboarding', 'offboarding'] },
      'Without an owner': { owner: null, state: ['onboarding', 'active', 'offboarding'] },
    },
  },
  page: [
    { panel: 'Vendor', shows: ['name', 'about', 'category', 'tier', 'website'] },
    { panel: 'Who', shows: ['legalEntity', 'owner', 'deputy'] },
    { panel: 'With us', shows: ['customerNumber', 'activeSince'] },
  ],
  matchOn: ['name'],
})
export type Vendor = RowOf<typeof Vendor>
