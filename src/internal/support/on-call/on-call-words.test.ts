import { describe, expect, it } from 'vitest'
import { onCallSentence } from './on-call-words.ts'
import type { Shift } from './wire.ts'

const today = new Date('2026-11-26T12:00:00Z')
const shift = (name: string, from: string, until: string, insteadOf: string | null = null): Shift => ({
  person: { id: name, title: name },
  insteadOf: insteadOf === null ? null : { id: insteadOf, title: insteadOf },
  from,
  until,
})
const said = (now: Shift | null, ...next: readonly Shift[]) => onCallSentence({ now, next }, today, 'Europe/Berlin')
const ada = shift('Ada', '2026-11-23T08:00:00Z', '2026-11-30T08:00:00Z')
const ben = shift('Ben', '2026-11-30T08:00:00Z', '2026-12-07T08:00:00Z')

describe('who is on call', () => {
  it('is said with until when, and who is next', () => {
    expect(said(ada, ben)).toBe('On call now: Ada until Monday 09:00, then Ben.')
    expect(said(shift('Ada', ada.from, '2026-11-26T17:00:00Z'), shift('Ben', '2026-11-26T17:00:00Z', ben.from))).toBe(
      'On call now: Ada until today 18:00, then Ben.',
    )
  })

  it('names whom somebody stands in for, and passes over turns of the same person', () => {
    expect(said(shift('Ben', ada.from, ada.until, 'Ada'), ben, shift('Cleo', ben.until, '2026-12-14T08:00:00Z'))).toBe(
      'On call now: Ben for Ada until 7 December, 09:00, then Cleo.',
    )
  })

  it('says that it is nobody', () => {
    expect(said(null)).toBe('Nobody is on call.')
    expect(said(null, ben)).toBe('Nobody is on call until Monday 09:00, then Ben.')
    expect(said(ada)).toBe('On call now: Ada.')
  })
})
