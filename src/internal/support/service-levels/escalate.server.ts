import { idsOf } from '../../../kernel/access/rule.ts'
import { system } from '../../../kernel/access/who.ts'
import type { Action } from '../../../kernel/automation/action.ts'
import { perform } from '../../../kernel/automation/perform.server.ts'
import type { Db } from '../../../kernel/database/db.server.ts'
import { Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { notify } from '../../../kernel/notifications/notify.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { Level } from '../tickets/priority.ts'
import type { KeptPolicy } from './book.server.ts'
import { clockKey, type Escalation } from './judge.ts'
import { type EscalationStep, type Listener, type StepAction, stepKey } from './step-action.ts'
import { raised, sayStep } from './step-words.ts'

export type EscalationKernel = Pick<Kernel, 'db' | 'store' | 'clock' | 'kept' | 'registry' | 'log' | 'secret' | 'url'>

/** One step of one ticket, to be done once. */
export interface Escalating {
  readonly ticket: string
  readonly policy: KeptPolicy
  readonly escalation: Escalation
  /** A sub-select of the groups that an account belongs to. */
  readonly groupsSql: string
}

/**
 * Does what a step says, all of it or nothing, in the transaction that notes it: whoever comes second finds it done. What can't
 * be done, since somebody may not or something is gone, is noted with the reason and not tried again.
 */
export async function escalate(kernel: EscalationKernel, escalating: Escalating): Promise<boolean> {
  const { ticket, policy, escalation, groupsSql } = escalating
  const { step } = escalation
  const record = kernel.registry.record('ticket')
  const row = await kernel.store.asSystem('service levels').get(record, ticket)
  const rule = {
    ...{ id: policy.id, version: policy.version, name: policy.name, recordType: 'ticket', verbs: [], changed: [] },
    ...{ conditions: {}, author: policy.author, actions: step.actions.flatMap((action) => ruleActions(action, row)) },
  }
  // Notes among agents are what steps write most.
  const permissions = new Set(['comment.see_internal'])
  const who = { ...system(`service level “${policy.name}”`, 'automation'), permissions }
  try {
    if (await cameAfter(kernel.db, escalating))
      return await note(kernel.db, {
        ...{ escalating, outcome: 'It was over before the ticket was brought in here.', now: kernel.clock.now() },
      })
    const did = await perform(kernel, { rule, record, id: ticket, who, groupsSql }, async (tx) => {
      if (!(await note(tx, { escalating, outcome: 'Done', now: kernel.clock.now() }))) return false
      for (const { whom } of step.actions.filter(isTelling)) await tell(kernel, tx, { whom, row, step })
      return true
    })
    return did !== null
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    kernel.log.warn(
      { ticket, policy: policy.id, step: stepKey(step), error: error.message },
      'A step could not be done.',
    )
    const said = [error.message, ...error.problems.map(({ says }) => says)].join(' ')
    return note(kernel.db, { escalating, outcome: said, now: kernel.clock.now() })
  }
}

/** Whether the moment of a step was over when a log brought the ticket in: nobody is told of what is long past. */
async function cameAfter(db: Db, { ticket, escalation }: Escalating): Promise<boolean> {
  const rows = await db.query({
    text: 'select 1 from service_log_event where record_id = $1 and told_at > $2 limit 1',
    values: [ticket, new Date(escalation.at)],
  })
  return rows.length > 0
}

interface Noting {
  readonly escalating: Escalating
  readonly outcome: string
  readonly now: Date
}

/** Notes a step as done; false when it was already. */
async function note(db: Db, { escalating, outcome, now }: Noting): Promise<boolean> {
  const { ticket, policy, escalation } = escalating
  const { target, round, step, at } = escalation
  const rows = await db.query({
    text: `insert into service_level_step (ticket, policy, clock, round, step, at, done_at, outcome)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1`,
    values: [ticket, policy.id, clockKey(target), round, stepKey(step), new Date(at), now, outcome],
  })
  return rows.length > 0
}

type Telling = Extract<StepAction, { readonly do: 'tell' }>
const isTelling = (action: StepAction): action is Telling => action.do === 'tell'

/** What of a step the rules' actions do. */
function ruleActions(action: StepAction, row: Row): readonly Action[] {
  if (action.do === 'tell') return []
  if (action.do !== 'raise') return [action]
  const values = raised({ impact: row['impact'] as Level, urgency: row['urgency'] as Level })
  return values ? [{ do: 'set', values }] : []
}

interface Told {
  readonly whom: readonly Listener[]
  readonly row: Row
  readonly step: EscalationStep
}

async function tell({ clock }: Pick<Kernel, 'clock'>, tx: Db, { whom, row, step }: Told): Promise<void> {
  const rows = await tx.query<{ id: string }>({
    text: `select a.id from account a where a.self in (
        select t.assignee from ticket t where t.id = $1 and 'assignee' = any($2::text[])
        union all select unnest(m.members) from ticket t join team m on m.id = t.team where t.id = $1 and 'team' = any($2)
        union all select m.lead from ticket t join team m on m.id = t.team where t.id = $1 and 'lead' = any($2)
        union all select s.owner from ticket t join service s on s.id = t.service where t.id = $1 and 'owner' = any($2))
      union select account_id from watcher where record_id = $1 and 'watchers' = any($2)`,
    values: [row.id, [...whom]],
  })
  await notify(tx, clock, {
    accounts: rows.map(({ id }) => id),
    kind: 'automation',
    recordId: row.id,
    title: sayStep(step, row.number ?? row.title),
    text: [row.title, waiting(row)].filter(Boolean).join('. '),
  })
}

const waiting = (row: Row): string => (idsOf(row['assignee']).length > 0 ? '' : 'Nobody has taken it on yet')
