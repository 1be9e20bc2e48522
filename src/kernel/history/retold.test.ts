import { expect, it } from 'vitest'
import { uuidv7 } from '../clock.ts'
import { isRetold } from './retold.ts'

const written = Date.parse('2026-03-02T09:00:00Z')
const entry = (at: string) => ({ id: uuidv7(written, new Uint8Array(10)), at: new Date(at) })

it('tells what happened from what a log tells of the past', () => {
  expect(isRetold(entry('2026-03-02T09:00:00Z'))).toBe(false)
  expect(isRetold(entry('2026-03-02T08:30:00Z'))).toBe(false)
  expect(isRetold(entry('2016-02-29T01:16:00Z'))).toBe(true)
})
