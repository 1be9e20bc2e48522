import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { usualDossierDays } from './dossier/lead.ts'
import { headers } from './headers.ts'
import { outlooks } from './stake.ts'
import { decisions, paymentPeriods, units } from './terms.ts'

/** Follows from the contract's log and the day, see contract-dates.ts. */
const worked = { worked: 'derived' } as const

export const Contract = defineRecord('contract', {
  label: ['Contract', 'Contracts'],
  about: 'What was agreed with another company: what it is about, who answers for it, and how it is kept in time.',
  number: 'CTR-{0000}',
  icon: 'writing-sign',
  title: 'name',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({
      ...{ alsoCalled: headers.name, required: true, max: 200, search: 'A' },
      help: 'What people call it: Support for the ERP.',
    }),
    kind: f.choice(
      [
        'subscription',
        'licence',
        'maintenance',
        'service',
        'outsourcing',
        'lease',
        'framework',
        'data_processing',
        'confidentiality',
        'other',
      ],
      {
        default: 'service',
        alsoCalled: headers.kind,
        reads: {
          subscription: ['SaaS', 'Software as a service', 'Software subscription', 'Cloud', 'Abonnement'],
          licence: ['License', 'Software license', 'Software licence', 'Lizenz', 'Lizenzvertrag'],
          maintenance: ['Support', 'Maintenance and support', 'Support and maintenance', 'Wartung', 'Wartungsvertrag'],
          service: ['Services', 'Service agreement', 'Professional services', 'SOW', 'Dienstleistung'],
          outsourcing: ['Managed service', 'Managed services', 'Auslagerung'],
          lease: ['Leasing', 'Rental', 'Miete', 'Mietvertrag', 'Leasingvertrag'],
          framework: ['Framework agreement', 'Master agreement', 'MSA', 'Master services agreement', 'Rahmenvertrag'],
          data_processing: ['DPA', 'Data processing agreement', 'AV-Vertrag', 'AVV', 'Auftragsverarbeitung'],
          confidentiality: ['NDA', 'Non-disclosure agreement', 'Geheimhaltung'],
        },
      },
    ),
    counterparty: f.text({
      ...{ alsoCalled: headers.counterparty, required: true, max: 200, search: 'A', index: true },
      help: 'The other party, as it signs.',
    }),
    engagement: f.ref('engagement', {
      index: true,
      help: 'What is bought with it, and of which vendor: risk, service levels and the way out hang on that.',
    }),
    reference: f.text({
      ...{ alsoCalled: headers.reference, max: 80, search: 'A' },
      help: 'The number that the other party has given it.',
    }),
    partOf: f.ref('contract', {
      tree: true,
      index: true,
      help: 'The contract whose terms hold for it too: an order under a framework.',
    }),
    owner: f.ref('person', {
      ...{ alsoCalled: headers.owner, required: true, index: true },
      help: 'Who decides whether it goes on.',
    }),
    businessUnit: f.ref('business_unit', { index: true, help: 'Who pays.' }),
    services: f.refs('service', { help: 'What it delivers, or keeps running.' }),
    about: f.longText({ alsoCalled: headers.about, search: 'C', label: 'What it is about' }),
    signedOn: f.date({ alsoCalled: headers.signedOn }),
    calendar: f.ref('calendar', {
      help: 'On which days a notice can be sent and received. Without one every day counts.',
    }),
    leadCount: f.int({ default: 30, min: 0, max: 730, unit: 'leadUnit', label: 'Internal lead time' }),
    leadUnit: f.choice(units, { default: 'days', label: 'Lead time in' }),
    dossierDays: f.int({
      ...{ default: usualDossierDays, min: 0, max: 1095, unit: 'days', label: 'Dossier ahead' },
      help: 'So long before the day to decide, what is known for it is put together.',
    }),
    noticeAddress: f.longText({ max: 600, help: 'Where a notice has to go, as the contract says.' }),
    paidEvery: f.choice(paymentPeriods, { label: 'Paid for each', says: { once: 'All at once' } }),
    isPaidInAdvance: f.bool({ default: true, label: 'Paid in advance' }),
    paidBy: f.choice(['contract', 'calendar'], {
      ...{ default: 'contract', label: 'Periods of payment' },
      says: { contract: 'Begin with the contract', calendar: 'Are those of the calendar' },
    }),
    paidWithin: f.int({ default: 30, min: 0, max: 365, unit: 'days', label: 'Due after' }),
    termEnd: f.date({ ...worked, index: true, label: 'Term ends', help: 'The last day of the term that it is in.' }),
    outlook: f.choice(outlooks, {
      ...worked,
      label: 'By itself it',
      says: {
        renews: 'Renews',
        lapses: 'Ends unless its option is taken',
        ends: 'Ends',
        goes_on: 'Goes on without an end',
        leaving: 'Is to end',
      },
    }),
    decidedEnd: f.date({ ...worked, label: 'Next end', help: 'The end that is decided about next.' }),
    noticeBy: f.date({ ...worked, index: true, label: 'Notice there by', help: 'The last day to be received.' }),
    sendBy: f.date({ ...worked, index: true, label: 'Send by' }),
    decideBy: f.date({ ...worked, label: 'Decide by' }),
    committedUntil: f.date({ ...worked, index: true, help: 'Until then it is paid for, whatever is decided.' }),
    atStake: f.money({
      ...{ ...worked, index: true, read: 'contract.see_money', label: 'At stake' },
      help: 'What going on would cost: the next term, or a year of it.',
    }),
    decision: f.choice(decisions, { ...worked, label: 'Decided', help: 'About the next end.' }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'in_approval', 'approved', 'in_force', 'ended'],
    tones: { draft: 'neutral', in_approval: 'info', approved: 'info', in_force: 'good', ended: 'neutral' },
    reads: {
      draft: ['New', 'In preparation', 'Entwurf', 'In Vorbereitung', 'Brouillon'],
      in_approval: ['Pending approval', 'Under review', 'In Freigabe'],
      in_force: [
        'Active',
        'Published',
        'Executed',
        'Signed',
        'Current',
        'Aktiv',
        'Laufend',
        'In Kraft',
        'Actif',
        'En cours',
      ],
      ended: ['Expired', 'Terminated', 'Closed', 'Cancelled', 'Abgelaufen', 'Beendet', 'Gekündigt', 'Résilié', 'Échu'],
    },
    moves: {
      submit: { from: ['draft'], to: 'in_approval', label: 'Submit for approval' },
      sendBack: { from: ['in_approval', 'approved'], to: 'draft', label: 'Send back' },
      approve: { from: ['in_approval'], to: 'approved', label: 'Approve', can: { holds: 'contract.approve' } },
      sign: { from: ['approved'], to: 'in_force', label: 'Record the signature', needs: ['signedOn'] },
      end: { from: ['in_force'], to: 'ended', label: 'Record the end', isRare: true },
      resume: { from: ['ended'], to: 'in_force', label: 'Put back in force' },
    },
  },
  actions: {
    decide: {
      label: 'Decide about its next end',
      done: 'Decided, and kept with what was known',
      can: { anyOf: [{ holds: 'contract.decide' }, { isSelf: 'owner' }] },
      from: ['in_force'],
      input: {
        decision: f.choice(decisions, { required: true, label: 'What is decided' }),
        decidedEnd: f.date({ label: 'About the end on', help: 'Refused where another end is decided about by now.' }),
        reason: f.longText({
          required: true,
          max: 8000,
          label: 'Why',
          help: 'Stands in the log, for whoever asks later.',
        }),
      },
    },
    draftLetter: {
      label: 'Draft the letter',
      done: 'The letter is drafted',
      can: { anyOf: [{ holds: 'contract.decide' }, { isSelf: 'owner' }] },
      from: ['in_force'],
      input: { decision: f.choice(decisions, { required: true, label: 'For what is decided' }) },
    },
    assemble: {
      label: 'Assemble its dossier now',
      done: 'The dossier is there',
      can: { anyOf: [{ holds: 'contract.write' }, { isSelf: 'owner' }] },
      from: ['in_force'],
    },
  },
  access: {
    read: { anyOf: [{ holds: 'contract.read' }, { isSelf: 'owner' }] },
    create: { holds: 'contract.write' },
    update: { holds: 'contract.write' },
    archive: { holds: 'contract.archive' },
  },
  list: {
    columns: ['number', 'name', 'counterparty', 'kind', 'owner', 'termEnd', 'decideBy', 'atStake', 'state'],
    sort: 'name',
    views: {
      'In force': { state: 'in_force' },
      'Decide in 90 days': { state: 'in_force', decision: null, decideBy: { lte: 'today+90d' } },
      'Being made': { state: ['draft', 'in_approval', 'approved'] },
      Ended: { state: 'ended' },
      Mine: { owner: 'me' },
    },
  },
  indexes: [['state', 'decideBy']],
  waits: [
    {
      says: 'Decide whether it goes on',
      whom: 'owner',
      by: 'decideBy',
      of: 'counterparty',
      where: { state: 'in_force', decision: null },
    },
    {
      says: 'Send the notice',
      whom: 'owner',
      by: 'sendBy',
      of: 'counterparty',
      where: { state: 'in_force', decision: ['replace', 'exit'], outlook: ['renews', 'goes_on'] },
    },
  ],
  page: [
    { panel: 'Contract', shows: ['name', 'kind', 'counterparty', 'engagement', 'reference', 'partOf', 'about'] },
    {
      panel: 'What is next',
      shows: [
        'termEnd',
        'outlook',
        'decideBy',
        'sendBy',
        'noticeBy',
        'decidedEnd',
        'committedUntil',
        'atStake',
        'decision',
      ],
    },
    { panel: 'Who and what', shows: ['owner', 'businessUnit', 'services'] },
    { panel: 'Payment', shows: ['paidEvery', 'isPaidInAdvance', 'paidBy', 'paidWithin'] },
    { panel: 'Time', shows: ['signedOn', 'calendar', 'leadCount', 'leadUnit', 'dossierDays', 'noticeAddress'] },
  ],
  matchOn: ['reference', 'name'],
})
export type Contract = RowOf<typeof Contract>
