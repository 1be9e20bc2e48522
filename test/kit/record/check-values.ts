import { describe, expect, it } from 'vitest'
import { settableFields } from '../../../src/kernel/record/registry.ts'
import { kindOf, tooLittle, tooMuch } from './kinds.ts'
import { expectOk, expectProblem, type Stage } from './stage.ts'
import { isNeeded } from './world.ts'

/** Sends what no record may hold, field by field: each is refused, naming the field, and nothing is stored. */
export function checkValues(stage: Stage): void {
  const fields = settableFields(stage.record)
  const refuse = async (name: string, value: unknown): Promise<void> => {
    const before = await countAll(stage)
    const body = { ...(await stage.input()), [name]: value }
    expectProblem(await stage.send(stage.boss, { method: 'POST', body }), [400, 422], name)
    expect(await countAll(stage)).toBe(before)
  }

  describe('values', () => {
    it.each(fields.filter(([, field]) => isNeeded(field)))('needs %s', async (name) => {
      await refuse(name, null)
      const { [name]: _, ...rest } = await stage.input()
      expectProblem(await stage.send(stage.boss, { method: 'POST', body: rest }), [400, 422], name)
    })

    const wrongs = fields.filter(([, field]) => kindOf(field).wrong !== undefined)
    it.each(wrongs)('refuses the wrong kind of value for %s', async (name, field) => {
      await refuse(name, kindOf(field).wrong)
    })

    const limited = fields.flatMap(([name, field]) =>
      [tooMuch(field), tooLittle(field)].filter((value) => value !== undefined).map((value) => [name, value] as const),
    )
    it.each(limited)('keeps %s within its limits', refuse)

    const unique = fields.filter(([, field]) => field.options.unique)
    it.each(unique)('lets no two records share %s', async (name) => {
      const { [name]: taken } = await stage.make({}, { isFull: true })
      const body = { ...(await stage.input()), [name]: taken }
      expectProblem(await stage.send(stage.boss, { method: 'POST', body }), [409, 422], name)
    })

    it('refuses a field that is not there', () => refuse('noSuchField', 1))

    it('refuses a body that is no object', async () => {
      expectProblem(await stage.send(stage.boss, { method: 'POST', body: [] }), 400)
      const headers = { 'content-type': 'application/json' }
      expectProblem(await stage.send(stage.boss, { method: 'POST', body: '{"name":', headers }), 400)
    })

    it('reads back what was written', async () => {
      const body = await stage.input({ isFull: true })
      const { id } = expectOk(await stage.send(stage.boss, { method: 'POST', body }), 201)
      const row = expectOk(await stage.send(stage.boss, { at: id }))
      for (const [name, value] of Object.entries(body)) expect(plain(row[name]), name).toEqual(value)
    })
  })
}

async function countAll({ kernel, record }: Stage): Promise<number> {
  const { count } = await kernel.store.asSystem('test').count(record, { archived: 'with' })
  return count
}

/** A value as it is written: a reference reads as `{ id, title }` and is written as its id. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : value
}
