import { describe, expect, it } from 'vitest'
import { type StepAction, stepKey } from './step-action.ts'
import { problemOfSteps } from './step-problems.ts'
import { raised, sayRule, sayStep } from './step-words.ts'

const step = (more: object) => ({ metric: 'resolution', after: { percent: 75 }, actions: [{ do: 'raise' }], ...more })
const doing = (...actions: readonly object[]) => step({ actions })

describe('escalation steps', () => {
  it('tell people, raise the priority, and do what rules do', () => {
    const actions = [
      { do: 'tell', whom: ['assignee', 'team', 'lead', 'owner', 'watchers'] },
      { do: 'raise' },
      { do: 'set', values: { urgency: 'high', isMajor: true } },
      { do: 'assign', field: 'team', to: null },
      { do: 'comment', text: 'Late', isInternal: true },
      { do: 'task', title: 'Call {number} back', dueIn: 1 },
      { do: 'call', webhook: '01930000-0000-7000-8000-000000000001' },
    ]
    expect(problemOfSteps([step({ actions }), step({ after: { minutes: -30 } })])).toBeNull()
  })

  it.each([
    [{}, 'must be a list.'],
    [[step({ metric: 'mood' })], "Step 1: 'metric' must be one of response, resolution, next_reply, update."],
    [[step({ after: { percent: 0 } })], 'a share of the time promised from 1 to 500'],
    [[step({ after: { percent: 50, minutes: 1 } })], "Step 1: 'after' must be"],
    [[step({ actions: [] })], 'Step 1: say what it does.'],
    [[step({}), step({ after: { percent: 50 }, actions: [] })], 'can’t be kept. Step 2: say what it does.'],
    [[doing({ do: 'tell', whom: ['everyone'] })], 'Step 1: action 1: say whom to tell: some of assignee'],
    [[doing({ do: 'approval', template: 'x' })], "'do' must be one of tell, raise, set"],
    [[doing({ do: 'raise' }, { do: 'comment', text: ' ' })], 'Step 1: action 2: write what the comment says.'],
    [[doing({ do: 'comment', text: 'x', loudly: true })], "action 1: 'loudly' means nothing to 'comment'."],
    [[doing({ do: 'set', values: {} })], 'action 1: choose a field to set.'],
    [[doing({ do: 'set', values: { mood: 'bad' } })], "action 1: a ticket has no field 'mood' that can be set."],
    [[doing({ do: 'set', values: { dueAt: null } })], "a ticket has no field 'dueAt' that can be set."],
    [[doing({ do: 'set', values: { urgency: 'sky' } })], 'action 1: Urgency must be one of: high, medium, low.'],
    [[doing({ do: 'assign', field: 'requester', to: null })], "action 1: 'field' must be team or assignee."],
    [[doing({ do: 'assign', field: 'team', to: 'them' })], 'action 1: choose who gets it, or nobody.'],
    [[doing({ do: 'task', title: '' })], 'action 1: write what is to be done.'],
    [[doing({ do: 'task', title: 'x', dueIn: -1 })], "action 1: 'dueIn' is missing, or isn't what 'task' takes."],
    [[doing({ do: 'call', webhook: '' })], 'action 1: choose a webhook.'],
    [[step({}), step({ actions: [{ do: 'comment', text: 'x' }] })], 'Step 2: step 1 is for this moment already.'],
    [Array.from({ length: 21 }, (_, index) => step({ after: { minutes: index } })), 'there are at most 20.'],
  ])('are refused with what is wrong, and where: %#', (steps, says) => {
    expect(problemOfSteps(steps)).toContain(says)
  })

  it('say what runs out, and are known by their moment', () => {
    const said = [{ percent: 75 }, { percent: 100 }, { minutes: 0 }, { minutes: -30 }, { minutes: 120 }].map((after) =>
      sayStep({ metric: 'resolution', after }, 'TKT-000012'),
    )
    expect(said).toEqual([
      'TKT-000012: 75 % of the time for its resolution is used',
      'TKT-000012: its resolution is overdue',
      'TKT-000012: its resolution is due now',
      'TKT-000012: its resolution is due in 30 min of open time',
      'TKT-000012: its resolution is 2 h of open time overdue',
    ])
    expect(stepKey({ metric: 'response', after: { minutes: -30 } })).toBe('response -30 min')
  })

  it('are read as sentences', () => {
    expect(
      sayRule({
        ...{ metric: 'resolution', after: { percent: 75 } },
        actions: [{ do: 'tell', whom: ['assignee', 'team', 'lead'] }, { do: 'raise' }],
      }),
    ).toBe(
      'At 75 % of the time for the resolution: tell whoever has it, the team and the team’s lead and make it more urgent by one.',
    )
    expect(
      sayRule({
        ...{ metric: 'update', after: { minutes: -90 } },
        actions: [{ do: 'comment', text: 'Say something', isInternal: true }],
      }),
    ).toBe('90 min of open time before the update is due: note “Say something”.')
  })

  it('say by name what they set and to whom they give it', () => {
    const said = (...actions: readonly StepAction[]) =>
      sayRule({ metric: 'response', after: { minutes: 0 }, actions }).replace('When the first response is due: ', '')
    expect(said({ do: 'set', values: { urgency: 'high', isMajor: true, service: null } })).toBe(
      'set the urgency to high, the major incident to yes and the service to nothing.',
    )
    expect(said({ do: 'assign', field: 'team', to: 'x' })).toBe('give it another assignment group.')
    expect(said({ do: 'assign', field: 'assignee', to: null })).toBe('take its assignee away.')
    expect(said({ do: 'task', title: 'Call back', dueIn: 2 }, { do: 'call', webhook: 'x' })).toBe(
      'add the task “Call back”, due in 2 days and call a webhook.',
    )
  })

  it('raise the urgency first, then the impact, and nothing above', () => {
    expect(raised({ impact: 'low', urgency: 'medium' })).toEqual({ urgency: 'high' })
    expect(raised({ impact: 'low', urgency: 'high' })).toEqual({ impact: 'medium' })
    expect(raised({ impact: 'high', urgency: 'high' })).toBeNull()
  })
})
