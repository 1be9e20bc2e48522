import { describe, expect, it } from 'vitest'
import { boxHeight, mostInColumn, pictureOf, wayTo } from './columns.ts'
import type { HangingNode, WhatHangs } from './wire.ts'

const node = (type: HangingNode['type'], id: string, steps: number, over: string): HangingNode => ({
  ...{ type, id, steps, over, title: id, number: null, because: '', criticality: null, state: null, owner: null },
  ...{ tickets: 0, priority: null },
})
const hanging = (nodes: readonly HangingNode[], tickets = 0): WhatHangs => ({
  ...{ start: { type: 'vendor', id: 'v', title: 'Nordlys' }, nodes, costs: [], stopped: null },
  ties: nodes.map(({ id, over }) => ({ on: over, hangs: id, why: 'depends' as const })),
  counts: {
    engagements: 1,
    services: 0,
    vital: 0,
    direct: 0,
    teams: 0,
    units: 0,
    tickets,
    inHand: 0,
  },
})
const chain = [
  node('engagement', 'e', 1, 'v'),
  node('service', 'db', 2, 'e'),
  node('service', 'pay', 3, 'db'),
  node('team', 'crew', 3, 'db'),
  node('ticket', 't', 4, 'pay'),
]

describe('the picture of what hangs there', () => {
  it('has a column for each step, and tickets by name with the others as one box', () => {
    const { heads, boxes, lines } = pictureOf(hanging(chain, 7))
    expect(heads.map(({ title }) => title)).toEqual([
      ...['If it fails', 'What we buy', 'Rests on it directly', 'By way of those', 'Touched by it'],
    ])
    expect(boxes.find(({ is }) => is === 'tickets')).toMatchObject({ count: 7 })
    expect(lines).toContainEqual({ from: 'pay', to: 't', isShortest: true, isTouch: true })
    const known = new Set(boxes.map(({ id }) => id))
    expect(lines.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true)
  })

  it('names the five most urgent tickets where there is room, counts the others, and joins each with its service', () => {
    const priorities = ['low', 'high', null, 'critical', 'moderate', 'low', 'high']
    const tickets = priorities.map((priority, n) => ({ ...node('ticket', `t${n}`, 4, 'pay'), priority }))
    const services = chain.slice(0, 4).map((one) => ({ ...one, tickets: one.id === 'pay' ? 12 : 0 }))
    const given = hanging([...services, ...tickets], 12)
    const about = given.ties.map((tie) => (tie.hangs.startsWith('t') ? { ...tie, why: 'about' as const } : tie))
    const { boxes, lines } = pictureOf({ ...given, ties: about })
    const drawn = boxes.flatMap((box) => (box.is === 'node' && box.node.type === 'ticket' ? [box.id] : []))
    expect(drawn).toEqual(['t3', 't1', 't6', 't4', 't0'])
    expect(boxes.find(({ is }) => is === 'tickets')).toMatchObject({ count: 7 })
    const fromPay = lines.filter(({ from }) => from === 'pay').map(({ to }) => to)
    expect(fromPay.toSorted()).toEqual(['t0', 't1', 't3', 't4', 't6', 'tickets'])
    const crowd = Array.from({ length: 12 }, (_, n) => node('team', `crew${n}`, 3, 'db'))
    const tight = pictureOf({ ...hanging([...services, ...crowd, ...tickets], 12), ties: about }).boxes
    expect(tight.filter((box) => box.is === 'node' && box.node.type === 'ticket').map(({ id }) => id)).toEqual([
      't3',
      't1',
    ])
    expect(tight.filter(({ x }) => x === tight.at(-1)?.x)).toHaveLength(mostInColumn)
  })

  it('says nothing of other tickets where each has a box', () => {
    const one = { ...node('ticket', 't', 4, 'pay') }
    const ties = [{ on: 'pay', hangs: 't', why: 'about' as const }]
    expect(
      pictureOf({ ...hanging([...chain.slice(0, 4), one], 1), ties }).boxes.some(({ is }) => is === 'tickets'),
    ).toBe(false)
  })

  it('puts what a column has no room for into one box, with its lines, and loses nothing', () => {
    const many = Array.from({ length: 30 }, (_, n) => node('service', `s${n}`, 2, 'e'))
    const { boxes, lines, height } = pictureOf(hanging([...chain, ...many]))
    const more = boxes.find(({ is }) => is === 'more')
    const inColumn = boxes.filter(({ x }) => x === more?.x)
    expect(inColumn).toHaveLength(mostInColumn)
    expect(more).toMatchObject({ count: 31 - (mostInColumn - 1) })
    expect(lines.filter(({ to }) => to === more?.id)).toHaveLength(1)
    expect(Math.max(...boxes.map(({ y }) => y)) + boxHeight).toBe(height)
    expect(new Set(boxes.map(({ x, y }) => `${x} ${y}`)).size).toBe(boxes.length)
  })

  it('puts all that is further than three steps away into one column', () => {
    const far = Array.from({ length: 6 }, (_, n) => node('service', `s${n}`, n + 4, n === 0 ? 'pay' : `s${n - 1}`))
    const { heads, boxes } = pictureOf(hanging([...chain, ...far]))
    expect(heads.map(({ title }) => title).slice(-3)).toEqual(['Two steps away', 'Further away', 'Touched by it'])
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(7)
  })

  it('shows the way to a box', () => {
    expect([...wayTo(hanging(chain), 'pay')]).toEqual(['pay', 'db', 'e', 'v'])
  })
})
