import { expect, it } from 'vitest'
import { openStatementNames } from './statement-names.server.ts'

const bounds = { most: 2, atUse: 3, mostCounted: 4 }

it('names a statement from its third use on, and then always the same', () => {
  const nameOf = openStatementNames(bounds)
  const [first, second, third, fourth] = Array.from({ length: 4 }, () => nameOf('select 1'))
  expect([first, second]).toEqual([undefined, undefined])
  expect(third).toMatch(/^q[0-9a-f]{16}$/)
  expect(fourth).toBe(third)
})

it('leaves the places to what is asked often, however much is asked once', () => {
  const nameOf = openStatementNames(bounds)
  for (let n = 0; n < 1000; n += 1) expect(nameOf(`select ${n}`)).toBeUndefined()
  const usual = Array.from({ length: 3 }, () => nameOf('select now()'))
  expect(usual.at(-1)).toBeDefined()
})

it('names no more than there is room for, and no giant', () => {
  const nameOf = openStatementNames(bounds)
  const lastNameOf = (text: string) => Array.from({ length: 5 }, () => nameOf(text)).at(-1)
  const named = ['a', 'b', 'c'].map((text) => lastNameOf(text) !== undefined)
  expect(named).toEqual([true, true, false])
  expect(openStatementNames({ ...bounds, atUse: 1 })('x'.repeat(20_001))).toBeUndefined()
})
