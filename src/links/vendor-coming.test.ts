import { describe, expect, it } from 'vitest'
import { comingOfClaim, comingOfContract, comingOfExit, comingOfObligation, type RowRead } from './vendor-coming.ts'

const row = (state: string, more: Readonly<Record<string, unknown>>): RowRead => ({
  ...{ id: '1', title: 'Lines', state },
  ...more,
})
const days = { decideBy: '2026-12-01', sendBy: '2027-01-01', termEnd: '2027-03-31' }
const said = (coming: readonly { what: string; day: string | null }[]) =>
  coming.map(({ what, day }) => `${what} ${day}`)

describe('what comes up with a contract', () => {
  it('is the decision and the notice, of one that renews by itself', () =>
    expect(said(comingOfContract(row('in_force', { ...days, outlook: 'renews', decision: null })))).toEqual([
      'To be decided whether it goes on 2026-12-01',
      'Notice to be sent 2027-01-01',
    ]))

  it('is nothing once it is decided that it goes on, and the notice once it is decided that it doesn’t', () => {
    expect(comingOfContract(row('in_force', { ...days, outlook: 'renews', decision: 'renew' }))).toEqual([])
    expect(said(comingOfContract(row('in_force', { ...days, outlook: 'renews', decision: 'exit' })))).toEqual([
      'Notice to be sent 2027-01-01',
    ])
  })

  it('is its end where nothing makes it go on; an option that is taken has to be said, too', () => {
    expect(said(comingOfContract(row('in_force', { ...days, outlook: 'lapses', decision: 'renew' })))).toEqual([
      'Notice to be sent 2027-01-01',
      'Contract ends 2027-03-31',
    ])
    const ending = { ...days, decideBy: null, sendBy: null, outlook: 'leaving', decision: null }
    expect(comingOfContract(row('in_force', ending)).filter(({ day }) => day !== null)).toMatchObject([
      { what: 'Contract ends', day: '2027-03-31' },
    ])
  })
})

it('says whose an obligation is', () =>
  expect(
    ['ours', 'theirs'].flatMap((side) => said(comingOfObligation(row('active', { side, nextDueOn: '2026-12-24' })))),
  ).toEqual(['We owe it 2026-12-24', 'They owe it 2026-12-24']))

it('says until when a claim can be sent, and for how long one has waited', () => {
  const claim = { claimBy: '2026-12-10', sentOn: '2026-10-01' }
  expect(
    ['draft', 'sent', 'disputed', 'accepted', 'received'].map((state) => said(comingOfClaim(row(state, claim)))),
  ).toEqual([
    ['Claim to be sent, or it lapses, 2026-12-10'],
    ['Claim sent, not answered 2026-10-01'],
    ['Claim sent, and disputed, 2026-10-01'],
    ['Claim sent and accepted, not received 2026-10-01'],
    [],
  ])
})

it('says whether a way out was ever tried out', () =>
  expect(
    [null, '2026-01-10'].map((exercisedOn) =>
      said([comingOfExit(row('agreed', { exercisedOn, exerciseDueOn: '2027-01-10' }))]),
    ),
  ).toEqual([['To be tried out for the first time 2027-01-10'], ['To be tried out again 2027-01-10']]))
