import { idsOf } from '../../../kernel/access/rule.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { PlacedEntry } from '../../../kernel/history/position.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import { addChecklist } from './add-checklist.server.ts'
import { planMeeting, planReview } from './plan-ahead.server.ts'
import type { Tier } from './review-due.ts'

const types = ['vendor', 'performance_review', 'vendor_meeting']
const verbs = ['created', 'updated', 'moved', 'restored']

/** Plans what comes next for vendors: checklists as they come and go, the next review, the next meeting of a series. */
export const followVendors = (kernel: Kernel): Processor =>
  defineProcessor({
    name: 'vendors',
    once: true,
    on: ({ type, verb, via }) => types.includes(type) && verbs.includes(verb) && via !== 'demo',
    handle: async (entry, { db }) => {
      const own = inside(kernel, db)
      if (entry.type === 'vendor') await afterVendor(own, entry)
      else if (entry.verb === 'moved' && entry.type === 'performance_review') await afterReview(own, entry)
      else if (entry.verb === 'moved' && entry.after?.['state'] !== 'planned') await planMeeting(own, entry.recordId)
    },
  })

async function afterVendor(kernel: Kernel, { recordId: id, verb, after }: PlacedEntry): Promise<void> {
  const state = verb === 'moved' ? after?.['state'] : null
  if (state === 'onboarding' || state === 'offboarding') {
    const vendor = await kernel.store.asSystem('checklists of vendors').get('vendor', id)
    const facts = { id, tier: vendor['tier'] as Tier, owner: idsOf(vendor['owner'])[0] ?? null }
    // It may have gone on before its turn came here.
    if (vendor.state === state) await addChecklist(kernel, state, facts)
  }
  const anew = after?.['tier'] !== undefined || after?.['active_since'] !== undefined
  await planReview(kernel, id, { anew })
}

/** A review that was held or skipped leads to the next one. */
async function afterReview(kernel: Kernel, { recordId }: PlacedEntry): Promise<void> {
  const review = await kernel.store.asSystem('plans ahead').get('performance_review', recordId)
  const [vendor] = idsOf(review['vendor'])
  if (vendor !== undefined) await planReview(kernel, vendor)
}
