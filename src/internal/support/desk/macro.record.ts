import { defineRecord, type RowOf } from '../../../kernel/record/define.ts'
import { f } from '../../../kernel/record/field.ts'
import type { Rule } from '../../../kernel/access/rule.ts'
import { levels } from '../tickets/priority.ts'
import { resolutionCodes, resolutionWords } from '../tickets/resolution.ts'
import { problemOfText } from './macro.checks.ts'
import { placeholders } from './placeholder-names.ts'

/** Agents keep their own, teams theirs; what is for everyone is kept by those who may keep all. */
const keeps: Rule<'owner' | 'team' | 'scope'> = {
  anyOf: [
    { holds: 'macro.write' },
    { allOf: [{ holds: 'macro.use' }, { is: { scope: 'me' } }, { isSelf: 'owner' }] },
    { allOf: [{ holds: 'macro.use' }, { is: { scope: 'team' } }, { inTeamOf: 'team' }] },
  ],
}

export const Macro = defineRecord('macro', {
  label: ['Macro', 'Macros'],
  about: 'A reply and what is done with it, put on a ticket in one stroke.',
  icon: 'robot',
  fields: {
    name: f.text({ required: true, max: 80, search: 'A' }),
    word: f.text({
      max: 30,
      search: 'A',
      label: 'Short word',
      help: 'Typed after a / in a reply, it brings the text.',
    }),
    scope: f.choice(['me', 'team', 'everyone'], {
      default: 'everyone',
      label: 'For whom',
      says: { me: 'One agent', team: 'A team', everyone: 'Everyone at the desk' },
    }),
    owner: f.ref('person', { index: true, label: 'Agent', showWhen: { scope: ['me'] } }),
    team: f.ref('team', { index: true, showWhen: { scope: ['team'] } }),
    text: f.longText({
      max: 10_000,
      help: `What is said. It may name ${placeholders.map((name) => `{${name}}`).join(', ')}.`,
    }),
    isInternal: f.bool({ default: false, label: 'Internal note', help: 'Only IT reads it.' }),
    toMe: f.bool({ default: false, label: 'Assign to me' }),
    toTeam: f.ref('team', { label: 'Give to team' }),
    category: f.ref('ticket_category', { label: 'Set category' }),
    service: f.ref('service', { label: 'Set service' }),
    impact: f.choice(levels, { label: 'Set impact' }),
    urgency: f.choice(levels, { label: 'Set urgency' }),
    move: f.choice(['start', 'hold', 'resolve'], {
      label: 'Then',
      says: { start: 'Start work', hold: 'Put on hold', resolve: 'Resolve' },
    }),
    pendingReason: f.ref('pending_reason', { label: 'Waits for', showWhen: { move: ['hold'] } }),
    resolutionCode: f.choice(resolutionCodes, {
      label: 'Resolution',
      says: resolutionWords,
      showWhen: { move: ['resolve'] },
    }),
  },
  access: {
    read: {
      anyOf: [
        { holds: 'macro.read' },
        { allOf: [{ holds: 'macro.use' }, { is: { scope: 'everyone' } }] },
        { isSelf: 'owner' },
        { inTeamOf: 'team' },
      ],
    },
    create: keeps,
    update: keeps,
    archive: keeps,
  },
  list: {
    columns: ['name', 'word', 'scope', 'team', 'owner', 'isInternal', 'move'],
    sort: 'name',
    views: { 'For everyone': { scope: 'everyone' }, 'My teams': { team: 'myGroups' }, Mine: { owner: 'me' } },
  },
  page: [
    { panel: 'Macro', shows: ['name', 'word', 'scope', 'owner', 'team'] },
    { panel: 'What is said', shows: ['text', 'isInternal'] },
    {
      panel: 'What is done',
      shows: ['toMe', 'toTeam', 'category', 'service', 'impact', 'urgency', 'move', 'pendingReason', 'resolutionCode'],
    },
  ],
  matchOn: ['name'],
  check: (macro) => [
    macro.scope === 'me' && macro.owner === null && { field: 'owner', says: 'Say which agent it is for.' },
    macro.scope === 'team' && macro.team === null && { field: 'team', says: 'Say which team it is for.' },
    macro.word !== null &&
      /[\s/]/.test(macro.word) && { field: 'word', says: 'The short word is one word, without /.' },
    macro.move === 'hold' && macro.pendingReason === null && { field: 'pendingReason', says: 'Say what it waits for.' },
    macro.move === 'resolve' &&
      macro.resolutionCode === null && { field: 'resolutionCode', says: 'Say how it was resolved.' },
    textProblem(macro.text ?? ''),
  ],
})
export type Macro = RowOf<typeof Macro>

function textProblem(text: string): { readonly field: 'text'; readonly says: string } | null {
  const says = problemOfText(text)
  return says === null ? null : { field: 'text', says }
}
