import { describe, expect, it } from 'vitest'
import type { AnyRecord } from '../../../kernel/record/define.ts'
import type { Row } from '../../../kernel/web/record/row.ts'
import { Ticket } from '../tickets/ticket.record.ts'
import { deedOf, knownOf, macrosFor, wordAt } from './macro.ts'

const ticket = Ticket as unknown as AnyRecord
const macro = (values: object): Row => ({ title: 'M', ...values }) as unknown as Row
const agent = { id: 'a', title: 'Dorota' }

describe('a macro', () => {
  it('says in words what it does, and does nothing that it doesn’t say', () => {
    const given = macro({
      toMe: true,
      toTeam: { id: 't', title: 'Networks' },
      urgency: 'high',
      move: 'hold',
      pendingReason: { id: 'r', title: 'An answer' },
      resolutionCode: 'solved',
    })
    expect(deedOf(given, { ticket, agent })).toEqual({
      set: { assignee: 'a', team: 't', urgency: 'high' },
      move: 'hold',
      with: { pendingReason: 'r' },
      says: ['assign to me', 'give to Networks', 'urgency high', 'put on hold until an answer'],
    })
    expect(deedOf(macro({ move: 'resolve', resolutionCode: 'solved' }), { ticket, agent: null })).toEqual({
      set: {},
      move: 'resolve',
      with: { resolutionCode: 'solved' },
      says: ['resolve: solved for good'],
    })
  })

  it('knows whom and what it speaks of', () => {
    const row = macro({ number: 'TKT-000001', requester: { id: 'p', title: 'Pohl, Elif' }, service: null })
    expect(knownOf(row, 'Dorota Jasinska')).toMatchObject({
      'requester.firstName': 'Elif',
      'ticket.number': 'TKT-000001',
      'agent.firstName': 'Dorota',
      service: null,
    })
  })

  it('is found by the word that is being typed', () => {
    expect(['/pr', 'Hello /pr', 'and/or', 'http://x', 'Hello /pr now', '/'].map(wordAt)).toEqual([
      'pr',
      'pr',
      null,
      null,
      null,
      '',
    ])
    const all = [macro({ title: 'Ask for a print-out' }), macro({ title: 'Toner', word: 'printer' })]
    expect(macrosFor('pr', all).map(({ title }) => title)).toEqual(['Toner', 'Ask for a print-out'])
  })
})
