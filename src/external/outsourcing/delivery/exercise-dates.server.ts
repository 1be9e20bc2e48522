import { sql } from 'kysely'
import type { Db } from '../../../kernel/database/db.server.ts'
import type { Derivation } from '../../../kernel/record/derivation.server.ts'
import { type Exercise, exerciseDates } from './exercise-due.ts'

/** What an exit plan works out of itself: when it was first agreed, and by when it has to be tried out. */
export const exitPlanDerivation: Derivation = {
  work: async (rows) => rows.map(() => ({})),
  after: { fields: ['exerciseEvery', 'exerciseAgainAfter'], verbs: [] },
  follow: async (tx, ids) => keepExerciseDates(tx, ids),
}

/** What an exercise does to its plan: each one that is held, corrected or taken away moves its dates, in the same transaction. */
export const exitExerciseDerivation: Derivation = {
  work: async (rows) => rows.map(() => ({})),
  after: { fields: ['heldOn', 'outcome'], verbs: [] },
  follow: async (tx, ids) => {
    const plans = await tx.query<{ plan: string }>({
      text: 'select distinct plan from exit_exercise where id = any($1::uuid[])',
      values: [ids],
    })
    await keepExerciseDates(
      tx,
      plans.map(({ plan }) => plan),
    )
  },
}

interface Plan {
  readonly id: string
  readonly state: string
  readonly agreedOn: string | null
  readonly every: number
  readonly again: number | null
}

/** Writes of plans by when they are due, as their exercises are now. */
async function keepExerciseDates(tx: Db, ids: readonly string[]): Promise<void> {
  // Whoever writes down another exercise of the same plan waits here, and then reads this one.
  const plans = await tx.query<Plan>({
    text: `select p.id, p.state, p.exercise_every as every, p.exercise_again_after as again,
        (select (min(h.at) at time zone 'UTC')::date from history h
          where h.record_id = p.id and h.verb = 'moved' and h.after ->> 'state' = 'agreed') as "agreedOn"
      from exit_plan p where p.id = any($1::uuid[]) order by p.id for no key update`,
    values: [ids],
  })
  const exercises = await tx.query<Exercise & { plan: string }>({
    text: `select plan, state, held_on as "heldOn", outcome from exit_exercise
      where plan = any($1::uuid[]) and archived_at is null`,
    values: [ids],
  })
  const byPlan = Map.groupBy(exercises, ({ plan }) => plan)
  const rows = plans.map(({ id, state, agreedOn, every, again }) => {
    const facts = {
      isAgreed: state === 'agreed',
      agreedOn,
      everyMonths: Number(every),
      exercises: byPlan.get(id) ?? [],
    }
    const dates = exerciseDates({ ...facts, afterFailure: again === null ? null : Number(again) })
    return {
      ...{ id, agreed_on: agreedOn, exercised_on: dates.exercisedOn },
      ...{ last_outcome: dates.lastOutcome, exercise_due_on: dates.exerciseDueOn },
    }
  })
  await tx.query(sql`update exit_plan p
    set agreed_on = d.agreed_on, exercised_on = d.exercised_on, last_outcome = d.last_outcome,
      exercise_due_on = d.exercise_due_on
    from json_populate_recordset(null::exit_plan, ${JSON.stringify(rows)}::json) d where p.id = d.id`)
}
