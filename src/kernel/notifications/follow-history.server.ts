import { callersOf } from '../access/callers.server.ts'
import { maySee } from '../access/abilities.ts'
import type { Db } from '../database/db.server.ts'
import { openAudience } from '../events/audience.server.ts'
import { defineProcessor, type Processor } from '../events/processor.server.ts'
import type { PlacedEntry } from '../history/position.server.ts'
import { isRetold } from '../history/retold.ts'
import type { Kernel } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { mentionsIn } from '../traits/markdown.server.ts'
import type { NotificationKind } from './kinds.ts'
import { notify } from './notify.server.ts'
import { excerptOf, moveTitle, namingsOf, namingTitle } from './tell.ts'

/** Something to tell, and whom it may concern; whether they may know of it is asked of each. */
interface Message {
  readonly kind: NotificationKind
  readonly accounts: readonly string[]
  readonly title: string
  readonly text: string
  /** Told only to those who may see it. */
  readonly field?: string
  readonly isInternal?: boolean
}

type Needs = Pick<Kernel, 'registry' | 'clock'>
const comments = ['commented', 'comment_edited']
const tasks = ['task_added', 'task_changed']
// What comes by the thousand is nobody's wish to be told.
const silentDoors = ['import', 'demo']

/**
 * Tells people what happened: by a comment that mentions them, by what became theirs, and by what they watch. Never of
 * their own deeds, never of what they may not read, and of each entry once, by what concerns them most.
 */
export const tellPeople = ({ registry, clock }: Needs, { groupsSql }: { groupsSql: string }): Processor =>
  defineProcessor({
    name: 'tell-people',
    startsAt: 'now',
    once: true,
    on: isTelling,
    handle: async (entry, { db }) => {
      const record = registry.records.find(({ name }) => name === entry.type)
      if (!record) return
      const messages = await messagesOf(db, { entry, record })
      const asked = [...new Set(messages.flatMap(({ accounts }) => accounts))].filter((id) => id !== entry.who)
      const callers = new Map((await callersOf(db, { accounts: asked, groupsSql })).map((who) => [who.account, who]))
      const told = new Set<string>()
      for (const message of messages) {
        const { isInternal = false, field } = message
        const audience = openAudience({ db, registry, changes: [{ ...changeOf(entry), isInternal }] })
        const accounts: string[] = []
        for (const account of message.accounts) {
          const who = callers.get(account)
          if (!who || told.has(account)) continue
          const guarded = field ? record.fields[field] : undefined
          if (guarded && !maySee(who, guarded)) continue
          if ((await audience.changesFor(who)).length > 0) accounts.push(account)
        }
        for (const account of accounts) told.add(account)
        const { kind, title, text } = message
        const about = { recordId: entry.recordId, byAccount: entry.who, entryId: entry.id }
        await notify(db, clock, { accounts, kind, title, text, ...about })
      }
    },
  })

function isTelling(entry: PlacedEntry): boolean {
  const { verb, via, version, before, after } = entry
  if (silentDoors.includes(via) || isRetold(entry)) return false
  if (comments.includes(verb) || tasks.includes(verb)) return true
  if (version === null) return false
  if (verb === 'archived' || verb === 'restored') return true
  return (
    before?.state !== after?.state ||
    Object.values(after ?? {})
      .flat()
      .some(isId)
  )
}

const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

const changeOf = ({ type, recordId, version, verb }: PlacedEntry) => ({ type, id: recordId, version, verb })

interface Given {
  readonly entry: PlacedEntry
  readonly record: AnyRecord
}

/** What an entry has to say, what concerns people most first. */
async function messagesOf(db: Db, { entry, record }: Given): Promise<readonly Message[]> {
  if (comments.includes(entry.verb)) return commentMessages(db, entry)
  if (tasks.includes(entry.verb)) return taskMessages(db, entry)
  return [...(await namingMessages(db, { entry, record })), ...(await moveMessages(db, entry))]
}

async function commentMessages(db: Db, entry: PlacedEntry): Promise<readonly Message[]> {
  const [comment] = await db.query<{ text: string; is_internal: boolean; earlier: string | null }>({
    text: `select text, is_internal,
        (select e.text from comment_edit e where e.comment_id = c.id order by e.at desc, e.id desc limit 1) as earlier
      from comment c where c.id = $1 and c.removed_at is null`,
    values: [entry.after?.comment],
  })
  if (!comment) return []
  const isNew = entry.verb === 'commented'
  const known = new Set(isNew ? [] : mentionsIn(comment.earlier ?? '').map(({ id }) => id))
  const named = mentionsIn(comment.text).filter(({ id }) => !known.has(id))
  const text = excerptOf(comment.text)
  const isInternal = comment.is_internal
  const mentioned = await accountsOf(
    db,
    named.map(({ id }) => id),
  )
  const watching = isNew ? await watchersOf(db, entry.recordId) : []
  return [
    { kind: 'mentioned', accounts: mentioned, title: `${entry.whoName} mentioned you`, text, isInternal },
    { kind: 'commented', accounts: watching, title: `${entry.whoName} commented`, text, isInternal },
  ]
}

async function taskMessages(db: Db, { verb, whoName, before, after }: PlacedEntry): Promise<readonly Message[]> {
  const [task] = await db.query<{ title: string; assignee: string | null }>({
    text: 'select title, assignee from task where id = $1 and done_at is null',
    values: [after?.task],
  })
  const isGiven = verb === 'task_added' || before?.assignee !== after?.assignee
  if (!task?.assignee || !isGiven) return []
  const accounts = await accountsOf(db, [task.assignee])
  return [{ kind: 'assigned', accounts, title: `${whoName} gave you the task “${task.title}”`, text: '' }]
}

async function namingMessages(db: Db, { entry, record }: Given): Promise<readonly Message[]> {
  const namings = namingsOf(entry, record)
  const owners = await ownersOf(
    db,
    namings.flatMap(({ ids }) => ids),
  )
  return namings.map((naming) => ({
    kind: 'assigned',
    accounts: naming.ids.flatMap((id) => owners.get(id) ?? []),
    title: namingTitle(entry.whoName, naming),
    text: '',
    field: naming.field,
  }))
}

async function moveMessages(db: Db, entry: PlacedEntry): Promise<readonly Message[]> {
  const title = moveTitle(entry)
  if (title === null) return []
  return [{ kind: 'state_changed', accounts: await watchersOf(db, entry.recordId), title, text: entry.reason ?? '' }]
}

/** The accounts that these records stand for, by record. */
async function ownersOf(db: Db, records: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  const rows = await db.query<{ id: string; self: string }>({
    text: 'select id, self from account where self = any($1::uuid[])',
    values: [records],
  })
  return new Map(rows.map(({ id, self }) => [self, id]))
}

const accountsOf = async (db: Db, records: readonly string[]): Promise<readonly string[]> => [
  ...(await ownersOf(db, records)).values(),
]

async function watchersOf(db: Db, record: string): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>({
    text: 'select account_id as id from watcher where record_id = $1',
    values: [record],
  })
  return rows.map(({ id }) => id)
}
