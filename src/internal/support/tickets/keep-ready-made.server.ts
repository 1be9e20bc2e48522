import { allWritten } from '../../../kernel/record/outcome.server.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import { pendingReasons, ticketRules } from './ready-made.ts'

/** Writes what tickets can wait for, and rules to begin with. Where there is any of a kind, also an archived one, nothing happens. */
export async function ensureTicketGround(records: Records): Promise<void> {
  if ((await records.count('pending_reason', { archived: 'with' })).count === 0) await writePendingReasons(records)
  const { count } = await records.count('automation_rule', { archived: 'with', filter: { recordType: 'ticket' } })
  if (count > 0) return
  const rules = ticketRules.map((rule) => ({ ...rule, recordType: 'ticket' }))
  allWritten('What is ready-made', await records.createMany('automation_rule', rules))
}

async function writePendingReasons(records: Records): Promise<void> {
  allWritten(
    'What is ready-made',
    await records.createMany(
      'pending_reason',
      pendingReasons.map(({ key: _, ...reason }) => reason),
    ),
  )
}
