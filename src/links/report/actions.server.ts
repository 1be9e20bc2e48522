import { idsOf } from '../../kernel/access/rule.ts'
import type { Who } from '../../kernel/access/who.ts'
import type { Kernel } from '../../kernel/kernel.server.ts'
import type { Row } from '../../kernel/record/store.server.ts'
import { openTasksOf } from '../../kernel/traits/tasks.server.ts'
import { titleIn } from '../measure-promise.server.ts'
import type { OpenAction } from '../wire.ts'
import { type ActionRead, inOrder } from './open-actions.ts'
import { rowsOf } from './rows.server.ts'

const most = 100

/**
 * What is to be done about an engagement, now: its issues and running plans, those about everything that is bought from its vendor,
 * and open tasks of these, of the engagement, its reviews and its meetings. As far as the caller may read what they hang on.
 */
export async function actionsOf(
  kernel: Kernel,
  who: Who,
  { row, today }: { readonly row: Row; readonly today: string },
): Promise<readonly OpenAction[]> {
  const about = { vendor: idsOf(row['vendor'])[0] ?? null, engagement: [row.id, null] }
  const [issues, plans, reviews, meetings] = await Promise.all([
    rowsOf(kernel, who, 'vendor_issue', { ...about, state: ['open', 'with_vendor'] }, 'dueOn'),
    rowsOf(kernel, who, 'improvement_plan', { ...about, state: 'running' }, 'endsOn'),
    rowsOf(kernel, who, 'performance_review', about, '-dueOn'),
    rowsOf(kernel, who, 'vendor_meeting', about, '-startsAt'),
  ])
  const bearing = new Map(
    [
      ['engagement', [row]] as const,
      ['vendor_issue', issues ?? []] as const,
      ['improvement_plan', plans ?? []] as const,
      ['performance_review', reviews ?? []] as const,
      ['vendor_meeting', meetings ?? []] as const,
    ].flatMap(([type, rows]) => rows.map((one) => [one.id, { type, row: one }] as const)),
  )
  const tasks = await openTasksOf(kernel, who, { records: [...bearing.keys()], limit: most })
  return inOrder(
    [
      ...(issues ?? []).map((one) => actionOf('vendor_issue', one, { kind: 'Issue', dueOn: one['dueOn'] })),
      ...(plans ?? []).map((one) =>
        actionOf('improvement_plan', one, { kind: 'Improvement plan', dueOn: one['endsOn'] }),
      ),
      ...tasks.flatMap(({ id, record, title, assignee, dueOn }): readonly ActionRead[] => {
        const of = bearing.get(record)
        if (!of) return []
        const { number, title: name } = of.row
        return [{ ...{ id, record, title, dueOn, number, type: of.type, kind: 'Task', about: name, owner: assignee } }]
      }),
    ],
    today,
  )
}

const actionOf = (
  type: string,
  { id, number, title, ...row }: Row,
  { kind, dueOn }: { readonly kind: string; readonly dueOn: unknown },
): ActionRead => ({
  ...{ id, type, record: id, number, title: title ?? kind, kind, about: null, owner: titleIn(row['owner']) },
  dueOn: typeof dueOn === 'string' ? dueOn : null,
})
