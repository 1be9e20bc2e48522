import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Said, forVendor, type Kept, plainFor, type Whole } from './for-vendor.ts'
import { problemOfShares, sharesNothing, sharesWords } from './shares.ts'

const id = fc.uuid()
// A text that is found again wherever it turns up.
const text = fc.uuid().map((mark) => `words ${mark}`)
const said: fc.Arbitrary<Said> = fc.record({
  id,
  at: fc.constant('2026-03-02T09:00:00.000Z'),
  by: text,
  side: fc.constantFrom('asker', 'us', 'vendor'),
  text,
  isInternal: fc.boolean(),
  isRemoved: fc.boolean(),
})
const kept: fc.Arbitrary<Kept> = fc.record({ id, name: text, size: fc.nat() })
const whole: fc.Arbitrary<Whole> = fc
  .record({
    description: fc.option(text),
    comments: fc.array(said, { maxLength: 6 }),
    files: fc.array(kept, { maxLength: 4 }),
  })
  .chain((ticket) =>
    fc.record({
      ...{ number: fc.constant('VT-00001'), subject: text, told: text },
      ticket: fc.constant(ticket),
      comments: fc.array(said, { maxLength: 6 }),
      files: fc.array(kept, { maxLength: 4 }),
      shares: fc.record({
        description: fc.boolean(),
        // Also what isn't of this ticket at all.
        comments: fc
          .tuple(fc.subarray(ticket.comments.map((one) => one.id)), fc.array(id, { maxLength: 2 }))
          .map((all) => all.flat()),
        files: fc
          .tuple(fc.subarray(ticket.files.map((one) => one.id)), fc.array(id, { maxLength: 2 }))
          .map((all) => all.flat()),
      }),
    }),
  )
const shown = (all: Whole): string => JSON.stringify(forVendor(all))

describe('what of a ticket is for the vendor', () => {
  it('never holds a note, something removed, or what nobody chose', () => {
    fc.assert(
      fc.property(whole, (all) => {
        const seen = shown(all)
        for (const one of [...all.ticket.comments, ...all.comments])
          if (one.isInternal || one.isRemoved) expect(seen).not.toContain(one.text)
        for (const one of all.ticket.comments)
          if (!all.shares.comments.includes(one.id)) expect(seen).not.toContain(one.text)
        for (const one of all.ticket.files) if (!all.shares.files.includes(one.id)) expect(seen).not.toContain(one.id)
        if (!all.shares.description && all.ticket.description) expect(seen).not.toContain(all.ticket.description)
      }),
    )
  })

  it('never names whoever asked', () => {
    fc.assert(
      fc.property(whole, (all) => {
        const seen = shown(all)
        for (const one of [...all.ticket.comments, ...all.comments])
          if (one.side === 'asker') expect(seen).not.toContain(one.by)
      }),
    )
  })

  it('holds all that was chosen and may be seen, and all that was said to them and by them', () => {
    fc.assert(
      fc.property(whole, (all) => {
        const seen = forVendor(all)
        const open = ({ isInternal, isRemoved }: Said): boolean => !isInternal && !isRemoved
        const chosen = all.ticket.comments.filter((one) => open(one) && all.shares.comments.includes(one.id))
        expect(seen.before.map((one) => one.text)).toEqual(chosen.map((one) => one.text))
        expect(seen.said.map((one) => one.text)).toEqual(all.comments.filter(open).map((one) => one.text))
        expect(seen.files).toHaveLength(
          all.files.length + all.ticket.files.filter((one) => all.shares.files.includes(one.id)).length,
        )
      }),
    )
  })

  it('shows nothing of the ticket unless somebody chose it', () => {
    fc.assert(
      fc.property(whole, (all) => {
        const seen = forVendor({ ...all, shares: sharesNothing, files: [] })
        expect({ ...seen, said: [] }).toEqual({
          ...{ number: all.number, subject: all.subject, told: all.told, description: null },
          ...{ before: [], said: [], files: [] },
        })
      }),
    )
  })
})

describe('a text for somebody outside', () => {
  it.for([
    ['Ask @[Ada Kern](person:1f0c) first.', 'Ask … first.'],
    ['See @[TKT-000001 Payroll leak](ticket:1f0c).', 'See ….'],
    ['![Screen](/api/v1/files/1f0c/preview) shows it', 'Screen shows it'],
    ['Read [the rules](https://example.com/rules)', 'Read [the rules](https://example.com/rules)'],
    ['Costs 3\\.50 \\*each\\*', 'Costs 3.50 *each*'],
  ])('%s reads as %s', ([written, read]) => {
    expect(plainFor(String(written))).toBe(read)
  })
})

describe('the choice itself', () => {
  it('is refused where it isn’t one, with what is wrong', () => {
    expect(problemOfShares(sharesNothing)).toBeNull()
    expect(problemOfShares({ ...sharesNothing, notes: true })).toBe('knows nothing of notes.')
    expect(problemOfShares({ ...sharesNothing, files: ['all'] })).toBe('has to name files by their ids.')
    expect(problemOfShares({ comments: [], files: [] })).toBe('has to say whether they see the description.')
    expect(problemOfShares([])).toBe('is no choice of what they see.')
  })

  it('is said in a sentence', () => {
    expect(sharesWords(sharesNothing)).toBe('only what they are told')
    expect(sharesWords({ description: true, comments: ['a'], files: ['b', 'c'] })).toBe(
      'what they are told, the description, one message and 2 files',
    )
  })
})
