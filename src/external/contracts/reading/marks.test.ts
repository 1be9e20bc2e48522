import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractText } from '../documents/clauses.ts'
import { markdownLines } from '../documents/markdown.ts'
import { paragraphsOf } from './marks.ts'

const text = contractText(
  markdownLines('# Terms\n\n1. **Exit.** It ends.\n   1. All data goes back.\n\n2. Norwegian law governs it.'),
)

describe('a text as it is drawn', () => {
  test('tells headings, numbers and how deep a clause stands', () => {
    const lines = paragraphsOf(text, []).map(({ start, body, end, depth, isHeading }) => [
      text.text.slice(start, body),
      text.text.slice(body, end),
      depth,
      isHeading,
    ])
    expect(lines).toEqual([
      ['', 'Terms', 0, true],
      ['1. ', 'Exit. It ends.', 1, false],
      ['1.1 ', 'All data goes back.', 2, false],
      ['2. ', 'Norwegian law governs it.', 1, false],
    ])
  })

  test('is the text again when its pieces are put together, however marks lie in one another', () => {
    const place = fc.integer({ min: 0, max: text.text.length })
    const mark = fc.tuple(place, place, fc.string({ maxLength: 3 })).map(([one, other, key]) => ({
      start: Math.min(one, other),
      end: Math.max(one, other),
      key,
    }))
    fc.assert(
      fc.property(fc.array(mark), (marks) => {
        const paragraphs = paragraphsOf(text, marks)
        const whole = paragraphs.map(({ pieces }) =>
          pieces.map(({ start, end }) => text.text.slice(start, end)).join(''),
        )
        expect(whole.join('\n')).toBe(text.text)
        // Each letter is marked by exactly those whose passage it stands in.
        for (const { pieces } of paragraphs)
          for (const { start, end, keys } of pieces)
            expect([...keys].sort()).toEqual(
              marks
                .filter((one) => one.start < end && one.end > start && end > start)
                .map(({ key }) => key)
                .sort(),
            )
      }),
    )
  })
})
