import { comparisonsOf, type Rule } from '../src/kernel/access/rule.ts'
import type { AnyRecord } from '../src/kernel/record/define.ts'
import type { Field } from '../src/kernel/record/field.ts'
import { formatNumber, labelOf, pathOf, titleOf } from '../src/kernel/record/registry.ts'

const note = '<!-- Written from the declaration by scripts/docs-records.ts. Change the declaration, not this page. -->'

/** The list of all records. */
export function indexPage(records: readonly AnyRecord[]): string {
  const rows = records.map((record) => [
    `[${record.label[0]}](${record.name}.md)`,
    record.about,
    `\`/api/v1/${pathOf(record)}\``,
  ])
  return page([
    '# Records',
    note,
    'What Quarterdeck keeps. Each page follows from the record’s declaration, as its table, API, list, form and page do.',
    table(['Record', 'What it is', 'API'], rows),
  ])
}

/** What a record is, has, does, and who may do what with it. */
export function recordPage(record: AnyRecord, records: readonly AnyRecord[]): string {
  const [one, many] = record.label
  const facts = [
    `Named by its ${labelOf(titleOf(record), record.fields[titleOf(record)]).toLowerCase()}`,
    record.number && `numbered ${formatNumber(record.number, 1)} and on`,
    record.matchOn &&
      `found in a file by ${record.matchOn.map((name) => labelOf(name, record.fields[name]).toLowerCase()).join(', then ')}${
        record.matchWithin
          ? ` (among those of the same ${labelOf(record.matchWithin, record.fields[record.matchWithin]).toLowerCase()})`
          : ''
      }`,
    `\`/api/v1/${pathOf(record)}\``,
  ]
  const fields = Object.entries(record.fields).map(([name, field]) => [
    labelOf(name, field),
    `\`${name}\``,
    kindText(field, records),
    rulesText(field),
    field.options.help ?? '',
  ])
  return page([
    `# ${one}`,
    note,
    record.about,
    `${facts.filter(Boolean).join('; ')}.`,
    '## Fields',
    table(['Field', 'Name', 'Kind', 'Rules', 'Meaning'], fields),
    ...(record.states ? ['## States', statesText(record)] : []),
    '## Who may do what',
    table(['To', 'One must'], accessRows(record)),
    ...(record.traits?.length ? ['## Besides', `${many} can have ${listText(record.traits)}.`] : []),
    '## Lists',
    `Columns: ${record.list.columns.map((name) => labelOf(name, record.fields[name])).join(', ')}. Views: ${['All', ...Object.keys(record.list.views ?? {})].join(', ')}.`,
  ])
}

const page = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const kinds: Readonly<Record<string, string>> = {
  text: 'text',
  longText: 'long text, Markdown',
  int: 'whole number',
  bool: 'yes or no',
  email: 'e-mail',
  url: 'address on the web',
  dateTime: 'instant',
  ip: 'IP address',
  json: 'structured',
}

function kindText(field: Field<unknown>, records: readonly AnyRecord[]): string {
  const { of = [], to, as } = field.options
  const target = records.find((record) => record.name === to)
  const link = target ? `[${target.label[0].toLowerCase()}](${target.name}.md)` : to
  if (field.kind === 'choice' || field.kind === 'choices')
    return `${field.kind === 'choice' ? 'one' : 'any'} of ${of.map((value) => `\`${value}\``).join(', ')}`
  if (field.kind === 'ref') return `a ${link}`
  if (field.kind === 'refs') return `any number of ${link}`
  if (field.kind === 'computed') return `worked out, ${as}`
  return kinds[field.kind] ?? field.kind
}

function rulesText({ options }: Field<unknown>): string {
  const { required, unique, tree, min, max, read, write, search } = options
  const bounds =
    min !== undefined && max !== undefined
      ? `${min} to ${max}`
      : max !== undefined
        ? `at most ${max}`
        : min !== undefined
          ? `at least ${min}`
          : null
  const parts = [
    required && 'needed',
    unique && 'unique',
    tree && 'a tree, no circles',
    bounds,
    options.default !== undefined && `\`${String(options.default)}\` unless said`,
    search && 'searched',
    read && `seen with \`${read}\``,
    write && `set with \`${write}\``,
  ]
  return parts.filter(Boolean).join('; ')
}

function statesText({ states }: AnyRecord): string {
  const moves = Object.entries(states?.moves ?? {}).map(([name, move]) => [
    move.label,
    `\`${name}\``,
    move.from.join(', '),
    move.to,
  ])
  return `Begins ${states?.start}; may be ${listText(states?.all ?? [], 'or')}.\n\n${table(['Move', 'Name', 'From', 'To'], moves)}`
}

function accessRows(record: AnyRecord): readonly (readonly string[])[] {
  const rules = Object.entries(record.access).map(([verb, rule]) => [verb, ruleText(rule, record)])
  const moves = Object.entries(record.states?.moves ?? {}).map(([, move]) => [
    move.label.toLowerCase(),
    ruleText(move.can ?? record.access.update, record),
  ])
  const actions = Object.values(record.actions ?? {}).map((action) => [
    action.label.toLowerCase(),
    ruleText(action.can, record),
  ])
  return [...rules, ...moves, ...actions]
}

/** An access rule in words. */
export function ruleText(rule: Rule, record: AnyRecord): string {
  if (rule === 'anyone') return 'be signed in'
  if (rule === 'nobody') return 'be the system itself'
  const field = (name: string): string =>
    name === 'id' ? record.label[0].toLowerCase() : labelOf(name, record.fields[name]).toLowerCase()
  if ('holds' in rule) return `hold \`${rule.holds}\``
  if ('isSelf' in rule) return `be its ${field(rule.isSelf)}`
  if ('inTeamOf' in rule) return `belong to its ${field(rule.inTeamOf)}`
  if ('is' in rule)
    return comparisonsOf(rule.is)
      .map(
        ({ field: name, equals }) =>
          `find its ${name === 'state' ? name : field(name)} to be ${listText(equals.map(String), 'or')}`,
      )
      .join(' and ')
  if ('anyOf' in rule) return rule.anyOf.map((part) => ruleText(part, record)).join(', or ')
  return rule.allOf.map((part) => ruleText(part, record)).join(', and ')
}

const listText = (words: readonly string[], join = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`
