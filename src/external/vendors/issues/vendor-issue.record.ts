import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'

export const VendorIssue = defineRecord('vendor_issue', {
  label: ['Vendor issue', 'Vendor issues'],
  about: 'Something about a vendor that must change: late deliveries, wrong invoices, a finding, a broken promise.',
  number: 'VIS-{0000}',
  icon: 'calendar-exclamation',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    title: f.text({ required: true, max: 200, search: 'A' }),
    vendor: f.ref('vendor', { required: true, fixed: true, index: true }),
    engagement: f.ref('engagement', { index: true }),
    description: f.longText({ max: 8000, search: 'B' }),
    kind: f.choice(['performance', 'delivery', 'invoice', 'security', 'compliance', 'people', 'other'], {
      default: 'performance',
    }),
    severity: f.choice(['severe', 'moderate', 'minor'], {
      default: 'moderate',
      tones: { severe: 'bad', moderate: 'warning', minor: 'neutral' },
    }),
    owner: f.ref('person', { index: true, help: 'Who of us pursues it.' }),
    contact: f.ref('vendor_contact', { help: 'Who at the vendor has to act.' }),
    plan: f.ref('improvement_plan', { index: true, label: 'Improvement plan' }),
    dueOn: f.date({ index: true, label: 'To be settled by' }),
    outcome: f.longText({ max: 4000, help: 'What came of it.' }),
  },
  states: {
    start: 'open',
    all: ['open', 'with_vendor', 'settled', 'accepted'],
    tones: { open: 'warning', with_vendor: 'info', settled: 'good', accepted: 'neutral' },
    moves: {
      raise: { from: ['open'], to: 'with_vendor', label: 'Raise with the vendor', asks: ['contact', 'dueOn'] },
      comeBack: { from: ['with_vendor'], to: 'open', label: 'Take back' },
      settle: { from: ['open', 'with_vendor'], to: 'settled', label: 'Settle', needs: ['outcome'] },
      accept: { from: ['open', 'with_vendor'], to: 'accepted', label: 'Live with it', needs: ['outcome'] },
      reopen: { from: ['settled', 'accepted'], to: 'open', label: 'Open again' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'vendor_issue.read' }, { isSelf: 'owner' }] },
    create: { holds: 'vendor_issue.write' },
    update: { anyOf: [{ holds: 'vendor_issue.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'vendor_issue.archive' },
  },
  list: {
    columns: ['number', 'title', 'vendor', 'kind', 'severity', 'owner', 'dueOn', 'state'],
    sort: '-createdAt',
    views: {
      Open: { state: ['open', 'with_vendor'] },
      Overdue: { state: ['open', 'with_vendor'], dueOn: { lt: 'today' } },
      Mine: { owner: 'me', state: ['open', 'with_vendor'] },
    },
  },
  waits: [
    {
      says: 'Settle it with the vendor',
      whom: 'owner',
      by: 'dueOn',
      of: 'vendor',
      where: { state: ['open', 'with_vendor'] },
    },
  ],
  page: [
    { panel: 'Issue', shows: ['title', 'vendor', 'engagement', 'description', 'kind', 'severity'] },
    { panel: 'Who and when', shows: ['owner', 'contact', 'plan', 'dueOn'] },
    { panel: 'Outcome', shows: ['outcome'] },
  ],
})
export type VendorIssue = RowOf<typeof VendorIssue>
