import { expect, it } from 'vitest'
import { openKept } from './kept.server.ts'

it('asks once for many, and again when one of its types is written', async () => {
  const kept = openKept()
  let asked = 0
  const read = kept.of(['calendar'], async () => ++asked)
  expect([await read(), await read()]).toEqual([1, 1])
  kept.forget(new Set(['person']))
  expect(await read()).toBe(1)
  kept.forget(new Set(['calendar', 'person']))
  expect([await read(), await read()]).toEqual([2, 2])
})

it('keeps no failure', async () => {
  const answers = [() => Promise.reject(new Error('The database is away.')), () => Promise.resolve('here')]
  const read = openKept().of([], () => (answers.shift() ?? (() => Promise.resolve('late')))())
  await expect(read()).rejects.toThrow('away')
  expect(await read()).toBe('here')
})
