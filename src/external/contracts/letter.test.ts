import { describe, expect, it } from 'vitest'
import { draftLetter, type Writing } from './letter.ts'

const writing = (over: Partial<Writing>): Writing => ({
  ...{ decision: 'exit', outlook: 'renews', clause: '9.2', end: '2027-03-31' },
  contract: { name: 'Lines', reference: null, signedOn: '2024-03-01' },
  exit: {
    ...{ end: '2027-03-31', counted: '2026-12-31', deadline: '2026-12-30', sendBy: '2026-12-23' },
    decideBy: '2026-11-23',
  },
  ...over,
})
const first = (over: Partial<Writing>): string | undefined => draftLetter(writing(over))?.paragraphs[0]

describe('the letter that a decision asks for', () => {
  it('is a notice where the contract would go on by itself, with the day by which to send it', () => {
    expect(first({})).toBe(
      'We give notice that we do not renew the contract “Lines”, signed on 1 March 2024, under its clause 9.2. It ends on 31 March 2027, the last day of its current term. Should that day not be effective, this notice takes effect on the next possible date.',
    )
    expect(draftLetter(writing({}))).toMatchObject({ kind: 'notice', sendBy: '2026-12-23' })
    expect(first({ outlook: 'goes_on' })).toMatch(/^We terminate the contract “Lines”/)
    expect(draftLetter(writing({ decision: 'replace' }))?.paragraphs.at(-1)).toMatch(/handover/)
  })

  it('takes an option, asks for an offer or for talks, or says that it ends', () => {
    const kind = (over: Partial<Writing>) => draftLetter(writing(over))?.kind ?? null
    expect(kind({ decision: 'renew', outlook: 'lapses' })).toBe('option')
    expect(kind({ decision: 'renew', outlook: 'ends' })).toBe('offer')
    expect(kind({ decision: 'renegotiate' })).toBe('talks')
    expect(kind({ outlook: 'ends' })).toBe('farewell')
  })

  it('is none where nothing has to be sent', () => {
    expect(draftLetter(writing({ decision: 'renew' }))).toBeNull()
    expect(draftLetter(writing({ decision: 'renew', outlook: 'goes_on' }))).toBeNull()
  })

  it('says of talks that they are no notice, and when one would follow', () => {
    expect(draftLetter(writing({ decision: 'renegotiate' }))?.paragraphs[1]).toBe(
      'Should we not have agreed by 23 December 2026, we would have to give notice. This letter is not that notice.',
    )
  })
})
