import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../../test/kit/application.ts'
import { testClock } from '../../../../test/kit/clock.ts'
import { createCaller } from '../../../../test/kit/record/callers.ts'
import { createWorld } from '../../../../test/kit/record/world.ts'
import { nobody, type Who } from '../../../kernel/access/who.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { planExercises, remindOfExercises } from './delivery.jobs.server.ts'

const clock = testClock('2026-01-31T09:00:00.000Z')
const { kernel } = await testApplication({ clock })
const { db } = kernel
const records = kernel.store.asSystem('test')
const world = createWorld(kernel)
let owner: Row
let account: string
const ines = (): Who => ({ ...nobody, account, name: 'Ines Falk', self: owner.id })

beforeAll(async () => {
  owner = await world.another('person', { name: 'Ines Falk' })
  ;({ account } = await createCaller(kernel, { name: 'Ines Falk', self: owner.id }))
})

async function agreed(values: Readonly<Record<string, unknown>> = {}): Promise<Row> {
  const plan = await world.another('exit_plan', { owner: owner.id, exerciseEvery: 6, exerciseAgainAfter: 1, ...values })
  return records.move('exit_plan', plan.id, 'agree')
}
const datesOf = async (plan: Row) => {
  const { exercisedOn, lastOutcome, exerciseDueOn } = await records.get('exit_plan', plan.id)
  return [exercisedOn, lastOutcome, exerciseDueOn]
}
async function held(plan: Row, heldOn: string, outcome: string): Promise<Row> {
  const exercise = await records.create('exit_exercise', { plan: plan.id, name: 'Once', plannedFor: heldOn })
  return records.move('exit_exercise', exercise.id, 'hold', { set: { heldOn, outcome } })
}
const exercisesOf = async (plan: Row) =>
  (await records.list('exit_exercise', { filter: { plan: plan.id }, sort: 'plannedFor' })).rows

describe('an exit plan', () => {
  it('is due once it is agreed, and moves with what is held, called off, corrected and taken away', async () => {
    const draft = await world.another('exit_plan', { exerciseEvery: 6 })
    expect(await datesOf(draft)).toEqual([null, null, null])
    const plan = await agreed()
    expect(plan['agreedOn']).toBe('2026-01-31')
    expect(await datesOf(plan)).toEqual([null, null, '2026-07-31'])
    const failed = await held(plan, '2026-05-31', 'failed')
    expect(await datesOf(plan)).toEqual(['2026-05-31', 'failed', '2026-06-30'])
    await records.update('exit_exercise', failed.id, { outcome: 'with_gaps' })
    expect(await datesOf(plan)).toEqual(['2026-05-31', 'with_gaps', '2026-11-30'])
    const off = await records.create('exit_exercise', { plan: plan.id, name: 'Off', plannedFor: '2026-06-20' })
    await records.move('exit_exercise', off.id, 'callOff', { set: { whyCalledOff: 'Nobody was there.' } })
    expect((await datesOf(plan))[2]).toBe('2026-11-30')
    await records.update('exit_plan', plan.id, { exerciseEvery: 3 })
    expect((await datesOf(plan))[2]).toBe('2026-08-31')
    await records.archive('exit_exercise', failed.id, {})
    expect(await datesOf(plan)).toEqual([null, null, '2026-04-30'])
    await records.move('exit_plan', plan.id, 'revise')
    expect((await datesOf(plan))[2]).toBeNull()
    await records.move('exit_plan', plan.id, 'agree')
    expect((await records.get('exit_plan', plan.id))['agreedOn']).toBe('2026-01-31')
  })

  it('is found by when it is due, and nobody sets that by hand', async () => {
    const plan = await agreed({ exerciseEvery: 2 })
    const { rows } = await records.list('exit_plan', { filter: { exerciseDueOn: { lte: 'today+60d' } } })
    expect(rows.map(({ id }) => id)).toContain(plan.id)
    await expect(records.update('exit_plan', plan.id, { exerciseDueOn: '2030-01-01' })).rejects.toMatchObject({
      problems: [{ field: 'exerciseDueOn' }],
    })
  })

  it('has its next exercise planned 60 days ahead, once, led by its owner, who says how it went without a role', async () => {
    clock.set('2026-03-01T05:30:00.000Z')
    const plan = await agreed({ exerciseEvery: 2 })
    clock.set('2026-03-01T05:31:00.000Z')
    expect(await datesOf(plan)).toEqual([null, null, '2026-05-01'])
    clock.set('2026-03-01T05:32:00.000Z')
    await planExercises(kernel)
    expect(await exercisesOf(plan)).toEqual([])
    clock.set('2026-03-02T05:30:00.000Z')
    await Promise.all([planExercises(kernel), planExercises(kernel)])
    const [next, ...more] = await exercisesOf(plan)
    expect(more).toEqual([])
    expect(next).toMatchObject({
      ...{ name: 'Exercise of 2026-05', plannedFor: '2026-05-01', state: 'planned', ledBy: { id: owner.id } },
    })
    const [made] = await db.query<{ reason: string }>({
      text: `select reason from history where record_id = $1 and verb = 'created'`,
      values: [next?.id],
    })
    expect(made?.reason).toBe(
      'It has not been tried out yet. It is tried out every 2 months, counted from 1 March 2026, when it was agreed: by 1 May 2026, in 60 days.',
    )
    const set = { heldOn: '2026-03-02', outcome: 'failed' }
    await kernel.store.as(ines()).move('exit_exercise', next?.id ?? '', 'hold', { set })
    expect(await datesOf(plan)).toEqual(['2026-03-02', 'failed', '2026-04-02'])
    await planExercises(kernel)
    expect((await exercisesOf(plan)).map(({ state }) => state)).toEqual(['planned', 'held'])
  })

  it('is there for nobody who may not read plans', async () => {
    const plan = await world.another('exit_plan')
    await expect(kernel.store.as(ines()).get('exit_plan', plan.id)).rejects.toMatchObject({ status: 404 })
  })

  it('reminds its owner 30 and 14 days before, on the day and once after, each once, and anew for another day', async () => {
    clock.set('2026-07-01T05:30:00.000Z')
    const plan = await agreed({ name: 'Way out: Lines', exerciseEvery: 2 })
    const titles = async () =>
      (
        await db.query<{ title: string }>({
          text: 'select title from notification where account_id = $1 and record_id = $2 order by at, id',
          values: [account, plan.id],
        })
      ).map(({ title }) => title)
    const told = async (day: string): Promise<number> => {
      clock.set(`${day}T05:30:00.000Z`)
      await remindOfExercises(kernel)
      await remindOfExercises(kernel)
      return (await titles()).length
    }
    const counts: number[] = []
    for (const day of ['2026-08-01', '2026-08-02', '2026-08-10', '2026-08-20', '2026-09-01', '2026-09-20'])
      counts.push(await told(day))
    expect(counts).toEqual([0, 1, 1, 2, 3, 4])
    expect((await titles())[0]).toBe('Try out “Way out: Lines” by 1 September 2026')
    await held(plan, '2026-09-20', 'failed')
    expect(await told('2026-09-21')).toBe(5)
  })
})
