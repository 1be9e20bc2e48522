import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { problemOfForm, problemOfPlan } from './catalogue-item.checks.ts'
import type { Form } from './form.ts'
import type { Plan } from './plan.ts'

/** Pictures an item may have; which they are is said in `item-icon.web.tsx`. */
export const itemIcons = [
  'alert',
  'archive',
  'box',
  'building',
  'cloud',
  'device',
  'door',
  'file',
  'folder',
  'headset',
  'key',
  'laptop',
  'lock',
  'mail',
  'monitor',
  'phone',
  'printer',
  'server',
  'user-plus',
  'user-minus',
  'wifi',
] as const
export type ItemIcon = (typeof itemIcons)[number]

export const CatalogueItem = defineRecord('catalogue_item', {
  label: ['Catalogue item', 'Catalogue items'],
  about: 'Something that people can ask IT for, with what is asked of them, who approves it and what is done then.',
  number: 'CAT-{0000}',
  icon: 'forms',
  traits: ['comments', 'tags', 'watchers', 'relations'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true, help: 'As people ask for it: New laptop.' }),
    summary: f.text({ required: true, max: 200, search: 'B', help: 'One sentence: what one gets.' }),
    description: f.longText({ max: 10_000, search: 'C', help: 'What is good to know before ordering.' }),
    keywords: f.text({ max: 400, search: 'B', label: 'Also found by', help: 'Other words that people use for it.' }),
    category: f.text({
      required: true,
      max: 60,
      default: 'Other',
      index: true,
      help: 'Items of one category stand together.',
    }),
    icon: f.choice(itemIcons, { default: 'box', label: 'Picture' }),
    kind: f.choice(['request', 'bundle', 'problem'], {
      default: 'request',
      says: { request: 'A request', bundle: 'A bundle of requests', problem: 'A problem to report' },
      help: 'A bundle is ordered as one and carried out as several requests; a problem becomes an incident.',
    }),
    items: f.refs('catalogue_item', { label: 'Contains', showWhen: { kind: ['bundle'] } }),
    audience: f.choice(['everyone', 'units', 'it'], {
      default: 'everyone',
      label: 'Offered to',
      says: { everyone: 'Everyone', units: 'Some business units', it: 'People in IT' },
    }),
    units: f.refs('business_unit', {
      label: 'Business units',
      help: 'And the units below them.',
      showWhen: { audience: ['units'] },
    }),
    service: f.ref('service', { index: true, help: 'What it belongs to; its owner may approve.' }),
    team: f.ref('team', { index: true, label: 'Carried out by', help: 'The team that gets the request.' }),
    cost: f.money({ help: 'What it costs the company; shown before ordering.' }),
    costPer: f.choice(['once', 'month'], {
      default: 'once',
      label: 'Paid',
      says: { once: 'Once', month: 'Every month' },
    }),
    promise: f.text({ max: 200, label: 'Delivery, in words', help: 'Such as: usually by the next working day.' }),
    promiseHours: f.int({ min: 1, max: 2000, label: 'Delivery in working hours' }),
    approval: f.choice(['none', 'manager', 'owner', 'amount', 'template'], {
      default: 'none',
      says: {
        none: 'Nobody has to approve',
        manager: 'Their manager',
        owner: 'The service’s owner',
        amount: 'Their manager, and above an amount the service’s owner',
        template: 'As an approval template says',
      },
    }),
    approvalLimit: f.money({
      label: 'The owner, too, above',
      showWhen: { approval: ['amount'] },
      help: 'Compared with the cost.',
    }),
    approvalTemplate: f.ref('approval_template', { showWhen: { approval: ['template'] } }),
    form: f.json<Form>()({
      default: { sections: [] },
      check: problemOfForm,
      label: 'Questions',
      help: 'What is asked of whoever orders it.',
    }),
    plan: f.json<Plan>()({
      default: { tasks: [] },
      check: problemOfPlan,
      label: 'What is done',
      help: 'Tasks that come into being once it is approved.',
    }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'offered', 'retired'],
    tones: { draft: 'info', offered: 'good', retired: 'neutral' },
    moves: {
      offer: { from: ['draft', 'retired'], to: 'offered', label: 'Offer it' },
      retire: { from: ['draft', 'offered'], to: 'retired', label: 'Retire' },
    },
  },
  access: {
    read: {
      anyOf: [
        { holds: 'catalogue_item.read' },
        { is: { state: 'offered', audience: 'everyone' } },
        { allOf: [{ is: { state: 'offered', audience: 'units' } }, { inTeamOf: 'units' }] },
      ],
    },
    create: { holds: 'catalogue_item.write' },
    update: { holds: 'catalogue_item.write' },
    archive: { holds: 'catalogue_item.archive' },
  },
  list: {
    columns: ['number', 'name', 'category', 'kind', 'team', 'approval', 'cost', 'promiseHours', 'state'],
    sort: 'name',
    views: {
      Offered: { state: 'offered' },
      Drafts: { state: 'draft' },
      Bundles: { kind: 'bundle' },
      'Without a team': { team: null, state: ['draft', 'offered'] },
      Retired: { state: 'retired' },
    },
  },
  page: [
    { panel: 'What it is', shows: ['name', 'summary', 'description', 'keywords', 'category', 'icon'] },
    { panel: 'What becomes of it', shows: ['kind', 'items', 'service', 'team'] },
    { panel: 'For whom, at what price', shows: ['audience', 'units', 'cost', 'costPer', 'promise', 'promiseHours'] },
    { panel: 'Approval', shows: ['approval', 'approvalLimit', 'approvalTemplate'] },
    { panel: 'Questions', shows: ['form'] },
    { panel: 'What is done', shows: ['plan'] },
  ],
  matchOn: ['name'],
  check: (item) => [
    item.kind === 'bundle' &&
      item.items.length === 0 && { field: 'items', says: 'A bundle contains at least one item.' },
    item.audience === 'units' &&
      item.units.length === 0 && { field: 'units', says: 'Say which units it is offered to.' },
    item.approval === 'amount' &&
      item.approvalLimit === null && {
        field: 'approvalLimit',
        says: 'Say above which amount the owner approves, too.',
      },
    item.approval === 'template' &&
      item.approvalTemplate === null && { field: 'approvalTemplate', says: 'Choose the template.' },
    (item.approval === 'owner' || item.approval === 'amount') &&
      item.service === null && { field: 'service', says: 'Choose the service whose owner approves.' },
  ],
})
export type CatalogueItem = RowOf<typeof CatalogueItem>
