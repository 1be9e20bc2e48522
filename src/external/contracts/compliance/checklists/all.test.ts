import { describe, expect, test } from 'vitest'
import { readPattern } from '../checklist.ts'
import { findPhrase } from '../phrase.ts'
import { checklists } from './all.ts'

const items = checklists.flatMap((list) => list.items)
const patterns = items.flatMap(({ id, elements, against }) =>
  [...elements.flatMap((element) => [...element.patterns, ...(element.hints ?? [])]), ...(against ?? [])].map(
    (pattern) => [id, pattern] as const,
  ),
)

describe('the checklists', () => {
  test('have as many items as their sources have requirements, each once', () => {
    expect(checklists.map(({ id, items }) => [id, items.length])).toEqual([
      ['gdpr-28', 11],
      ['hipaa-164-504', 12],
      ['dora-30', 15],
      ['mvsp-3', 25],
    ])
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  })

  test('say of each item in words what it asks and what a part of it is', () => {
    for (const { source, title, requirement, partly, elements } of items) {
      expect(source).toMatch(/art\. \d|164\.504|MVSP 3\.0, \d/)
      expect(title).not.toMatch(/\.$/)
      for (const sentence of [requirement, partly]) expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
      expect(elements.some(({ isCore }) => isCore !== false)).toBe(true)
      for (const { says } of elements) expect(says).toMatch(/^[\p{Ll}].*[^.]$/u)
    }
  })

  test.each(patterns)('%s: %s', (_, pattern) => {
    const { first, others, none, headings } = readPattern(pattern)
    for (const phrase of [first, ...others, ...none, ...headings]) {
      expect(phrase).toMatch(/^[@\p{L}\d.%*|~ ]+$/u)
      expect(phrase.trim()).toBe(phrase)
      // A word with a hyphen would never be found: words are compared without.
      expect(phrase).not.toMatch(/-|  |^~|~\d*$/)
      expect(() => findPhrase(phrase, [])).not.toThrow()
    }
  })
})
