import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import { decisions } from '../terms.ts'
import type { DossierFacts } from './facts.ts'

/** What a dossier is made of is written by Quarterdeck itself; no ready-made role holds this but that of administrators. */
const assembles = 'renewal_dossier.assemble'
const bySystem = { holds: assembles } as const
const write = { write: assembles } as const

export const RenewalDossier = defineRecord('renewal_dossier', {
  label: ['Renewal dossier', 'Renewal dossiers'],
  about:
    'What is known for deciding about one end of a contract. It assembles itself ahead of the day to decide, and is kept as it was when it was decided.',
  number: 'DOS-{0000}',
  icon: 'file-text',
  title: 'name',
  traits: ['comments', 'files', 'watchers', 'tasks'],
  fields: {
    name: f.text({ ...write, required: true, max: 240, search: 'A' }),
    contract: f.ref('contract', { required: true, fixed: true, index: true }),
    owner: f.ref('person', { ...write, index: true, help: 'Who decides: the owner of the contract.' }),
    decidedEnd: f.date({ required: true, fixed: true, label: 'About the end on' }),
    decideBy: f.date({ ...write, index: true, label: 'Decide by' }),
    questions: f.longText({
      max: 8000,
      search: 'C',
      label: 'Open questions',
      help: 'What has to be known before it can be decided. One on each line.',
    }),
    assembledAt: f.dateTime({
      ...write,
      label: 'As of',
      help: 'When what stands in it was last found to be different.',
    }),
    facts: f.json<DossierFacts>()({
      ...write,
      label: 'What stands in it',
      help: 'Its sections, with the figures and the rows behind each.',
      check: () => null,
    }),
    decision: f.choice(decisions, { ...write, label: 'Decided' }),
    reason: f.longText({ ...write, max: 8000, search: 'C', label: 'Why' }),
    decidedBy: f.text({ ...write, max: 200, label: 'Decided by' }),
    decidedOn: f.date({ ...write, label: 'Decided on' }),
    eventId: f.text({ ...write, max: 36, label: 'Event in the log', help: 'The decision’s id in the contract’s log.' }),
  },
  states: {
    start: 'open',
    all: ['open', 'decided', 'set_aside'],
    tones: { open: 'info', decided: 'good', set_aside: 'neutral' },
    moves: {
      decide: { from: ['open', 'set_aside'], to: 'decided', label: 'Keep as decided', can: bySystem },
      setAside: { from: ['open'], to: 'set_aside', label: 'Set aside', can: bySystem },
      takeUp: { from: ['set_aside'], to: 'open', label: 'Take up again', can: bySystem },
    },
  },
  actions: {
    enterAlternative: {
      label: 'Enter an alternative',
      done: 'Alternative entered',
      // Whoever decides may say what else there is, without a permission for all alternatives.
      can: {
        allOf: [{ is: { state: 'open' } }, { anyOf: [{ holds: 'renewal_dossier.write' }, { isSelf: 'owner' }] }],
      },
      input: {
        name: f.text({ required: true, max: 200, help: 'Of whom, or what: Offer of Kontor Netz.' }),
        price: f.money({ label: 'Price a year', help: 'As offered, or estimated.' }),
        remark: f.longText({ max: 4000, help: 'What speaks for it, what against it, who looked at it.' }),
      },
    },
  },
  access: {
    // Whoever may read one reads all of it: it is written for deciding, and would mislead with parts left out.
    read: { anyOf: [{ holds: 'renewal_dossier.read' }, { isSelf: 'owner' }] },
    create: bySystem,
    update: {
      allOf: [{ is: { state: 'open' } }, { anyOf: [{ holds: 'renewal_dossier.write' }, { isSelf: 'owner' }] }],
    },
    archive: bySystem,
  },
  list: {
    columns: ['number', 'name', 'contract', 'owner', 'decidedEnd', 'decideBy', 'decision', 'state'],
    sort: 'decideBy',
    views: {
      'To decide': { state: 'open' },
      Mine: { owner: 'me', state: 'open' },
      Decided: { state: 'decided' },
    },
  },
  page: [
    { panel: 'Dossier', shows: ['name', 'contract', 'owner', 'decidedEnd', 'decideBy', 'questions'] },
    { panel: 'Decision', shows: ['decision', 'reason', 'decidedBy', 'decidedOn', 'assembledAt'] },
  ],
})
export type RenewalDossier = RowOf<typeof RenewalDossier>
