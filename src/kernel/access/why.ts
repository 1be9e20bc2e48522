import type { AnyRecord } from '../record/define.ts'
import { inSentence, oneOf } from '../record/in-sentence.ts'
import { labelOf } from '../record/registry.ts'
import { isInScope, maySee, maySet, onlyReads, type Rights, rightsOf } from './abilities.ts'
import { permissionWords } from './permissions.ts'
import { comparisonsOf, type Fixed, holds as isHeld, idsOf, type Rule, satisfies } from './rule.ts'
import { stateWord } from '../history/sentence.ts'
import type { Who } from './who.ts'

/** One part of an answer: whether it holds, in words, and the parts it is made of. */
export interface Reason {
  readonly holds: boolean
  readonly says: string
  readonly parts: readonly Reason[]
}
/** How one field stands for somebody. */
export interface FieldReason {
  readonly field: string
  readonly label: string
  readonly canSee: boolean
  readonly canSet: boolean
  readonly says: string
}
/** The answer to “can this person do this?”. */
export interface Answer {
  readonly can: boolean
  readonly says: string
  readonly reasons: readonly Reason[]
  /** Fields that are guarded beyond the record's own rules. */
  readonly fields: readonly FieldReason[]
}

/** Somebody whose rights are asked for, and what words need: their roles with what each gives, and titles of records. */
export interface Asked {
  readonly who: Who
  readonly record: AnyRecord
  readonly records: readonly AnyRecord[]
  readonly roles: readonly { readonly name: string; readonly label: string; readonly permissions: readonly string[] }[]
  /** 'read', 'create', 'update', 'archive', 'restore', 'move:<name>', 'action:<name>'. */
  readonly verb: string
  /** A row as the API sends it; without one the question is about the type. */
  readonly row: Readonly<Record<string, unknown>> | null
  readonly titles: ReadonlyMap<string, string>
}

/** The verbs that can be asked of a record type, each with its words. */
export function verbsFor(record: AnyRecord): readonly { readonly verb: string; readonly says: string }[] {
  return [
    { verb: 'read', says: 'see' },
    { verb: 'create', says: 'create' },
    { verb: 'update', says: 'change' },
    { verb: 'archive', says: 'archive' },
    { verb: 'restore', says: 'bring back' },
    ...Object.entries(record.states?.moves ?? {}).map(([name, { label }]) => ({
      verb: `move:${name}`,
      says: `do “${label}” with`,
    })),
    ...Object.entries(record.actions ?? {}).map(([name, { label }]) => ({
      verb: `action:${name}`,
      says: `do “${label}” with`,
    })),
  ]
}

/** Why somebody can or can't do something: decided by the same verdicts as the store decides by, and told by the rule they came from. */
export function answerOf(asked: Asked): Answer {
  const { who, record, verb, row } = asked
  const rights = rightsOf(who, record)
  const word = verbsFor(record).find((one) => one.verb === verb)?.says ?? verb
  const what = row ? `this ${oneOf(record)}` : inSentence(record.label[1])
  const reasons = reasonsFor(asked, rights)
  const can = reasons.every((reason) => reason.holds)
  const isSome = row === null && can && typeof verdictOf(rights, verb) !== 'boolean'
  const says = can ? `${who.name} can ${word} ${isSome ? 'some ' : ''}${what}.` : `${who.name} can’t ${word} ${what}.`
  return { can, says, reasons, fields: fieldReasons(asked) }
}

/** All that must hold: seeing it first, then what keeps them from any change, then the verb's own rule, then the record's state. */
function reasonsFor(asked: Asked, rights: Rights): readonly Reason[] {
  const { who, record, verb, row } = asked
  const sees = judged(asked, { rule: record.access.read, verdict: rights.read, verb: 'read' })
  if (verb === 'read') return [sees]
  const rule = ruleOf(record, verb)
  const own = judged(asked, { rule, verdict: verdictOf(rights, verb), verb })
  const parts = verb === 'create' ? [own] : [sees, own]
  const reader = who.permissions.has(onlyReads)
    ? [leaf(false, `${giving(asked, onlyReads)} “${permissionWords(onlyReads, asked.records)}”.`)]
    : []
  return [...reader, ...parts, ...(row ? stateReasons(record, verb, row) : [])]
}

