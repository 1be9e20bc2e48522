import { z } from 'zod'
import { processorStates } from '../events/state.server.ts'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import type { Job } from './jobs.server.ts'
import { nextRun } from './next-run.ts'
import { jobStates } from './state.server.ts'
import { storageAnswer, storageState } from './storage.server.ts'

const tag = 'System'
const counts = { waiting: z.int(), active: z.int(), completed: z.int(), failed: z.int() }
const moment = z.iso.datetime()
const answer = z.object({
  jobs: z.array(
    z.object({
      name: z.string(),
      about: z.string().nullable(),
      cron: z.string().nullable(),
      lastAt: moment.nullable(),
      lastMs: z.number().nullable(),
      nextAt: moment.nullable(),
      ...counts,
    }),
  ),
  processors: z.array(
    z.object({ name: z.string(), updatedAt: moment, behind: z.int(), retrying: z.int(), dead: z.int() }),
  ),
})

interface Known {
  readonly jobs: readonly Pick<Job, 'name' | 'about'>[]
  /** Of the program that runs. */
  readonly version: string
}

/** What happens in the background, and what the installation runs on. */
export const jobRoutes =
  ({ jobs: known, version }: Known): Routes =>
  (app, { db, clock }) => {
    app.get(
      '/api/v1/jobs',
      {
        config: {
          permission: 'system.see',
          ...describe({ summary: 'Jobs and processors, and how they are doing', tag, response: answer }),
        },
      },
      async () => {
        const [jobs, processors] = await Promise.all([jobStates(db), processorStates(db)])
        const about = new Map(known.map((job) => [job.name, job.about]))
        const told = jobs.map((job) => ({
          ...job,
          about: about.get(job.name) ?? null,
          nextAt: nextRun(job.cron, clock.now()),
        }))
        return { jobs: told, processors }
      },
    )
    app.get(
      '/api/v1/storage',
      {
        config: {
          permission: 'system.see',
          ...describe({ summary: 'What the installation runs on and how much it keeps', tag, response: storageAnswer }),
        },
      },
      () => storageState(db, { version }),
    )
  }
