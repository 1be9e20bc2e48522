import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import { labelOf } from '../record/registry.ts'
import type { Rule } from './rule.ts'

/** One permission and what it lets its holders do, in words. */
export interface Grant {
  readonly permission: string
  readonly says: string
}
/** The permissions of one subject: a record type, or what lies beyond records. */
export interface GrantGroup {
  /** The record's name; null beyond records. */
  readonly record: string | null
  readonly title: string
  readonly grants: readonly Grant[]
}

/** The fixed permissions beyond records, in words. */
export const fixedGrants: readonly Grant[] = [
  { permission: 'comment.write', says: 'Comment on what they can see' },
  { permission: 'comment.see_internal', says: 'Read and write internal comments' },
  { permission: 'history.read', says: 'See what happened to a record, and who did it' },
  { permission: 'history.verify', says: 'Prove that nobody changed the history' },
  { permission: 'audit.read', says: 'Search the whole history' },
  { permission: 'view.share', says: 'Share saved views with everyone' },
  { permission: 'import.run', says: 'Import records from files' },
  { permission: 'import.see_all', says: 'See the imports of others' },
  { permission: 'export.run', says: 'Export lists as CSV or XLSX' },
  { permission: 'approval.allow_own', says: 'Let requesters decide on their own requests' },
  { permission: 'account.read', says: 'See in the history what happened to accounts, and who signed in' },
  { permission: 'account.manage', says: 'Create, change and disable accounts' },
  { permission: 'role.read', says: 'See what each role allows' },
  { permission: 'role.manage', says: 'Change roles' },
  { permission: 'system.see', says: 'See what runs in the background, and how far the installation is set up' },
  { permission: 'system.manage', says: 'Try failed work again or give it up, and put steps of setting up aside' },
  { permission: 'backup.manage', says: 'Take, download and remove backups, which hold everything' },
  { permission: 'mail.report', says: 'Report mails that came back' },
  {
    permission: 'access.only_guest',
    says: 'Be a guest: see the pages made for guests and nothing else, whatever else they are given',
  },
  { permission: 'records.only_read', says: 'Only read: change no record, whatever else they are given' },
]

/** Every permission there is, by record and then beyond records, from the declared rules alone. */
export function grantGroups(records: readonly AnyRecord[]): readonly GrantGroup[] {
  const own = records.map((record) => ({ record: record.name, title: record.label[1], grants: grantsOf(record) }))
  return [
    ...own.filter(({ grants }) => grants.length > 0),
    { record: null, title: 'Beyond records', grants: fixedGrants },
  ]
}

/** What a permission, which may be `noun.*`, `*.verb` or `*`, lets its holders do, in a few words. */
export function permissionWords(permission: string, records: readonly AnyRecord[]): string {
  if (permission === '*') return 'everything'
  const [noun = '', verb = ''] = permission.split('.')
  if (noun === '*') return verb === 'read' ? 'see everything' : `“${verb.replaceAll('_', ' ')}” for everything`
  const record = records.find(({ name }) => name === noun)
  if (verb === '*') return record ? `everything with ${inSentence(record.label[1])}` : `everything about ${noun}`
  const found = grantGroups(records)
    .flatMap(({ grants }) => grants)
    .find((grant) => grant.permission === permission)
  return found ? lower(found.says) : permission
}

/** Those of the given permissions that name nothing there is. */
export function unknownPermissions(given: readonly string[], records: readonly AnyRecord[]): readonly string[] {
  const known = grantGroups(records).flatMap(({ grants }) => grants.map((grant) => grant.permission.split('.')))
  const nouns = new Set(known.map(([noun]) => noun))
  const verbs = new Set(known.map(([, verb]) => verb))
  return given.filter((permission) => {
    if (permission === '*') return false
    const [noun, verb, ...rest] = permission.split('.')
    if (rest.length > 0 || verb === undefined) return true
    if (noun === '*') return verb === '*' || !verbs.has(verb)
    if (verb === '*') return !nouns.has(noun)
    return !known.some(([a, b]) => a === noun && b === verb)
  })
}

/** The permissions that a rule names. */
export function permissionsIn(rule: Rule): readonly string[] {
  if (typeof rule === 'string') return []
  if ('holds' in rule) return [rule.holds]
  if ('anyOf' in rule) return rule.anyOf.flatMap(permissionsIn)
  return 'allOf' in rule ? rule.allOf.flatMap(permissionsIn) : []
}

function grantsOf(record: AnyRecord): readonly Grant[] {
  const phrases = new Map<string, string[]>()
  const note = (permission: string, phrase: string): void => {
    const known = phrases.get(permission) ?? []
    if (!known.includes(phrase)) phrases.set(permission, [...known, phrase])
  }
  const many = inSentence(record.label[1])
  const { read, create, update, archive } = record.access
  for (const permission of permissionsIn(read)) note(permission, `see ${many}`)
  const [makes, changes] = [permissionsIn(create), permissionsIn(update)]
  for (const permission of new Set([...makes, ...changes])) {
    const verbs = [makes.includes(permission) && 'create', changes.includes(permission) && 'change']
    note(permission, `${verbs.filter(Boolean).join(' and ')} ${many}`)
  }
  for (const permission of permissionsIn(archive)) note(permission, `archive ${many} and bring them back`)
  for (const move of Object.values(record.states?.moves ?? {}))
    for (const permission of permissionsIn(move.can ?? 'nobody')) note(permission, `“${move.label}”`)
  for (const action of Object.values(record.actions ?? {}))
    for (const permission of permissionsIn(action.can)) note(permission, `“${action.label}”`)
  for (const guard of ['read', 'write'] as const) {
    const guarded = Map.groupBy(Object.entries(record.fields), ([, { options }]) => options[guard])
    for (const [permission, fields] of guarded) {
      const labels = fields.map(([name, field]) => `“${labelOf(name, field)}”`).join(' and ')
      if (permission) note(permission, `${guard === 'read' ? 'see' : 'set'} ${labels}`)
    }
  }
  return [...phrases].map(([permission, said]) => ({ permission, says: upper(said.join(', ')) }))
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const lower = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)
