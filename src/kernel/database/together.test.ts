import { expect, it } from 'vitest'
import { together } from './together.ts'

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('asks together what came while it waited, and gives each its own answer', async () => {
  const asked: (readonly number[])[] = []
  const double = together(async (numbers: readonly number[]) => {
    asked.push(numbers)
    await later()
    return numbers.map((number) => number * 2)
  })
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(asked).toEqual([[1], [2, 3]])
})

it('fails those who were asked for together alone, and serves the next', async () => {
  const refuse = together(async (words: readonly string[]) => {
    await later()
    if (words.includes('bad')) throw new Error('No such word.')
    return words
  })
  const [first, bad, beside] = await Promise.allSettled(['good', 'bad', 'beside'].map(refuse))
  expect(first?.status).toBe('fulfilled')
  expect([bad?.status, beside?.status]).toEqual(['rejected', 'rejected'])
  expect(await refuse('next')).toBe('next')
})
