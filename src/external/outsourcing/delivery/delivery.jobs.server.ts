import { today } from '../../../kernel/clock.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { addDays } from '../../../kernel/calendar/calendar.ts'
import type { Job } from '../../../kernel/jobs/jobs.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { notify } from '../../../kernel/notifications/notify.server.ts'
import { stepOf } from '../../../kernel/notifications/steps.ts'
import { sayDay } from '../availability/words.ts'
import { daysUntil, type Outcome, sayExercise } from './exercise-due.ts'

/** What happens to exit plans on its own. */
export const deliveryJobs: readonly Job[] = [
  {
    name: 'exit-exercises',
    about: 'Plan exercises of exit plans that fall due, and remind the owners of the plans',
    cron: '30 5 * * *',
    run: async (kernel) => {
      await planExercises(kernel)
      await remindOfExercises(kernel)
    },
  },
]

type Needs = Pick<Kernel, 'db' | 'store' | 'clock'>
/** So many days ahead an exercise is planned. */
const ahead = 60
/** So many days before, and after, the day the owner of the plan is reminded. */
const steps = [30, 14, 0, -14] as const

interface DuePlan {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly agreedOn: string | null
  readonly everyMonths: number
  readonly afterFailure: number | null
  readonly exercisedOn: string | null
  readonly lastOutcome: Outcome | null
  readonly exerciseDueOn: string
}

/** The plans whose exercise is due by a day. */
const plansDueBy = (db: Kernel['db'], day: string): Promise<DuePlan[]> =>
  db.query<DuePlan>({
    text: `select id, name, owner, agreed_on as "agreedOn", exercise_every::int as "everyMonths",
        exercise_again_after::int as "afterFailure", exercised_on as "exercisedOn", last_outcome as "lastOutcome",
        exercise_due_on as "exerciseDueOn"
      from exit_plan where archived_at is null and exercise_due_on <= $1 order by exercise_due_on, id`,
    values: [day],
  })

/** Sees to it that each plan that is due within 60 days has an exercise planned, led by its owner; resolves to how many were. */
export async function planExercises(kernel: Needs): Promise<number> {
  const day = today(kernel.clock)
  let planned = 0
  for (const plan of await plansDueBy(kernel.db, addDays(day, ahead)))
    await kernel.store.asSystem('plans exercises').transaction(async (records, tx) => {
      // Of two runs at once, one plans.
      await tx.query({ text: 'select 1 from exit_plan where id = $1 for no key update', values: [plan.id] })
      const { rows } = await records.list('exit_exercise', { filter: { plan: plan.id, state: 'planned' }, limit: 1 })
      if (rows.length > 0) return
      const { name, plannedFor } = exerciseOf(plan, day)
      const values = { plan: plan.id, name, plannedFor, ledBy: idsOf(plan.owner)[0] ?? null }
      await records.create('exit_exercise', values, { reason: sayExercise(plan, { today: day, day: sayDay }) })
      planned += 1
    })
  return planned
}

const exerciseOf = ({ exerciseDueOn }: DuePlan, today: string) => ({
  name: `Exercise of ${exerciseDueOn.slice(0, 7)}`,
  plannedFor: exerciseDueOn < today ? today : exerciseDueOn,
})

/** Tells the owner of each plan, at each step before and after the day, that it has to be tried out; resolves to how many were told. */
export async function remindOfExercises(kernel: Pick<Kernel, 'db' | 'clock'>): Promise<number> {
  const { db, clock } = kernel
  const day = today(kernel.clock)
  let told = 0
  for (const plan of await plansDueBy(db, addDays(day, steps[0])))
    await db.transaction(async (tx) => {
      const [owner] = await tx.query<{ id: string }>({
        text: 'select id from account where self = $1 and not is_disabled',
        values: [plan.owner],
      })
      const step = stepOf(daysUntil(day, plan.exerciseDueOn), steps)
      if (!owner || step === null) return
      const fresh = await tx.query({
        text: `insert into exercise_reminder (plan_id, due_on, step, at) values ($1, $2, $3, $4)
          on conflict do nothing returning 1`,
        values: [plan.id, plan.exerciseDueOn, step, clock.now()],
      })
      if (fresh.length === 0) return
      const title = `Try out “${plan.name}” by ${sayDay(plan.exerciseDueOn)}`
      const text = sayExercise(plan, { today: day, day: sayDay })
      told += await notify(tx, clock, { accounts: [owner.id], kind: 'deadline', recordId: plan.id, title, text })
    })
  return told
}
