import { today } from '../clock.ts'
import { maySet } from '../access/abilities.ts'
import { holderOf } from '../access/holder.server.ts'
import { startByTemplate } from '../approvals/template.server.ts'
import { holds, idsOf } from '../access/rule.ts'
import type { Who } from '../access/who.ts'
import type { Db } from '../database/db.server.ts'
import { forbidden } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { notify } from '../notifications/notify.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { inSentence, oneOf } from '../record/in-sentence.ts'
import { labelOf } from '../record/registry.ts'
import { addSpan, relativeDay } from '../record/relative-day.ts'
import type { Records, Row, Store } from '../record/store.server.ts'
import { writeComment } from '../traits/comments.server.ts'
import { addTask } from '../traits/tasks.server.ts'
import { callWebhook } from '../webhooks/call.server.ts'
import { type Action, fillIn, type Rule } from './action.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'secret' | 'url'>
/** What actions work on. */
export interface Doing {
  readonly rule: Rule
  readonly record: AnyRecord
  /** The record that it is about; null for a rule that makes something on a schedule. */
  readonly id: string | null
  /** What texts may name besides: the day of an occurrence. */
  readonly words?: Readonly<Record<string, string>> | undefined
  /** As whom. */
  readonly who: Who
  /** A sub-select of the groups that an account belongs to. */
  readonly groupsSql?: string | undefined
}

/** Does what a rule says in one transaction, all of it or nothing, within what its author may do. Resolves to what was done, in sentences. */
export async function perform(
  kernel: Needs,
  doing: Doing,
  before: (tx: Db) => Promise<boolean>,
): Promise<readonly string[] | null> {
  return kernel.store.as(doing.who).transaction(async (records, tx) => {
    if (!(await before(tx))) return null
    const store: Store = { as: () => records, asSystem: () => records, inside: () => store }
    const within: Needs = { ...kernel, db: tx, store }
    const author = await authorOf(kernel, doing)
    const done: string[] = []
    for (const action of doing.rule.actions) {
      const row = doing.id === null ? null : await records.get(doing.record, doing.id)
      await checkAuthor(kernel, { ...doing, author, action })
      done.push(await perAction({ kernel: within, records, tx, doing, author, row, action }))
    }
    return done
  })
}

async function authorOf({ db }: Needs, { rule, groupsSql }: Doing): Promise<Who | null> {
  if (rule.author === null) return null
  const author = await holderOf(db, rule.author, groupsSql)
  if (!author)
    throw forbidden('Whoever wrote this rule has no account any more. Somebody who has one must save it anew.')
  return author
}

interface Allowing extends Doing {
  readonly author: Who | null
  readonly action: Action
}

/** Throws when the author of the rule may not do by hand what the rule is about to do. */
async function checkAuthor({ store, registry }: Needs, { author, action, record, id }: Allowing): Promise<void> {
  if (author === null) return
  const may = (isAllowed: boolean, what: string): void => {
    if (!isAllowed) throw forbidden(`${author.name}, who wrote this rule, may not ${what}.`)
  }
  if (action.do === 'create') {
    const type = registry.record(action.type)
    may(holds(author, `${type.name}.write`) || holds(author, `${type.name}.create`), `add ${inSentence(type.label[1])}`)
  } else if (action.do === 'call') may(holds(author, 'webhook.read'), 'call webhooks')
  else if (action.do === 'comment') {
    may(holds(author, 'comment.write'), 'write comments')
    may(action.isInternal !== true || holds(author, 'comment.see_internal'), 'write internal comments')
  } else if (action.do !== 'notify' && id !== null) {
    const needed = action.do === 'move' ? `move:${action.move}` : 'update'
    const { can } = await store.as(author).get(record, id)
    const fields = action.do === 'set' ? Object.keys(action.values) : action.do === 'assign' ? [action.field] : []
    const kept = fields.find((name) => record.fields[name] && !maySet(author, record.fields[name]))
    const isPast = action.do === 'move' && !can.includes(needed)
    may(isPast || can.includes(needed), `change this ${oneOf(record)}`)
    may(kept === undefined, `set ${inSentence(labelOf(kept ?? '', record.fields[kept ?? '']))}`)
  }
}

