import { isTimeZone } from '../calendar/time-zone.ts'
import { defineRecord, type Filter, type RowOf } from '../record/define.ts'
import { f } from '../record/field.ts'
import type { Action } from './action.ts'
import { problemOfActions, problemOfChanged, problemOfFilter, problemOfRecurrence } from './automation-rule.checks.ts'
import { ruleVerbs } from './verbs.ts'

const scheduled = { trigger: ['schedule'] }

export const AutomationRule = defineRecord('automation_rule', {
  label: ['Automation rule', 'Automation rules'],
  about: 'Something Quarterdeck does by itself: when this happens, if that holds, then do these.',
  icon: 'robot',
  traits: ['comments'],
  fields: {
    name: f.text({ required: true, max: 120, search: 'A', unique: true }),
    about: f.longText({ max: 2000, search: 'C', help: 'Why there is this rule, for whoever meets what it did.' }),
    recordType: f.text({ required: true, max: 60, index: true, label: 'Record', help: 'Such as person or service.' }),
    trigger: f.choice(['event', 'schedule'], {
      default: 'event',
      label: 'When',
      says: { event: 'Something happens', schedule: 'On a schedule' },
    }),
    verbs: f.choices(ruleVerbs, { label: 'What happens', showWhen: { trigger: ['event'] } }),
    changed: f.json<readonly string[]>()({
      check: problemOfChanged,
      label: 'Only when these change',
      help: 'Names of fields, such as ["owner"]. Empty: whatever changes.',
      showWhen: { trigger: ['event'] },
    }),
    conditions: f.json<Filter>()({
      check: problemOfFilter,
      label: 'If',
      help: 'A filter as lists have it, such as {"state":"live"}. Empty: always.',
    }),
    actions: f.json<readonly Action[]>()({
      required: true,
      check: problemOfActions,
      label: 'Then',
      help: 'In this order: set, assign, move, notify, comment, task, call, approval, create.',
    }),
    recurrence: f.text({
      max: 300,
      label: 'How often',
      help: 'As in RFC 5545: FREQ=MONTHLY;BYDAY=1MO is the first Monday of each month.',
      showWhen: scheduled,
    }),
    startsAt: f.dateTime({
      label: 'From',
      help: 'The first time, by your own clock; the time of day is that of all.',
      showWhen: scheduled,
    }),
    timeZone: f.text({ default: 'Europe/Berlin', max: 60, showWhen: scheduled }),
    calendar: f.ref('calendar', { help: 'Whose closed days are avoided.', showWhen: scheduled }),
    shift: f.choice(['keep', 'next', 'previous', 'skip'], {
      default: 'keep',
      label: 'On closed days',
      says: { keep: 'Do it anyway', next: 'The next open day', previous: 'The open day before', skip: 'Leave it out' },
      showWhen: scheduled,
    }),
    missed: f.choice(['once', 'all'], {
      default: 'once',
      label: 'What was missed',
      says: { once: 'Do it once', all: 'Do all of it' },
      help: 'While Quarterdeck was stopped.',
      showWhen: scheduled,
    }),
    position: f.int({ default: 100, min: 0, max: 10_000, help: 'Smaller numbers come first.' }),
    isOn: f.bool({ default: false, label: 'On' }),
  },
  access: {
    read: { holds: 'automation_rule.read' },
    create: { holds: 'automation_rule.write' },
    update: { holds: 'automation_rule.write' },
    archive: { holds: 'automation_rule.archive' },
  },
  list: {
    columns: ['name', 'recordType', 'trigger', 'isOn', 'updatedAt'],
    sort: 'position',
    views: { On: { isOn: true }, Off: { isOn: false } },
  },
  page: [
    { panel: 'Rule', shows: ['name', 'about', 'isOn', 'position'] },
    { panel: 'When', shows: ['recordType', 'trigger', 'verbs', 'changed'] },
    { panel: 'Schedule', shows: ['recurrence', 'startsAt', 'timeZone', 'calendar', 'shift', 'missed'] },
    { panel: 'What it does', shows: ['conditions', 'actions'] },
  ],
  matchOn: ['name'],
  check: ({ trigger, verbs, recurrence, startsAt, timeZone }) => {
    if (trigger === 'event') return [verbs.length === 0 && { field: 'verbs', says: 'Say what has to happen.' }]
    const says = problemOfRecurrence(recurrence)
    return [
      says !== null && { field: 'recurrence', says },
      startsAt === null && { field: 'startsAt', says: 'Say when it begins.' },
      !isTimeZone(timeZone) && { field: 'timeZone', says: `There is no time zone '${timeZone}'. Try Europe/Berlin.` },
    ]
  },
})
export type AutomationRule = RowOf<typeof AutomationRule>