const verdictOf = (rights: Rights, verb: string): Rights['read'] => {
  if (verb === 'read' || verb === 'create' || verb === 'update' || verb === 'archive') return rights[verb]
  if (verb === 'restore') return rights.archive
  const [kind, name] = verb.split(':')
  const found = (kind === 'move' ? rights.moves : rights.actions).find((one) => one.name === name)
  return found?.can ?? false
}

function ruleOf({ access, states, actions }: AnyRecord, verb: string): Rule {
  if (verb === 'create' || verb === 'update' || verb === 'archive') return access[verb]
  if (verb === 'restore') return access.archive
  const [kind, name = ''] = verb.split(':')
  if (kind === 'move') return states?.moves[name]?.can ?? access.update
  return actions?.[name]?.can ?? 'nobody'
}

interface Judged {
  readonly rule: Rule
  readonly verdict: Rights['read']
  readonly verb: string
}

/** The whole rule: what decides is the verdict, what tells are the parts of the rule. */
function judged(asked: Asked, { rule, verdict, verb }: Judged): Reason {
  const { row, record, who } = asked
  const holds = row ? satisfies(verdict, row) : verdict !== false
  const scope = `${record.name}.${verb === 'read' ? 'read' : verb === 'archive' || verb === 'restore' ? 'archive' : 'write'}`
  if (!isInScope(who, scope)) return leaf(false, `The key they came with doesn’t reach ${scope}.`)
  const told = tell(asked, rule)
  const words = verbsFor(record).find((one) => one.verb === verb)?.says ?? verb
  const says = `${holds ? 'The rule lets them' : 'The rule doesn’t let them'} ${words} ${row ? 'it' : inSentence(record.label[1])}.`
  return { holds, says, parts: [told] }
}

const leaf = (holds: boolean, says: string): Reason => ({ holds, says, parts: [] })

function tell(asked: Asked, rule: Rule): Reason {
  const { who, records } = asked
  if (rule === 'anyone') return leaf(who.account !== null, 'Everyone with an account may.')
  if (rule === 'nobody') return leaf(false, 'Nobody may; only Quarterdeck itself does.')
  if ('holds' in rule) {
    const words = permissionWords(rule.holds, records)
    const givers = rolesGiving(asked, rule.holds)
    return givers.length > 0
      ? leaf(true, `${giving(asked, rule.holds)} the right to ${words} (${rule.holds}).`)
      : leaf(false, `${noRole(asked)} the right to ${words} (${rule.holds}).`)
  }
  if ('isSelf' in rule) return pointing(asked, rule.isSelf, who.self === null ? [] : [who.self], 'self')
  if ('inTeamOf' in rule) return pointing(asked, rule.inTeamOf, who.groups, 'team')
  if ('is' in rule) return comparing(asked, rule.is)
  const isAny = 'anyOf' in rule
  const parts = (isAny ? rule.anyOf : rule.allOf).map((part) => tell(asked, part))
  if (parts.length === 1 && parts[0]) return parts[0]
  const holds = isAny ? parts.some((part) => part.holds) : parts.every((part) => part.holds)
  const says = isAny
    ? holds
      ? 'One of these is enough, and holds:'
      : 'One of these would be enough, and none holds:'
    : holds
      ? 'All of these must hold, and do:'
      : 'All of these must hold, and not all do:'
  return { holds, says, parts }
}

function pointing(asked: Asked, field: string, ids: readonly string[], as: 'self' | 'team'): Reason {
  const { who, record, row, titles } = asked
  const label = field === 'id' ? 'It' : `“${labelOf(field, record.fields[field])}”`
  const group = as === 'self' ? `${who.name} themselves` : 'a team of theirs'
  if (as === 'self' && who.self === null)
    return leaf(false, `${label} would have to be them, and their account isn’t linked to a person.`)
  if (as === 'team' && ids.length === 0)
    return leaf(false, `${label} would have to be a team of theirs, and they are in none.`)
  if (row === null) return leaf(true, `Where ${label === 'It' ? 'it' : label} is ${group}: it depends on the record.`)
  const found = idsOf(row[field])
  const match = found.find((id) => ids.includes(id))
  const named = (id: string): string => titles.get(id) ?? 'something you may not see'
  if (match !== undefined)
    return leaf(true, as === 'self' ? `${label} is ${group}.` : `${label} is ${named(match)}, to which they belong.`)
  if (found.length === 0) return leaf(false, `${label} is empty, and would have to be ${group}.`)
  return leaf(false, `${label} is ${found.map(named).join(', ')}, not ${group}.`)
}

