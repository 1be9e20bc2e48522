import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answering, type Override, type Rota, turnAt, turnsOf } from './rota.ts'

const weekly: Rota = {
  people: ['ada', 'ben', 'cleo'],
  turns: 'week',
  startsOn: '2026-03-02',
  handOverAt: '09:00',
  timeZone: 'Europe/Berlin',
}
const daily: Rota = { ...weekly, turns: 'day' }
const at = (text: string): Date => new Date(text)
const hourMs = 3_600_000
const said = (rota: Rota, overrides: readonly Override[], from: string, until: string): readonly string[] =>
  turnsOf(rota, overrides, at(from), at(until)).map(
    (turn) => `${turn.person} ${turn.from.toISOString().slice(0, 16)} ${turn.until.toISOString().slice(0, 16)}`,
  )

describe('a rota', () => {
  it('goes round by the week, and changes at the hour of its time zone on the weekday that it began on', () =>
    expect(said(weekly, [], '2026-03-02T08:00Z', '2026-03-25T00:00Z')).toEqual([
      'ada 2026-03-02T08:00 2026-03-09T08:00',
      'ben 2026-03-09T08:00 2026-03-16T08:00',
      'cleo 2026-03-16T08:00 2026-03-23T08:00',
      'ada 2026-03-23T08:00 2026-03-30T07:00',
    ]))

  it('hands over at nine by the clocks on the wall, also on the day after they were put forward', () =>
    expect(said(daily, [], '2026-03-28T08:00Z', '2026-03-30T07:00Z')).toEqual([
      'cleo 2026-03-28T08:00 2026-03-29T07:00',
      'ada 2026-03-29T07:00 2026-03-30T07:00',
    ]))

  it('hands over once where clocks are put forward over the hour, or back', () => {
    const night: Rota = { ...daily, handOverAt: '02:30' }
    expect(said(night, [], '2026-03-28T01:30Z', '2026-03-30T00:30Z')).toEqual([
      'cleo 2026-03-28T01:30 2026-03-29T01:30',
      'ada 2026-03-29T01:30 2026-03-30T00:30',
    ])
    expect(turnsOf(night, [], at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toHaveLength(2)
  })

  it('has no turn for a day that a time zone left out', () => {
    const samoa: Rota = { ...daily, startsOn: '2011-12-28', timeZone: 'Pacific/Apia' }
    const turns = turnsOf(samoa, [], at('2011-12-28T19:00Z'), at('2012-01-02T00:00Z'))
    for (const [place, turn] of turns.entries()) {
      expect(turn.until.getTime()).toBeGreaterThan(turn.from.getTime())
      if (place > 0) expect(turn.from).toEqual(turns[place - 1]?.until)
    }
  })

  it('says nobody before it begins, and where nobody is in it', () => {
    expect(turnAt(weekly, [], at('2026-03-02T07:59Z'))).toBeNull()
    expect(turnAt(weekly, [], at('2026-03-02T08:00Z'))?.person).toBe('ada')
    expect(turnAt({ ...weekly, people: [] }, [], at('2026-04-01T00:00Z'))).toBeNull()
  })

  it('lets a swap count for its time, and says for whom', () => {
    const swap = { person: 'cleo', from: at('2026-03-04T08:00Z'), until: at('2026-03-06T08:00Z') }
    expect(said(weekly, [swap], '2026-03-02T08:00Z', '2026-03-09T08:00Z')).toEqual([
      'ada 2026-03-02T08:00 2026-03-04T08:00',
      'cleo 2026-03-04T08:00 2026-03-06T08:00',
      'ada 2026-03-06T08:00 2026-03-09T08:00',
    ])
    expect(turnAt(weekly, [swap], at('2026-03-05T00:00Z'))).toMatchObject({ person: 'cleo', insteadOf: 'ada' })
  })

  it('lets the later one of two that overlap count, and a holiday reach over several turns', () => {
    const holiday = { person: 'dora', from: at('2026-03-05T08:00Z'), until: at('2026-03-12T08:00Z') }
    const swap = { person: 'ben', from: at('2026-03-06T08:00Z'), until: at('2026-03-07T08:00Z') }
    expect(turnAt(weekly, [holiday, swap], at('2026-03-06T12:00Z'))?.person).toBe('ben')
    expect(turnAt(weekly, [swap, holiday], at('2026-03-06T12:00Z'))?.person).toBe('dora')
    expect(turnAt(weekly, [holiday], at('2026-03-11T12:00Z'))).toMatchObject({ person: 'dora', insteadOf: 'ben' })
  })

  it('is answered by the next who is here, where whoever has the turn is not', () => {
    expect(answering(weekly, { person: 'ada' }, () => true)).toBe('ada')
    expect(answering(weekly, { person: 'cleo' }, (person) => person !== 'cleo')).toBe('ada')
    expect(answering(weekly, { person: 'dora' }, (person) => person === 'ben')).toBe('ben')
    expect(answering(weekly, { person: 'ada' }, () => false)).toBeNull()
  })
})

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
const aRota: fc.Arbitrary<Rota> = fc.record({
  people: fc.uniqueArray(fc.constantFrom('ada', 'ben', 'cleo', 'dora', 'emil'), { minLength: 1 }),
  turns: fc.constantFrom('day', 'week'),
  startsOn: fc
    .integer({ min: 0, max: 6000 })
    .map((day) => new Date(day * 86_400_000 + 1.2e12).toISOString().slice(0, 10)),
  handOverAt: fc.constantFrom('00:00', '02:00', '02:30', '03:00', '09:00', '17:45', '23:59'),
  timeZone: fc.constantFrom(...zones),
})
const beginning = (rota: Rota): number => Date.parse(rota.startsOn) + 2 * 86_400_000
const someOverrides = fc.array(
  fc.record({
    person: fc.constantFrom('ada', 'ben', 'zoe'),
    begins: fc.integer({ min: 0, max: 9000 }),
    hours: fc.integer({ min: 1, max: 400 }),
  }),
  { maxLength: 6 },
)

describe('of any rota', () => {
  const asked = fc.record({ rota: aRota, later: fc.integer({ min: 0, max: 9000 }), given: someOverrides })
  const overridesOf = (rota: Rota, given: readonly { person: string; begins: number; hours: number }[]) =>
    given.map(({ person, begins, hours }) => {
      const from = beginning(rota) + begins * hourMs
      return { person, from: new Date(from), until: new Date(from + hours * hourMs) }
    })

  it('there is no gap and nobody twice: each turn begins when the one before ends', () =>
    fc.assert(
      fc.property(asked, ({ rota, later, given }) => {
        const from = new Date(beginning(rota) + later * hourMs)
        const until = new Date(from.getTime() + 60 * 24 * hourMs)
        const turns = turnsOf(rota, overridesOf(rota, given), from, until)
        expect((turns[0]?.from ?? until) <= from).toBe(true)
        expect((turns.at(-1)?.until ?? from) >= until).toBe(true)
        for (const [place, turn] of turns.entries()) {
          expect(turn.from < turn.until).toBe(true)
          if (place > 0) expect(turn.from).toEqual(turns[place - 1]?.until)
        }
      }),
      { numRuns: 60 },
    ))

  it('exactly one is on call at any instant, and the same one however far one looks', () =>
    fc.assert(
      fc.property(asked, ({ rota, later, given }) => {
        const overrides = overridesOf(rota, given)
        const now = new Date(beginning(rota) + later * hourMs)
        const week = turnsOf(
          rota,
          overrides,
          new Date(now.getTime() - 90 * hourMs),
          new Date(now.getTime() + 90 * hourMs),
        )
        const then = week.filter((turn) => turn.from <= now && now < turn.until)
        expect(then).toHaveLength(1)
        expect(turnAt(rota, overrides, now)?.person).toBe(then[0]?.person)
      }),
      { numRuns: 60 },
    ))

  it('everybody has as many turns as everybody else, give or take one', () =>
    fc.assert(
      fc.property(aRota, (rota) => {
        // Which left a day out, and with it somebody's turn.
        fc.pre(rota.timeZone !== 'Pacific/Apia')
        const from = beginning(rota)
        const days = rota.turns === 'week' ? 7 : 1
        const turns = turnsOf(rota, [], new Date(from), new Date(from + rota.people.length * days * 86_400_000))
        expect(new Set(turns.map(({ person }) => person)).size).toBe(rota.people.length)
      }),
      { numRuns: 60 },
    ))
})
