import { expect, it } from 'vitest'
import fc from 'fast-check'
import type { Db } from '../database/db.server.ts'
import type { AnyRecord } from './define.ts'
import { sharedNumbers } from './numbers.server.ts'

const record = (name: string): AnyRecord => ({ name }) as AnyRecord

/** A sequence that answers a little later, and counts what it was asked. */
function sequence({ failsAt = -1 } = {}): Pick<Db, 'query'> & { readonly asked: number[] } {
  const asked: number[] = []
  let last = 0
  return {
    asked,
    query: async <R>(statement: unknown) => {
      const [many = 0] = (statement as { values: number[] }).values
      asked.push(many)
      await new Promise((resolve) => setImmediate(resolve))
      if (asked.length - 1 === failsAt) throw new Error('The database is away.')
      return Array.from({ length: many }, () => ({ number: ++last })) as R[]
    },
  }
}

it('gives every request as many numbers as it asked for, each number once, in the order asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }), async (wanted) => {
      const take = sharedNumbers(sequence())
      const given = await Promise.all(wanted.map((many) => take(record('coin'), many)))
      expect(given.map((numbers) => numbers.length)).toEqual(wanted)
      const all = given.flat()
      expect(all).toEqual(all.map((_, at) => at + 1))
    }),
    { numRuns: 50 },
  )
})

it('asks once for all who came while it waited', async () => {
  const coins = sequence()
  const take = sharedNumbers(coins)
  await Promise.all(Array.from({ length: 8 }, () => take(record('coin'), 1)))
  expect(coins.asked).toEqual([1, 7])
})

it('tells those who waited together that it failed, and serves the next', async () => {
  const take = sharedNumbers(sequence({ failsAt: 1 }))
  const first = take(record('coin'), 1)
  const waiting = [take(record('coin'), 1), take(record('coin'), 2)]
  expect(await first).toEqual([1])
  for (const one of await Promise.allSettled(waiting)) expect(one.status).toBe('rejected')
  expect(await take(record('coin'), 1)).toEqual([2])
})
