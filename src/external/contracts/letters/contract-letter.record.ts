import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { letterKinds } from '../letter.ts'
import { decisions, methods } from '../terms.ts'

/** What follows from sending is written by Quarterdeck itself; no ready-made role holds this but that of administrators. */
const keeps = 'contract_letter.keep'
const bySystem = { holds: keeps } as const
const write = { write: keeps } as const

export const ContractLetter = defineRecord('contract_letter', {
  label: ['Contract letter', 'Contract letters'],
  about:
    'A letter that a decision about a contract asks for: a notice, an option that is taken, an invitation to talks. Drafted, changed, and kept as it was sent.',
  number: 'LTR-{0000}',
  icon: 'mail',
  title: 'subject',
  traits: ['comments', 'files', 'watchers'],
  fields: {
    subject: f.text({ required: true, max: 300, search: 'A' }),
    contract: f.ref('contract', { required: true, fixed: true, index: true }),
    owner: f.ref('person', { ...write, index: true, help: 'Who decides, and signs: the owner of the contract.' }),
    kind: f.choice(letterKinds, {
      ...{ required: true, fixed: true },
      says: {
        notice: 'Notice',
        option: 'The option is taken',
        offer: 'Request for an offer',
        talks: 'Invitation to talks',
        farewell: 'That it ends',
      },
    }),
    decision: f.choice(decisions, { fixed: true, label: 'Decided' }),
    decidedEnd: f.date({ fixed: true, label: 'About the end on' }),
    toWhom: f.longText({ max: 1000, label: 'To', help: 'Name and address, a line each.' }),
    body: f.longText({ max: 20_000, search: 'C', label: 'Letter', help: 'An empty line begins a new paragraph.' }),
    method: f.choice(methods, { label: 'Sent by', help: 'As the contract asks for.' }),
    sendBy: f.date({ ...write, index: true, help: 'The last day to send it, where that matters to its effect.' }),
    sentOn: f.date({ ...write, label: 'Sent on' }),
    deemedOn: f.date({
      ...write,
      label: 'Counts as received on',
      help: 'As the contract says for that way of sending it.',
    }),
    receivedOn: f.date({ ...write, label: 'Proven to be received on' }),
    eventId: f.text({
      ...write,
      max: 36,
      label: 'Event in the log',
      help: 'What sending it is in the contract’s log.',
    }),
  },
  states: {
    start: 'draft',
    all: ['draft', 'sent', 'received', 'dropped'],
    tones: { draft: 'warning', sent: 'info', received: 'good', dropped: 'neutral' },
    moves: {
      keepSent: { from: ['draft'], to: 'sent', label: 'Keep as sent', can: bySystem },
      keepReceived: { from: ['sent'], to: 'received', label: 'Keep as received', can: bySystem },
      drop: { from: ['draft'], to: 'dropped', label: 'Drop the draft' },
    },
  },
  actions: {
    send: {
      label: 'Record as sent',
      done: 'Kept as it was sent; the contract’s dates follow from it',
      can: { anyOf: [{ holds: 'contract_letter.write' }, { isSelf: 'owner' }] },
      from: ['draft'],
      input: {
        on: f.date({ required: true, label: 'Sent on' }),
        method: f.choice(methods, { required: true, label: 'Sent by' }),
      },
    },
    receive: {
      label: 'Record as received',
      done: 'Kept, with the day on which it is proven to be received',
      can: { anyOf: [{ holds: 'contract_letter.write' }, { isSelf: 'owner' }] },
      from: ['sent'],
      input: { on: f.date({ required: true, label: 'Received on', help: 'As the receipt or the answer says.' }) },
    },
  },
  access: {
    read: { anyOf: [{ holds: 'contract_letter.read' }, { isSelf: 'owner' }] },
    create: { holds: 'contract_letter.write' },
    update: {
      allOf: [{ is: { state: 'draft' } }, { anyOf: [{ holds: 'contract_letter.write' }, { isSelf: 'owner' }] }],
    },
    archive: { holds: 'contract_letter.archive' },
  },
  list: {
    columns: ['number', 'subject', 'contract', 'kind', 'sendBy', 'sentOn', 'deemedOn', 'state'],
    sort: '-createdAt',
    views: {
      'To send': { state: 'draft' },
      'To send within 30 days': { state: 'draft', sendBy: { lte: 'today+30d' } },
      'Not proven to be received': { state: 'sent' },
      Mine: { owner: 'me' },
    },
  },
  page: [
    { panel: 'Letter', shows: ['subject', 'toWhom', 'body'] },
    { panel: 'About', shows: ['contract', 'kind', 'decision', 'decidedEnd', 'owner'] },
    { panel: 'Sending', shows: ['method', 'sendBy', 'sentOn', 'deemedOn', 'receivedOn'] },
  ],
})
export type ContractLetter = RowOf<typeof ContractLetter>
