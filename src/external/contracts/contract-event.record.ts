import { defineRecord, type RowOf } from '../../kernel/record/define.ts'
import { f } from '../../kernel/record/field.ts'
import { problemsOfEvent } from './contract-event.checks.ts'
import { headers } from './headers.ts'
import {
  alignments,
  decisions,
  methods,
  pricePeriods,
  renewalKinds,
  termEventKinds,
  termUnits,
  units,
} from './terms.ts'

const withTerm = { kind: ['initial', 'renewal'] }
const withRule = { kind: ['initial', 'amendment'] }
const withPrice = { kind: ['initial', 'renewal', 'extension', 'amendment'] }
const byNotice = { kind: ['notice'] }
const aDecision = { kind: ['decision'] }
const byIndex = { uplift: ['index'] }

export const ContractEvent = defineRecord('contract_event', {
  label: ['Contract event', 'Contract events'],
  about:
    'Something that happened to the terms of a contract. Terms, deadlines and values follow from the log of these.',
  title: 'subject',
  traits: ['comments', 'files'],
  fields: {
    subject: f.text({
      usualInFiles: 'Initial term',
      required: true,
      max: 200,
      search: 'A',
      help: 'In a few words: Amendment 2, six months’ notice.',
    }),
    contract: f.ref('contract', {
      ...{ alsoCalled: [...headers.reference, ...headers.name, 'Name'] },
      required: true,
      index: true,
      fixed: true,
      onArchive: 'keep',
    }),
    kind: f.choice([...termEventKinds, 'decision'], {
      usualInFiles: 'Initial term',
      required: true,
      fixed: true,
      says: { initial: 'Initial term', decision: 'Decision' },
    }),
    happenedOn: f.date({
      alsoCalled: [...headers.signedOn, ...headers.startsOn],
      required: true,
      index: true,
      help: 'The day it was agreed, decided or sent.',
    }),
    clause: f.text({ max: 80, help: 'Where the contract says so: 5.1.' }),
    startsOn: f.date({ alsoCalled: headers.startsOn, label: 'Starts', showWhen: { kind: ['initial'] } }),
    effectiveOn: f.date({ label: 'Counts from', showWhen: { kind: ['amendment'] } }),
    endsOn: f.date({
      alsoCalled: headers.endsOn,
      label: 'Last day',
      help: 'Where the contract names the day; else its length counts. Neither: it has no end.',
      showWhen: { kind: ['initial', 'renewal', 'extension', 'termination'] },
    }),
    termCount: f.int({
      alsoCalled: headers.term,
      unit: 'termUnit',
      min: 1,
      max: 1200,
      label: 'Length',
      showWhen: withTerm,
    }),
    termUnit: f.choice(termUnits, { label: 'Length in', showWhen: withTerm }),
    renewal: f.choice(renewalKinds, {
      alsoCalled: headers.renewal,
      reads: {
        fixed: ['no', 'Fixed term', 'None', 'Manual', 'Keine', 'Befristet'],
        automatic: ['yes', 'Auto', 'Auto renew', 'Auto-renewal', 'Automatic renewal', 'Tacit', 'Automatisch'],
        optional: ['Option', 'Extension option', 'Verlängerungsoption'],
        evergreen: ['Perpetual', 'Indefinite', 'Unlimited', 'Open-ended', 'Unbefristet'],
      },
      showWhen: withRule,
      says: { fixed: 'Ends with its term', evergreen: 'Runs until notice is given' },
    }),
    renewalCount: f.int({
      alsoCalled: headers.renewalLength,
      unit: 'renewalUnit',
      min: 1,
      max: 1200,
      label: 'Renewal length',
      showWhen: withRule,
    }),
    renewalUnit: f.choice(termUnits, { label: 'Renewal length in', showWhen: withRule }),
    maxRenewals: f.int({ min: 0, max: 1000, label: 'Renewals at most', showWhen: withRule }),
    noticeCount: f.int({
      alsoCalled: headers.notice,
      unit: 'noticeUnit',
      min: 0,
      max: 3650,
      label: 'Notice',
      showWhen: withRule,
    }),
    noticeUnit: f.choice(units, { label: 'Notice in', showWhen: withRule }),
    isNoticeClear: f.bool({
      label: 'Clear days',
      help: 'Neither the day of receipt nor the last day counts, as where notice must be given before a day.',
      showWhen: withRule,
    }),
    alignment: f.choice(alignments, {
      label: 'Can end on',
      says: { any_day: 'Any day', term_year_end: 'The end of a contract year' },
      showWhen: withRule,
    }),
    method: f.choice(methods, { label: 'Notice by', showWhen: { kind: ['initial', 'amendment', 'notice'] } }),
    receiptCount: f.int({ unit: 'receiptUnit', min: 0, max: 60, label: 'Received after', showWhen: withRule }),
    receiptUnit: f.choice(['days', 'business_days'], { label: 'Received after, in', showWhen: withRule }),
    isReceiptConfirmed: f.bool({
      label: 'Received on confirmed delivery',
      help: 'The days above are then what to allow for it.',
      showWhen: withRule,
    }),
    price: f.money({ alsoCalled: headers.yearlyPrice, read: 'contract_event.see_money', showWhen: withPrice }),
    pricePer: f.choice(pricePeriods, { usualInFiles: 'Year', label: 'Price per', showWhen: withPrice }),
    uplift: f.choice(['none', 'percent', 'index'], { label: 'Price goes up', showWhen: withPrice }),
    upliftEvery: f.choice(['renewal', 'year'], { label: 'Goes up with each', showWhen: withPrice }),
    upliftPercent: f.percent({ min: 0, max: 100, label: 'By', showWhen: { uplift: ['percent'] } }),
    upliftIndex: f.text({ max: 80, label: 'Index', help: 'Such as HICP.', showWhen: byIndex }),
    upliftLag: f.int({ unit: 'months', min: 0, max: 24, label: 'Time before that counts', showWhen: byIndex }),
    upliftCap: f.percent({ min: 0, max: 100, label: 'At most', showWhen: byIndex }),
    upliftFloor: f.percent({ min: 0, max: 100, label: 'At least', showWhen: byIndex }),
    givenBy: f.choice(['us', 'them'], { says: { us: 'By us', them: 'By the other party' }, showWhen: byNotice }),
    receivedOn: f.date({ help: 'Where it is proven; else the contract says when.', showWhen: byNotice }),
    decision: f.choice(decisions, { showWhen: aDecision }),
    decidedEnd: f.date({
      label: 'About the end on',
      help: 'The end of the term that was decided about: what comes after it is decided anew.',
      showWhen: aDecision,
    }),
    reason: f.longText({ search: 'C', help: 'Why it was decided so.' }),
  },
  access: {
    read: { holds: 'contract_event.read' },
    create: { holds: 'contract_event.write' },
    update: { holds: 'contract_event.write' },
    archive: { holds: 'contract_event.archive' },
  },
  list: { columns: ['happenedOn', 'contract', 'kind', 'subject', 'endsOn', 'price'], sort: '-happenedOn' },
  indexes: [['contract', 'happenedOn']],
  page: [
    {
      panel: 'What happened',
      shows: ['contract', 'kind', 'happenedOn', 'subject', 'clause', 'decision', 'decidedEnd', 'reason'],
    },
    { panel: 'Term', shows: ['startsOn', 'effectiveOn', 'endsOn', 'termCount', 'termUnit'] },
    { panel: 'Renewal', shows: ['renewal', 'renewalCount', 'renewalUnit', 'maxRenewals', 'alignment'] },
    {
      panel: 'Notice',
      shows: [
        'noticeCount',
        'noticeUnit',
        'isNoticeClear',
        'method',
        'receiptCount',
        'receiptUnit',
        'isReceiptConfirmed',
        'givenBy',
        'receivedOn',
      ],
    },
    {
      panel: 'Price',
      shows: [
        'price',
        'pricePer',
        'uplift',
        'upliftEvery',
        'upliftPercent',
        'upliftIndex',
        'upliftLag',
        'upliftCap',
        'upliftFloor',
      ],
    },
  ],
  matchOn: ['subject'],
  matchWithin: 'contract',
  check: (event) => problemsOfEvent(event) ?? [],
})
export type ContractEvent = RowOf<typeof ContractEvent>