/** Fixed values of the row, which hold all together or not. */
function comparing(asked: Asked, is: Parameters<typeof comparisonsOf>[0]): Reason {
  const { record, row, who } = asked
  if (who.account === null) return leaf(false, 'They would have to be signed in.')
  const told = comparisonsOf(is).map(({ field, equals }) => {
    const label = field === 'state' ? 'Its state' : `“${labelOf(field, record.fields[field])}”`
    const wanted = equals.map((value) => `“${valueWord(record, field, value)}”`).join(' or ')
    if (row === null) return { holds: true, says: `Where ${lower(label)} is ${wanted}: it depends on the record.` }
    const found = [row[field]].flat().filter((value) => value !== null && value !== undefined)
    const holds = found.some((value) => equals.includes(value as Fixed))
    const says = found.map((value) => `“${valueWord(record, field, value)}”`).join(', ')
    if (holds) return { holds, says: `${label} is ${says}.` }
    return { holds, says: `${label} is ${says || 'empty'}, and would have to be ${wanted}.` }
  })
  const says = told.filter(({ holds }, _, all) => !holds || all.every((one) => one.holds)).map((one) => one.says)
  return leaf(
    told.every(({ holds }) => holds),
    says.length > 0 ? says.join(' ') : 'It asks for nothing.',
  )
}

const lower = (label: string): string => (label === 'Its state' ? 'its state' : label)

function valueWord(record: AnyRecord, field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field === 'state') return stateWord(value)
  return record.fields[field]?.options.says?.[String(value)] ?? stateWord(value)
}

function stateReasons(record: AnyRecord, verb: string, row: Readonly<Record<string, unknown>>): readonly Reason[] {
  const isArchived = row.archivedAt !== null && row.archivedAt !== undefined
  if (verb === 'create') return []
  if (verb === 'restore') return [leaf(isArchived, isArchived ? 'It is archived.' : 'It isn’t archived.')]
  if (isArchived) return [leaf(false, 'It is archived, so it can only be brought back.')]
  const [kind, name = ''] = verb.split(':')
  const from =
    kind === 'move' ? record.states?.moves[name]?.from : kind === 'action' ? record.actions?.[name]?.from : undefined
  if (!from) return []
  const holds = from.includes(String(row.state))
  const states = from.map((state) => `“${stateWord(state)}”`).join(' or ')
  return [
    leaf(
      holds,
      `Its state is “${stateWord(row.state)}”${holds ? ', from which this is possible' : `; this is possible from ${states} only`}.`,
    ),
  ]
}

function fieldReasons(asked: Asked): readonly FieldReason[] {
  const { who, record, records } = asked
  return Object.entries(record.fields).flatMap(([name, field]) => {
    const { read, write } = field.options
    if (read === undefined && write === undefined) return []
    const [canSee, canSet] = [maySee(who, field), maySet(who, field)]
    const guards = [read, write].filter((guard) => guard !== undefined)
    const says = guards
      .map((guard) =>
        rolesGiving(asked, guard).length > 0
          ? `${giving(asked, guard)} the right to ${permissionWords(guard, records)}.`
          : `${noRole(asked)} the right to ${permissionWords(guard, records)}.`,
      )
      .join(' ')
    return [{ field: name, label: labelOf(name, field), canSee, canSet, says }]
  })
}

const rolesGiving = ({ roles, who }: Asked, permission: string): readonly string[] =>
  roles
    .filter(
      ({ name, permissions }) => who.roles.includes(name) && isHeld({ permissions: new Set(permissions) }, permission),
    )
    .map(({ label }) => label)

const giving = (asked: Asked, permission: string): string => {
  const labels = rolesGiving(asked, permission)
  return labels.length === 1 ? `The role ${labels[0]} gives` : `The roles ${labels.join(', ')} give`
}

const noRole = ({ roles, who }: Asked): string => {
  const labels = roles.filter(({ name }) => who.roles.includes(name)).map(({ label }) => label)
  if (labels.length === 0) return 'They have no role, so nothing gives'
  return labels.length === 1
    ? `Their role ${labels[0]} doesn’t give`
    : `None of their roles (${labels.join(', ')}) gives`
}
