import { defineRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { customKinds, handlePattern, kindWords, linesOf, longestFormula } from './custom-kinds.ts'

export const CustomField = defineRecord('custom_field', {
  label: ['Custom field', 'Custom fields'],
  about:
    'A field that this installation adds to a record type: it is filtered, imported, exported and remembered like any other.',
  icon: 'forms',
  title: 'label',
  fields: {
    label: f.text({ required: true, max: 60, search: 'A', help: 'How it reads in forms and lists.' }),
    recordType: f.text({ required: true, fixed: true, index: true, max: 60, label: 'Record' }),
    handle: f.text({
      required: true,
      fixed: true,
      max: 50,
      label: 'Name in the API',
      help: 'Begins with a small x, such as xCostCentre; files and programs name the field so.',
    }),
    kind: f.choice(customKinds, { required: true, fixed: true, says: kindWords }),
    help: f.text({ max: 200, help: 'A sentence under the field in forms.' }),
    panel: f.text({ required: true, default: 'More', max: 40, help: 'The part of the page that shows it.' }),
    position: f.int({ default: 100, min: 0, max: 10_000, help: 'Smaller numbers come first.' }),
    isRequired: f.bool({ default: false, help: 'Records that stand already may stay without it.' }),
    isSearched: f.bool({ default: false, help: 'Texts only: the search finds records by it.' }),
    isIndexed: f.bool({
      default: false,
      fixed: true,
      help: 'Lists of many thousand rows are filtered or sorted by it.',
    }),
    isSeenByFew: f.bool({
      default: false,
      label: 'Seen by few',
      help: 'Only whoever has a role that allows it sees the field, wherever it is; roles offer it under the record.',
    }),
    isSetByFew: f.bool({
      default: false,
      label: 'Set by few',
      help: 'Only whoever has a role that allows it sets the field; others read it.',
    }),
    choices: f.longText({
      max: 10_000,
      help: 'One per line.',
      showWhen: { kind: ['choice', 'choices'] },
    }),
    target: f.text({
      max: 60,
      fixed: true,
      label: 'Points at',
      help: 'The name of a record type, such as person.',
      showWhen: { kind: ['ref', 'refs'] },
    }),
    digits: f.int({
      min: 0,
      max: 8,
      help: 'Digits after the point.',
      showWhen: { kind: ['decimal', 'percent', 'computed'] },
    }),
    formula: f.longText({
      max: longestFormula,
      fixed: true,
      help: 'Such as xCost * 1.19, or if(isEmpty(leavesOn), "stays", "leaves").',
      showWhen: { kind: ['computed'] },
    }),
  },
  access: {
    read: { holds: 'custom_field.read' },
    create: { holds: 'custom_field.write' },
    update: { holds: 'custom_field.write' },
    archive: { holds: 'custom_field.write' },
  },
  list: { columns: ['label', 'recordType', 'kind', 'handle', 'panel', 'isRequired'], sort: 'label' },
  page: [
    { panel: 'Field', shows: ['label', 'recordType', 'kind', 'handle', 'choices', 'target', 'digits', 'formula'] },
    { panel: 'Use', shows: ['help', 'panel', 'position', 'isRequired', 'isSearched', 'isIndexed'] },
    { panel: 'For whom', shows: ['isSeenByFew', 'isSetByFew'] },
  ],
  matchOn: ['handle'],
  check: ({ kind, choices, target, handle, isSearched, isRequired, isSeenByFew, isSetByFew, formula }) => [
    !handlePattern.test(handle) && {
      field: 'handle',
      says: 'The name in the API begins with a small x and a capital letter, then letters and digits, such as xCostCentre.',
    },
    (kind === 'choice' || kind === 'choices') &&
      linesOf(choices).length === 0 && { field: 'choices', says: 'A choice needs at least one line to choose from.' },
    (kind === 'ref' || kind === 'refs') &&
      target === null && { field: 'target', says: 'Say which record type it points at.' },
    kind === 'computed' && formula === null && { field: 'formula', says: 'Say how it is worked out.' },
    kind === 'computed' && isRequired && { field: 'isRequired', says: 'Nobody sets what is worked out.' },
    isSeenByFew && isSearched && { field: 'isSearched', says: 'What few may see, the search can’t find for everyone.' },
    (isSeenByFew || isSetByFew) &&
      isRequired && { field: 'isRequired', says: 'Whoever may not set it could then make no record.' },
  ],
})
