import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterDrafting, isUnexplained, sayUnexplained } from './claim-gaps.ts'

const gaps = 'No counts for 3 of 30 days (4 to 6 September 2026): unknown, not 100 %.'

describe('a claim for a period of which days aren’t known', () => {
  it('waits until somebody says why it is claimed all the same', () => {
    expect(isUnexplained({ gaps, whyWithGaps: null })).toBe(true)
    expect(isUnexplained({ gaps, whyWithGaps: '  ' })).toBe(true)
    expect(isUnexplained({ gaps, whyWithGaps: 'They agreed to it' })).toBe(false)
    expect(isUnexplained({ gaps: null, whyWithGaps: null })).toBe(false)
    expect(sayUnexplained({ gaps })).toBe(`${gaps} Bring in what is missing, or say why it is claimed all the same.`)
  })

  it('asks again when other days are missing, and no more when none is', () => {
    const before = { gaps, whyWithGaps: 'They agreed to it' }
    expect(afterDrafting(before, gaps)).toEqual(before)
    expect(afterDrafting(before, 'No counts for 1 of 30 days.')).toMatchObject({ whyWithGaps: null })
    expect(afterDrafting(before, null)).toEqual({ gaps: null, whyWithGaps: null })
  })

  it('is never sent on a reason that was given for other days', () => {
    const text = fc.option(fc.constantFrom('one day', 'two days', 'three days'))
    fc.assert(
      fc.property(text, fc.option(fc.string()), text, (before, whyWithGaps, after) => {
        const next = afterDrafting({ gaps: before, whyWithGaps }, after)
        expect(next.gaps).toBe(after)
        if (after !== null && after !== before) expect(isUnexplained(next)).toBe(true)
        if (after === null) expect(isUnexplained(next)).toBe(false)
      }),
    )
  })
})
