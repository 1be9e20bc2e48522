import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { isUnexplained, sayUnexplained } from './claim-gaps.ts'

export const ServiceCredit = defineRecord('service_credit', {
  label: ['Service credit', 'Service credits'],
  about:
    'What a supplier owes us because a service was available less than they promised: claimed, answered and received.',
  title: 'name',
  number: 'CRD-{0000}',
  icon: 'coins',
  traits: ['comments', 'files', 'tags', 'watchers', 'relations', 'tasks'],
  fields: {
    name: f.text({ required: true, max: 200, search: 'A', label: 'What for' }),
    service: f.ref('service', { index: true, help: 'The service that was available too little.' }),
    owner: f.ref('person', { index: true, help: 'Who claims it.' }),
    promise: f.ref('availability_promise', {
      ...{ index: true, fixed: true, label: 'Promised in', onArchive: 'restrict' },
      help: 'By which it was worked out. Empty: by hand.',
    }),
    engagement: f.ref('engagement', {
      index: true,
      label: 'What we buy',
      help: 'The engagement whose supplier owes it.',
    }),
    contract: f.ref('contract', { index: true, help: 'The contract under which it is owed.' }),
    periodFrom: f.date({ required: true, label: 'From', help: 'The first day of the period that was measured.' }),
    periodTo: f.date({ required: true, label: 'To', help: 'The last day of the period that was measured.' }),
    promised: f.percent({ required: true, scale: 4, min: 0, max: 100 }),
    measured: f.percent({
      required: true,
      scale: 6,
      min: 0,
      max: 100,
      help: 'By the contract’s own definition; rounded here, and compared unrounded.',
    }),
    claimed: f.money({ required: true, label: 'Claimed', help: 'What the contract says that this comes to.' }),
    claimBy: f.date({ index: true, help: 'The last day on which it can be claimed.' }),
    evidence: f.longText({
      max: 20_000,
      search: 'C',
      help: 'How it was worked out, sentence by sentence, as it stands in the claim.',
    }),
    gaps: f.longText({
      max: 2000,
      label: 'What isn’t known',
      help: 'For which days of the period no requests are counted. It is claimed for what is counted.',
    }),
    whyWithGaps: f.longText({
      max: 2000,
      label: 'Why it is claimed all the same',
      help: 'Needed before it is sent where days of its period aren’t known; else empty.',
    }),
    measuredAt: f.dateTime({ label: 'Worked out', help: 'By what was known of the outages then.' }),
    knownOn: f.date({ label: 'They told the figure on', help: 'From when the days to claim count in some contracts.' }),
    sentOn: f.date({ help: 'The day on which the supplier was told.' }),
    agreed: f.money({ help: 'What the supplier accepts.' }),
    objection: f.longText({ max: 8000, label: 'What they object', help: 'Why the supplier disputes it.' }),
    receivedOn: f.date({}),
    receivedBy: f.text({ max: 200, label: 'Received with', help: 'The invoice or credit note that it stands on.' }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'sent', 'accepted', 'disputed', 'received', 'withdrawn', 'lapsed'],
    tones: {
      draft: 'warning',
      sent: 'info',
      accepted: 'good',
      disputed: 'bad',
      received: 'good',
      withdrawn: 'neutral',
      lapsed: 'bad',
    },
    moves: {
      send: { from: ['draft'], to: 'sent', label: 'Send claim', needs: ['evidence', 'sentOn'], asks: ['whyWithGaps'] },
      accept: { from: ['sent', 'disputed'], to: 'accepted', label: 'They accept', needs: ['agreed'] },
      dispute: { from: ['sent'], to: 'disputed', label: 'They dispute', needs: ['objection'] },
      insist: {
        from: ['disputed'],
        to: 'sent',
        label: 'Send again',
        needs: ['sentOn'],
        asks: ['evidence', 'whyWithGaps'],
      },
      receive: { from: ['accepted'], to: 'received', label: 'Received', needs: ['receivedOn'], asks: ['receivedBy'] },
      withdraw: { from: ['draft', 'sent', 'disputed'], to: 'withdrawn', label: 'Withdraw' },
      lapse: { from: ['draft'], to: 'lapsed', label: 'Not claimed in time' },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'service_credit.read' }, { isSelf: 'owner' }] },
    create: { holds: 'service_credit.write' },
    update: { anyOf: [{ holds: 'service_credit.write' }, { isSelf: 'owner' }] },
    archive: { holds: 'service_credit.archive' },
  },
  list: {
    columns: ['number', 'name', 'measured', 'claimed', 'claimBy', 'owner', 'state'],
    sort: '-claimBy',
    views: {
      'To send': { state: 'draft' },
      'To send within a week': { state: 'draft', claimBy: { within: '7d' } },
      'Sent and not answered': { state: 'sent' },
      Disputed: { state: 'disputed' },
      'Accepted and not received': { state: 'accepted' },
      Mine: { owner: 'me' },
    },
  },
  indexes: [['promise', 'periodFrom']],
  waits: [{ says: 'Send the claim', whom: 'owner', by: 'claimBy', where: { state: 'draft' } }],
  page: [
    { panel: 'Claim', shows: ['name', 'service', 'promise', 'engagement', 'contract', 'owner', 'claimed', 'claimBy'] },
    {
      panel: 'What was measured',
      shows: ['periodFrom', 'periodTo', 'promised', 'measured', 'gaps', 'whyWithGaps', 'measuredAt', 'knownOn'],
    },
    { panel: 'What came of it', shows: ['sentOn', 'agreed', 'objection', 'receivedOn', 'receivedBy'] },
  ],
  check: (credit) => [
    credit.sentOn !== null && isUnexplained(credit) && { field: 'whyWithGaps', says: sayUnexplained(credit) },
    credit.periodTo < credit.periodFrom && { field: 'periodTo', says: 'The period must not end before it begins.' },
    credit.claimBy !== null &&
      credit.claimBy < credit.periodFrom && {
        field: 'claimBy',
        says: 'It can’t have to be claimed before the period has begun.',
      },
    credit.agreed !== null &&
      credit.agreed.currency !== credit.claimed.currency && {
        field: 'agreed',
        says: `It was claimed in ${credit.claimed.currency}. Give what they accept in the same currency.`,
      },
  ],
})
export type ServiceCredit = RowOf<typeof ServiceCredit>
