import { describe, expect, it } from 'vitest'
import { problemOfSteps, stepKey } from './step-action.ts'
import { raised, sayRule, sayStep } from './step-words.ts'

const step = (more: object) => ({ metric: 'resolution', after: { percent: 75 }, actions: [{ do: 'raise' }], ...more })

describe('escalation steps', () => {
  it('tell people, raise the priority, and do what rules do', () => {
    const actions = [
      { do: 'tell', whom: ['assignee', 'team', 'lead', 'owner', 'watchers'] },
      { do: 'raise' },
      { do: 'comment', text: 'Late', isInternal: true },
      { do: 'assign', field: 'team', to: null },
    ]
    expect(problemOfSteps([step({ actions }), step({ after: { minutes: -30 } })])).toBeNull()
  })

  it.each([
    [{}, 'Steps are a list.'],
    [[step({ metric: 'mood' })], "Step 1: 'metric' must be one of response, resolution, next_reply, update."],
    [[step({ after: { percent: 0 } })], 'a share of the time promised from 1 to 500'],
    [[step({ after: { percent: 50, minutes: 1 } })], "Step 1: 'after' must be"],
    [[step({ actions: [] })], 'Step 1: needs something to do.'],
    [[step({ actions: [{ do: 'tell', whom: ['everyone'] }] })], "'whom' of 'tell' must name some of assignee"],
    [[step({ actions: [{ do: 'approval', template: 'x' }] })], "'do' must be one of tell, raise, set"],
    [[step({ actions: [{ do: 'comment' }] })], "'text' is missing"],
    [[step({}), step({ actions: [{ do: 'comment', text: 'x' }] })], 'Step 2: there is one for this moment already.'],
    [Array.from({ length: 21 }, (_, index) => step({ after: { minutes: index } })), 'There are at most 20 steps.'],
  ])('are refused with what is wrong: %#', (steps, says) => {
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

  it('raise the urgency first, then the impact, and nothing above', () => {
    expect(raised({ impact: 'low', urgency: 'medium' })).toEqual({ urgency: 'high' })
    expect(raised({ impact: 'low', urgency: 'high' })).toEqual({ impact: 'medium' })
    expect(raised({ impact: 'high', urgency: 'high' })).toBeNull()
  })
})
