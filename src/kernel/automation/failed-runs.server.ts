import { sql } from 'kysely'
import { errorWords } from '../failures/failure.ts'
import type { FailureSource } from '../failures/source.server.ts'
import { readableSql } from '../traits/trait.server.ts'

interface Failed {
  readonly id: string
  readonly rule: string
  readonly ruleId: string
  readonly title: string | null
  readonly at: Date
  readonly error: string | null
}
const dayMs = 86_400_000

/** Rules that failed within the last day. What a rule did before it failed stands, so none is run again from here. */
export const failedRuns: FailureSource = {
  kind: 'rule',
  label: 'automation rules',
  list: async ({ db, registry, clock }, who) => {
    const rows = await db.query<Failed>(
      sql`select a.id, u.name as rule, a.rule_id as "ruleId", r.title, a.at, a.error
        from automation_run a join automation_rule u on u.id = a.rule_id
        left join record r on r.id = a.record_id and ${readableSql({ registry }, who)}
        where a.outcome <> 'done' and a.at > ${new Date(clock.now().getTime() - dayMs)}
        order by a.at desc, a.id limit 100`,
    )
    return rows.map(({ id, rule, ruleId, title, at, error }) => ({
      id,
      title: `Rule “${rule}”${title ? ` on ${title}` : ''}`,
      since: at.toISOString(),
      tries: 1,
      nextTry: null,
      ...errorWords(error),
      note: 'What it did before stands. It leaves this list after a day.',
      page: `/automation-rules/${ruleId}`,
      canRetry: false,
    }))
  },
  retry: async () => 0,
  giveUp: async () => false,
}
