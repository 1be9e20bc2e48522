import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, progressOf } from './progress.ts'

const usual: Facts = {
  state: 'new',
  team: 'Workplace',
  assignee: null,
  approval: null,
  refusal: null,
  tasks: [],
  parts: [],
  pending: null,
  rating: null,
  createdAt: '2027-03-01T09:00:00.000Z',
  changedAt: '2027-03-02T09:00:00.000Z',
}
const says = (facts: Partial<Facts>) => progressOf({ ...usual, ...facts }).says
const asked = (...waitsFor: { name: string; because: string }[]) => ({
  waitsFor,
  since: usual.createdAt,
  isDone: false,
})
const task = (title: string, state: string, assignee: string | null = null) => ({ title, state, team: null, assignee })

describe('how a request stands, to whoever asked', () => {
  test.each<[Partial<Facts>, string]>([
    [
      { state: 'awaiting_approval', approval: asked({ name: 'Priya Nair', because: 'manager of requester' }) },
      'Your manager Priya Nair has to approve it',
    ],
    [
      { state: 'awaiting_approval', approval: asked({ name: 'Ben Otto', because: 'owner of service' }) },
      'Ben Otto, who owns the service, has to approve it',
    ],
    [
      { state: 'awaiting_approval', approval: asked({ name: 'A', because: '' }, { name: 'B', because: '' }) },
      'A and B have to approve it',
    ],
    [{ state: 'new' }, 'Workplace has it and will begin soon'],
    [{ state: 'new', team: null }, 'The service desk has it and will begin soon'],
    [{ state: 'in_progress', assignee: 'Sam Okoye' }, 'Sam Okoye from Workplace is working on it'],
    [
      { state: 'in_progress', tasks: [task('Order it', 'done'), task('Set the laptop up', 'open', 'Sam Okoye')] },
      'Sam Okoye from Workplace is at it: set the laptop up',
    ],
    [{ state: 'new', tasks: [task('VPN access', 'open')] }, 'Workplace is on it: VPN access'],
    [
      { state: 'new', tasks: [task('Order it', 'failed')] },
      'A step didn’t work out: order it. Workplace looks into it',
    ],
    [{ state: 'pending', pending: { name: 'A part', isForMe: false } }, 'It waits for a part'],
    [{ state: 'pending', pending: { name: 'An answer', isForMe: true } }, 'It waits for your answer'],
    [
      {
        state: 'new',
        parts: [
          { title: 'Laptop', state: 'resolved' },
          { title: 'Account', state: 'new' },
        ],
      },
      '1 of 2 parts are done',
    ],
    [{ state: 'resolved' }, 'Done: did it work?'],
    [
      { state: 'rejected', refusal: { by: 'Priya Nair', comment: 'Too dear' } },
      'Priya Nair didn’t approve it: Too dear',
    ],
  ])('%j', (facts, wanted) => expect(says(facts)).toBe(wanted))

  test('the way shows what is done, what is now and what is ahead', () => {
    const { steps } = progressOf({
      ...usual,
      approval: { ...asked(), isDone: true },
      tasks: [task('Order it', 'done'), task('Install it', 'open')],
    })
    expect(steps.map(({ label, state }) => `${label}: ${state}`)).toEqual([
      'Asked: done',
      'Approved: done',
      'Order it: done',
      'Install it: now',
      'Done: ahead',
    ])
    expect(
      progressOf({ ...usual, state: 'rejected', approval: asked(), refusal: { by: 'P', comment: '' } }).steps,
    ).toEqual([
      { label: 'Asked', state: 'done' },
      { label: 'Not approved', state: 'stopped' },
    ])
  })

  test('whatever stands, it says something, and the way begins with asking', () => {
    const states = ['new', 'awaiting_approval', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled', 'rejected']
    const tasks = fc.array(
      fc.record({
        title: fc.constant('Do it'),
        state: fc.constantFrom('waiting', 'open', 'done', 'skipped', 'failed'),
        team: fc.constant(null),
        assignee: fc.constant(null),
      }),
      { maxLength: 9 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...states), tasks, fc.boolean(), (state, some, isAsked) => {
        const {
          says: words,
          steps,
          turn,
        } = progressOf({ ...usual, state, tasks: some, approval: isAsked ? asked() : null })
        expect(words.length).toBeGreaterThan(3)
        expect(steps[0]).toEqual({ label: 'Asked', state: 'done' })
        if (turn === 'over' && state !== 'cancelled' && state !== 'rejected')
          expect(steps.at(-1)).toEqual({ label: 'Done', state: 'done' })
      }),
    )
  })
})
