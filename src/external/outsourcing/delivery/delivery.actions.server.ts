import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import { usualActivities } from './usual-activities.ts'

/** What outsourced services do besides. */
export const deliveryActions: Readonly<Record<string, ActionHandler>> = {
  'outsourced_service.addUsualActivities': async ({ records, row }) => {
    const { rows } = await records.list('responsibility', { filter: { outsourcedService: row.id }, limit: 500 })
    const there = new Set(rows.map(({ activity }) => activity))
    for (const activity of usualActivities.filter((usual) => !there.has(usual.activity)))
      await records.create('responsibility', { ...activity, outsourcedService: row.id })
  },
}
