import { sql } from 'kysely'
import { rightsOf } from '../../access/abilities.ts'
import { accountSentence } from '../../access/account-sentence.ts'
import { accountType } from '../../access/account-history.server.ts'
import { permissionWords } from '../../access/permissions.ts'
import { roleType } from '../../access/role-editing.server.ts'
import { roleSentence } from '../../access/role-sentence.ts'
import { holds } from '../../access/rule.ts'
import type { Who } from '../../access/who.ts'
import type { Kernel } from '../../kernel.server.ts'
import type { AnyRecord } from '../../record/define.ts'
import { pathOf } from '../../record/registry.ts'
import { isUuid } from '../../record/values.ts'
import { reachOf } from '../../search/reach.server.ts'
import type { PlacedEntry } from '../position.server.ts'
import { isFor } from '../read.server.ts'
import { changesOf, idsIn, type Reading, sentenceOf } from '../sentence.ts'
import {
  accountsNamed,
  type AuditPlace,
  type AuditQuery,
  type Found,
  findEntries,
  findSignIns,
  type NamedSignIn,
} from './find.server.ts'

/** One line of the search: what happened, by whom, to what. */
export interface AuditLine {
  readonly id: string
  readonly at: string
  readonly who: { readonly name: string; readonly account: string | null }
  readonly sentence: string
  readonly type: string
  readonly typeLabel: string
  /** What it happened to; null for sign-ins. */
  readonly title: string | null
  /** The page that shows it, where the caller may open one. */
  readonly opens: string | null
  readonly verb: string
  readonly reason: string | null
  readonly via: string
  readonly address: string | null
  readonly request: string | null
}
export interface AuditPage {
  readonly lines: readonly AuditLine[]
  /** Where older ones begin; null when there are none. */
  readonly next: AuditPlace | null
  /** How far back it looked so far, when it stopped before the end to stay quick. */
  readonly lookedTo: string | null
}
type Needs = Pick<Kernel, 'db' | 'registry'>

export const signInType = 'sign_in'

/** One page of the whole history, sign-ins included, newest first, as far as the caller may see it. */
export async function searchHistory(
  { db, registry }: Needs,
  who: Who,
  { query, after, limit }: { readonly query: AuditQuery; readonly after: AuditPlace; readonly limit: number },
): Promise<AuditPage> {
  const whos = await whosOf({ db }, query)
  const seesAccounts = holds(who, 'account.read') || holds(who, 'account.manage')
  const asksOnlyChanges = [query.verb, query.record, query.via, query.request].some((one) => one !== undefined)
  const wantsSignIns = seesAccounts && !asksOnlyChanges && (query.type === undefined || query.type === signInType)
  const asked = { ...query, whos }
  const none = { rows: [], end: null }
  const entries =
    query.type === signInType ? none : await findEntries(db, asked, { after: after.entry, limit: limit + 1 })
  const signIns = wantsSignIns ? await findSignIns(db, asked, { after: after.signIn, limit: limit + 1 }) : none
  const { taken, next, lookedTo } = merge({ entries, signIns, after, limit })
  const show = await shower({ db, registry }, who, { entries: taken.flatMap(({ entry }) => entry ?? []), seesAccounts })
  const lines = taken.flatMap(
    ({ entry, signIn }) => (entry ? show(entry) : signIn ? lineOfSignIn(signIn, who) : null) ?? [],
  )
  const needle = query.text?.toLowerCase()
  // What a field's guard hides is in the table, so what fits is looked at again as the caller reads it.
  const isFitting = ({ line, seen }: Shown): boolean =>
    needle === undefined || `${line.sentence} ${line.reason ?? ''} ${seen}`.toLowerCase().includes(needle)
  return { lines: lines.filter(isFitting).map(({ line }) => line), next, lookedTo }
}

async function whosOf({ db }: Pick<Kernel, 'db'>, { who, name }: AuditQuery): Promise<readonly string[] | null> {
  if (who !== undefined) return [who]
  return name === undefined ? null : accountsNamed(db, name)
}

interface Taken {
  readonly at: Date
  readonly entry?: PlacedEntry
  readonly signIn?: NamedSignIn
}
interface Merging {
  readonly entries: Found<PlacedEntry, { readonly id: string; readonly at: Date }>
  readonly signIns: Found<NamedSignIn, { readonly entry: number; readonly at: Date }>
  readonly after: AuditPlace
  readonly limit: number
}

/** Both logs in one order, no further back than both have been looked at. */
export function merge({ entries, signIns, after, limit }: Merging): {
  readonly taken: readonly Taken[]
  readonly next: AuditPlace | null
  readonly lookedTo: string | null
} {
  const floor = Math.max(entries.end?.at.getTime() ?? 0, signIns.end?.at.getTime() ?? 0)
  const all: readonly Taken[] = [
    ...entries.rows.map((entry) => ({ at: entry.at, entry })),
    ...signIns.rows.map((signIn) => ({ at: signIn.at, signIn })),
  ]
  const near = all.filter(({ at }) => at.getTime() >= floor).sort((a, b) => b.at.getTime() - a.at.getTime())
  const taken = near.slice(0, limit)
  const isCut = taken.length < all.length
  const stopped = entries.end ?? signIns.end
  if (!isCut && !stopped) return { taken, next: null, lookedTo: null }
  const lastEntry = taken.findLast(({ entry }) => entry)?.entry?.id
  const lastSignIn = taken.findLast(({ signIn }) => signIn)?.signIn?.entry
  // All that one log read was taken: it goes on from where its look ended.
  const restOfEntries = entries.rows.some(({ id }) => !taken.some(({ entry }) => entry?.id === id))
  const restOfSignIns = signIns.rows.some((row) => !taken.some(({ signIn }) => signIn?.entry === row.entry))
  return {
    taken,
    next: {
      entry: (restOfEntries ? null : entries.end?.id) ?? lastEntry ?? after.entry,
      signIn: (restOfSignIns ? null : signIns.end?.entry) ?? lastSignIn ?? after.signIn,
    },
    lookedTo: isCut || !stopped ? null : new Date(floor).toISOString(),
  }
}

