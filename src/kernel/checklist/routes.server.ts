import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { putAside, readChecklist, takeUp } from './checklist.server.ts'
import type { Step } from './step.ts'

const tag = 'System'
const answer = z.object({
  steps: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      why: z.string(),
      page: z.object({ path: z.string(), label: z.string() }),
      state: z.enum(['done', 'open', 'aside']),
      missing: z.array(z.string()),
      aside: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
    }),
  ),
})

/** How far the installation is set up, read from the data each time. */
export const checklistRoutes =
  (steps: readonly Step[]): Routes =>
  (app, kernel) => {
    const manage = { permission: 'system.manage' } as const
    app.get(
      '/api/v1/checklist',
      {
        config: {
          permission: 'system.see',
          ...describe({ tag, summary: 'How far the installation is set up', response: answer }),
        },
      },
      async () => ({ steps: await readChecklist(kernel.db, steps) }),
    )
    app.put<{ Params: { name: string } }>(
      '/api/v1/checklist/:name/aside',
      {
        config: {
          ...manage,
          ...describe({ tag, summary: 'Put a step of setting up aside', status: 204, says: 'It no longer waits.' }),
        },
      },
      async ({ params, who }, reply) => {
        await putAside(kernel, { steps, name: params.name, who })
        return reply.status(204).send()
      },
    )
    app.delete<{ Params: { name: string } }>(
      '/api/v1/checklist/:name/aside',
      {
        config: {
          ...manage,
          ...describe({ tag, summary: 'Take a step of setting up again', status: 204, says: 'It waits again.' }),
        },
      },
      async ({ params }, reply) => {
        await takeUp(kernel.db, params.name)
        return reply.status(204).send()
      },
    )
  }
