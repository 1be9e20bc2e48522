import { beforeAll, describe, expect, it } from 'vitest'
import { testApplication } from '../../../test/kit/application.ts'
import { testClock } from '../../../test/kit/clock.ts'
import { boughtLines, type Lines } from '../../../test/kit/external/bought-lines.ts'
import { createWorld } from '../../../test/kit/record/world.ts'
import { relate } from '../../kernel/traits/relations.server.ts'
import { measuredFacts } from '../../external/vendors/index.ts'
import { type EngagementFacts, figureOf } from './facts.ts'
import { factsOf } from './facts.server.ts'

const clock = testClock('2026-10-01T08:00:00.000Z')
const { kernel } = await testApplication({ clock })
let lines: Lines

const facts = async (period: string): Promise<EngagementFacts> => {
  const found = (await factsOf(kernel, { engagements: [lines.engagement.id], period })).get(lines.engagement.id)
  if (!found) throw new Error('Its facts are not there.')
  return found
}
const figures = async (period: string) => {
  const found = await facts(period)
  return Object.fromEntries(measuredFacts.map((fact) => [fact, figureOf(fact, found)]))
}

beforeAll(async () => {
  lines = await boughtLines(kernel, clock)
})

describe('the facts of an engagement in a month', () => {
  it('are those that its rows say, counted by hand', async () => {
    clock.set('2026-11-05T08:00:00.000Z')
    expect(await figures('2026-10')).toEqual({
      // Kept: one within an hour and a half. Late: four and a half hours of two promised, and one that went on into November.
      tickets_in_time: { value: '33.333333', says: '1 of 3 tickets in time; 2 late, the worst by 2 h 30 min.' },
      // Two and a half hours, and the one of the other that lies in October.
      breach_minutes: { value: '210', says: '3 h 30 min beyond what was promised, on 2 tickets.' },
      tickets: { value: '3', says: '3 tickets in hand, 1 of them still at its end.' },
      // The middle of an hour and a half and four and a half.
      hours_in_hand: {
        value: '3',
        says: 'They had half of 2 tickets that they were done with for 3 h or less.',
      },
      // Of 44,640 minutes 60 are excluded and taken out: (44,580 − 100) ÷ 44,580.
      availability: { value: '99.775684', says: 'Lines: 99.7757 %, 99.9 % promised; 1 outage counts.' },
      // 12,000 by contract and 10,000 expected, both by the day.
      cost: { value: '120', says: '1 contract against what its engagement expects for these days.' },
    })
  })

  it('count what goes on beyond the month in the next, and decide no ticket twice', async () => {
    expect(await figures('2026-11')).toMatchObject({
      tickets_in_time: { value: null, says: 'No ticket with a promise of theirs was decided.' },
      breach_minutes: { value: '60', says: '1 h beyond what was promised, on 1 ticket, of which 1 was late before.' },
      tickets: { value: '1' },
      // From Friday afternoon until Monday morning.
      hours_in_hand: { value: '67' },
      availability: { value: '100.000000', says: 'Lines: 100.0000 % so far, 99.9 % promised; no outage counts.' },
    })
  })

  it('add up: a quarter is late for as long as its months together', async () => {
    const quarter = await figures('2026-Q4')
    expect(quarter).toMatchObject({ breach_minutes: { value: '270' }, tickets: { value: '3' } })
    expect(quarter['tickets_in_time']?.value).toBe('33.333333')
  })

  it('are not known before anything was in hand, promised or agreed', async () => {
    expect(Object.values(await figures('2025-03')).map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('count what is in hand by the engagement itself, where no contract was named', async () => {
    clock.set('2026-10-13T08:00:00.000Z')
    const { desk } = lines
    const loose = await createWorld(kernel).another('engagement', { name: 'Help now and then' })
    const ticket = await desk.report({ title: 'The plotter hums' })
    await relate(kernel, desk.records.who, {
      ...{ id: ticket.id, relation: { link: 'ticket_engages_engagement', direction: 'forward', other: loose.id } },
    })
    clock.set('2026-11-05T08:00:00.000Z')
    const found = (await factsOf(kernel, { engagements: [loose.id], period: '2026-10' })).get(loose.id)
    expect(found?.tickets).toMatchObject({ handled: [ticket.id], open: [ticket.id] })
  })

  it('name the rows that they rest on, and what was claimed', async () => {
    const { tickets, availability, credits, isOver } = await facts('2026-10')
    const [inTime, late, long] = lines.tickets.map(({ id }) => id)
    expect(tickets).toMatchObject({ inTime: [inTime], late: [{ ticket: late }, { ticket: long }], open: [long] })
    expect(availability[0]).toMatchObject({ counting: [lines.outages[0]?.id], others: [lines.outages[1]?.id] })
    expect(credits).toEqual([
      {
        ...{ claim: lines.claim.id, state: 'draft', received: null },
        claimed: { minor: 10_000, currency: 'EUR' },
      },
    ])
    expect(isOver).toBe(true)
  })
})