/** A line, and its values as the caller may read them. */
interface Shown {
  readonly line: AuditLine
  readonly seen: string
}
interface Subject {
  readonly id: string
  readonly title: string
  readonly number: string | null
}

/** What shows entries to a caller: one statement for the titles of all that they name and may be seen. */
async function shower(
  { db, registry }: Needs,
  who: Who,
  { entries, seesAccounts }: { readonly entries: readonly PlacedEntry[]; readonly seesAccounts: boolean },
): Promise<(entry: PlacedEntry) => Shown | null> {
  const types = new Map(registry.records.map((record) => [record.name, record]))
  const ids = entries.flatMap((entry) => {
    const record = types.get(entry.type)
    const named = record ? idsIn(entry, record) : [entry.before?.self, entry.after?.self]
    return [entry.recordId, ...named.filter((id) => typeof id === 'string')]
  })
  const reach = reachOf(who, registry.records)
  const own = seesAccounts ? [accountType, roleType] : []
  const rows = await db.query<Subject>(
    sql`select r.id, r.title, r.number from record r where r.id = any(${[...new Set(ids)].filter(isUuid)}::uuid[])
      and (r.type = any(${own}::text[]) or ${reach?.allows ?? sql`false`})`,
  )
  const subjects = new Map(rows.map((row) => [row.id, row]))
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  const labels = await db.query<{ name: string; label: string }>('select name, label from role')
  const words = new Map([...titles, ...labels.map(({ name, label }) => [name, label] as const)])
  return (entry) => {
    const subject = subjects.get(entry.recordId)
    if (!subject) return null
    const record = types.get(entry.type)
    if (record) return lineOfRecord(entry, { record, subject, who, titles })
    const line = lineOfAdmin(entry, { subject, who, words, records: registry.records })
    return { line, seen: JSON.stringify([entry.before, entry.after]) }
  }
}

interface Around {
  readonly record: AnyRecord
  readonly subject: Subject
  readonly who: Who
  readonly titles: ReadonlyMap<string, string>
}

function lineOfRecord(entry: PlacedEntry, { record, subject, who, titles }: Around): Shown | null {
  const reading: Reading = { record, hidden: rightsOf(who, record).hidden, titles }
  if (!isFor(who, entry, reading)) return null
  const { id, number, title } = subject
  const line = {
    ...sharedOf(entry),
    sentence: sentenceOf(entry, reading),
    typeLabel: record.label[0],
    title: number ? `${number} ${title}` : title,
    opens: `/${pathOf(record)}/${number ?? id}`,
  }
  const own = entry.version === null ? [entry.before, entry.after] : changesOf(entry, reading)
  return { line, seen: JSON.stringify(own) }
}

interface AroundAdmin {
  readonly subject: Subject
  readonly who: Who
  readonly words: ReadonlyMap<string, string>
  readonly records: readonly AnyRecord[]
}

function lineOfAdmin(entry: PlacedEntry, { subject, who, words, records }: AroundAdmin): AuditLine {
  const isAccount = entry.type === accountType
  const opens = isAccount
    ? holds(who, 'account.manage') && `/admin/accounts/${subject.id}`
    : holds(who, 'role.read') && '/admin/roles'
  return {
    ...sharedOf(entry),
    sentence: isAccount
      ? accountSentence({ ...entry, isOwn: entry.who === entry.recordId }, words)
      : roleSentence(entry, (permission) => permissionWords(permission, records)),
    typeLabel: isAccount ? 'Account' : 'Role',
    title: subject.title,
    opens: opens || null,
  }
}

type Shared = Pick<AuditLine, 'id' | 'at' | 'who' | 'type' | 'verb' | 'reason' | 'via' | 'address' | 'request'>
const sharedOf = ({ id, at, who, whoName, type, verb, reason, via, address, requestId }: PlacedEntry): Shared => ({
  id,
  at: at.toISOString(),
  who: { name: whoName, account: who },
  type,
  verb,
  reason,
  via,
  address,
  request: requestId,
})

function lineOfSignIn({ entry, at, account, name, method, outcome, address, userAgent }: NamedSignIn, who: Who): Shown {
  const outcomes = {
    in: `signed in by ${method}`,
    wrong: `was refused: the ${method} was wrong`,
    throttled: 'had to wait after too many tries to sign in',
    disabled: 'was refused: the account is disabled',
  }
  const someone = name ?? 'Somebody unknown'
  return {
    line: {
      id: `${signInType}-${entry}`,
      at: at.toISOString(),
      who: { name: someone, account },
      sentence: `${someone} ${outcomes[outcome]}`,
      type: signInType,
      typeLabel: 'Sign-in',
      title: null,
      opens: account && holds(who, 'account.manage') ? `/admin/accounts/${account}` : null,
      verb: outcome,
      reason: null,
      via: 'web',
      address,
      request: null,
    },
    seen: `${userAgent ?? ''} ${method} ${outcome}`,
  }
}