interface PerAction {
  readonly kernel: Needs
  readonly records: Records
  readonly tx: Db
  readonly doing: Doing
  readonly author: Who | null
  readonly row: Row | null
  readonly action: Action
}

async function perAction({ kernel, records, tx, doing, author, row, action }: PerAction): Promise<string> {
  const { record, who, rule } = doing
  const reason = `Rule “${rule.name}”`
  const around = { today: today(kernel.clock), author: author?.self ?? null }
  if (action.do === 'create') {
    const type = kernel.registry.record(action.type)
    const values = resolved(type, action.values, { ...around, row: row ?? doing.words ?? null })
    const made = await records.create(type, values, { reason })
    return `Made ${inSentence(type.label[0])} ${made.title}`
  }
  if (row === null) throw forbidden('A rule on a schedule can only make records, unless it has conditions.')
  const on = { id: row.id }
  switch (action.do) {
    case 'set':
      await records.update(record, row.id, resolved(record, action.values, { ...around, row }), { reason })
      return `Set ${Object.keys(action.values)
        .map((name) => inSentence(labelOf(name, record.fields[name])))
        .join(', ')}`
    case 'assign':
      await records.update(record, row.id, { [action.field]: action.to }, { reason })
      return `Set ${inSentence(labelOf(action.field, record.fields[action.field]))}`
    case 'move':
      await records.move(record, row.id, action.move, { reason, set: action.with ?? {} })
      return `Did “${record.states?.moves[action.move]?.label ?? action.move}”`
    case 'comment':
      await writeComment(kernel, who, { ...on, text: fillIn(action.text, row), isInternal: action.isInternal ?? false })
      return 'Commented'
    case 'call':
      return callWebhook({ db: tx, clock: kernel.clock, records }, { webhook: action.webhook, row, record, rule })
    case 'approval': {
      const asked = { template: action.template, recordId: row.id }
      const { title, isNew } = await startByTemplate(kernel, { who, records, tx }, asked)
      return isNew ? `Asked for approval: ${title}` : `Asked nobody anew: “${title}” is waiting for an answer`
    }
    case 'task': {
      const dueOn = action.dueIn === undefined ? null : addSpan(around.today, `${action.dueIn}d`)
      await addTask(kernel, who, {
        ...on,
        task: { title: fillIn(action.title, row), assignee: action.assignee ?? null, dueOn },
      })
      return 'Added a task'
    }
    case 'notify': {
      const accounts = await accountsOf(tx, { to: action.to, row, rule })
      const told = await notify(tx, kernel.clock, {
        accounts,
        kind: 'automation',
        recordId: row.id,
        title: fillIn(action.title, row),
        text: fillIn(action.text ?? '', row),
      })
      return `Told ${told} ${told === 1 ? 'person' : 'people'}`
    }
  }
}

interface Around {
  readonly today: string
  /** The record that stands for whoever wrote the rule. */
  readonly author: string | null
  readonly row: Readonly<Record<string, unknown>> | null
}

/** Values with relative days and the rule's author worked out, and texts filled in. */
function resolved(
  record: AnyRecord,
  values: Readonly<Record<string, unknown>>,
  { today, author, row }: Around,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value]
      const kind = record.fields[name]?.kind
      if (kind === 'ref' && value === 'author') return [name, author]
      if (kind === 'date') return [name, relativeDay(value, today) ?? value]
      return [name, row && (kind === 'text' || kind === 'longText') ? fillIn(value, row) : value]
    }),
  )
}

async function accountsOf(
  tx: Db,
  { to, row, rule }: { to: readonly string[]; row: Row; rule: Rule },
): Promise<readonly string[]> {
  const selves = to.flatMap((name) => idsOf(row[name]))
  const rows = await tx.query<{ id: string }>({
    text: `select id from account where self = any($1::uuid[])
      union select account_id from watcher where record_id = $2::uuid and $3::boolean`,
    values: [selves, row.id, to.includes('watchers')],
  })
  const author = to.includes('author') && rule.author !== null ? [rule.author] : []
  return [...author, ...rows.map(({ id }) => id)]
}
