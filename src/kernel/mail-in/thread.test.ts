import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Known, threadOf } from './thread.ts'

const nothing: Known = { ids: new Map(), addressed: null, marked: null, numbered: null }
const mail = (more: object = {}) => ({ messageId: 'new@a', inReplyTo: [], references: [], ...more })
const knowing = (ids: Readonly<Record<string, readonly [string, 'ours' | 'theirs' | 'named']>>): Known => ({
  ...nothing,
  ids: new Map(Object.entries(ids).map(([id, [recordId, kind]]) => [id, { recordId, kind }])),
})

describe('the thread of a mail', () => {
  it('is a new one where nothing is known', () => {
    expect(threadOf(mail({ inReplyTo: ['x'], references: ['y'] }), nothing)).toMatchObject({ recordId: null, by: null })
  })

  it('is that of the mail that it answers, before any that it only refers to', () => {
    const known = knowing({ a: ['one', 'ours'], b: ['two', 'ours'] })
    expect(threadOf(mail({ inReplyTo: ['a'], references: ['a', 'b'] }), known)).toMatchObject({
      recordId: 'one',
      by: 'reply',
    })
    expect(threadOf(mail({ inReplyTo: ['z'], references: ['a', 'b'] }), known)).toMatchObject({ recordId: 'two' })
  })

  // GLPI #16903, #17705, #8457: an answer to a colleague's mail, or to one's own, opened another ticket.
  it('is known by mails that we never sent: an answer to the requester’s own mail, or to a colleague’s', () => {
    const known = knowing({ own: ['one', 'theirs'], unseen: ['one', 'named'] })
    expect(threadOf(mail({ inReplyTo: ['own'] }), known)).toMatchObject({ recordId: 'one', by: 'reply' })
    expect(threadOf(mail({ references: ['unseen'] }), known)).toMatchObject({ recordId: 'one', by: 'reference' })
  })

  it('is known where the answer was faster than the mail', () => {
    expect(threadOf(mail({ messageId: 'first' }), knowing({ first: ['one', 'named'] }))).toMatchObject({
      recordId: 'one',
      by: 'named',
    })
  })

  it('is a new one for another mail under a Message-ID that some program gives to all of its mails', () => {
    expect(threadOf(mail({ messageId: 'backup' }), knowing({ backup: ['one', 'theirs'] })).recordId).toBe(null)
  })

  it('is that of a signed address, then of a signed mark, then of a number', () => {
    const numbered = { recordId: 'three', number: 'INC-0003', isParticipant: true }
    expect(threadOf(mail(), { ...nothing, addressed: 'one', marked: 'two', numbered })).toMatchObject({
      recordId: 'one',
      by: 'address',
    })
    expect(threadOf(mail(), { ...nothing, marked: 'two', numbered })).toMatchObject({ recordId: 'two', by: 'mark' })
    expect(threadOf(mail(), { ...nothing, numbered })).toMatchObject({ recordId: 'three', by: 'number' })
  })

  it('isn’t that of a number where the sender may be forged; what was signed, or is answered, still counts', () => {
    const numbered = { recordId: 'three', number: 'INC-0003', isParticipant: true }
    const thread = threadOf(mail(), { ...nothing, numbered, isDisowned: true })
    expect(thread.recordId).toBe(null)
    expect(thread.says).toContain('its sender may be forged')
    expect(threadOf(mail(), { ...nothing, marked: 'two', numbered, isDisowned: true }).recordId).toBe('two')
  })

  it('isn’t that of a number which a stranger writes', () => {
    const numbered = { recordId: 'three', number: 'INC-0003', isParticipant: false }
    const thread = threadOf(mail(), { ...nothing, numbered })
    expect(thread.recordId).toBe(null)
    expect(thread.says).toContain('INC-0003')
  })

  it('always says why, and is never one that isn’t known', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const record = fc.option(fc.constantFrom('one', 'two', 'three'))
    const kinds = fc.constantFrom('ours' as const, 'theirs' as const, 'named' as const)
    fc.assert(
      fc.property(
        fc.array(id),
        fc.array(id),
        fc.array(fc.tuple(id, fc.constantFrom('one', 'two'), kinds)),
        record,
        record,
        (inReplyTo, references, ids, addressed, marked) => {
          const known = { ...knowing(Object.fromEntries(ids.map(([key, ...rest]) => [key, rest]))), addressed, marked }
          const thread = threadOf(mail({ inReplyTo, references }), known)
          expect(thread.says.length).toBeGreaterThan(10)
          const possible = [...known.ids.values()].map(({ recordId }) => recordId)
          expect([...possible, addressed, marked, null]).toContain(thread.recordId)
          if (inReplyTo.some((one) => known.ids.has(one))) expect(thread.by).toBe('reply')
        },
      ),
    )
  })
})
