import { describe, expect, it } from 'vitest'
import { makeRegistry } from '../../../app/records.ts'
import { emptyWords } from './empty.ts'

describe('an empty list', () => {
  it('says “yet” to whoever sees all rows alone; others learn of none that they may not see', () => {
    for (const record of makeRegistry().records) {
      expect(emptyWords(record, true).title).toMatch(/ yet$/)
      const { title, says } = emptyWords(record, false)
      expect(title, record.name).toMatch(/^No .+ for you to see$/)
      expect(says).toMatch(/You see those that are yours\.$/)
    }
  })
})
