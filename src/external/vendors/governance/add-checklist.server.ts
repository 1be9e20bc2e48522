import { today } from '../../../kernel/clock.ts'
import { system } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { addTask, listTasks } from '../../../kernel/traits/tasks.server.ts'
import { checklistOf, type Occasion } from './checklists.ts'
import type { Tier } from './review-due.ts'

/** By whom tasks of checklists are added: by this name it is known which of a vendor's tasks may not be left open. */
export const checklistWriter = system('checklists of vendors')

interface Vendor {
  readonly id: string
  readonly tier: Tier
  readonly owner: string | null
}

/** Adds the tasks of a checklist to a vendor, but for those that it has open already. Runs within a transaction. */
export async function addChecklist(kernel: Kernel, occasion: Occasion, { id, tier, owner }: Vendor): Promise<void> {
  const day = today(kernel.clock)
  const there = await listTasks(kernel, checklistWriter, id)
  const open = new Set(there.filter(({ isDone }) => !isDone).map(({ title }) => title))
  for (const { title, dueOn } of checklistOf(occasion, { tier, today: day }))
    if (!open.has(title)) await addTask(kernel, checklistWriter, { id, task: { title, assignee: owner, dueOn } })
}
