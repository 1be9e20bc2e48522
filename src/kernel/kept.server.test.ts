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

it('asks anew after a while without making anybody wait, and lets nobody go by what is too old', async () => {
  let at = 0
  let answer = (_: number): void => undefined
  const asked: number[] = []
  const read = openKept(() => at).of(['calendar'], () => {
    asked.push(at)
    return new Promise<number>((resolve) => {
      answer = resolve
    })
  })
  const first = read()
  answer(1)
  expect(await first).toBe(1)
  at = 2500
  expect([await read(), await read(), asked]).toEqual([1, 1, [0, 2500]])
  answer(2)
  await Promise.resolve()
  expect(await read()).toBe(2)
  at = 13_000
  const late = read()
  answer(3)
  expect([await late, asked]).toEqual([3, [0, 2500, 13_000]])
})
