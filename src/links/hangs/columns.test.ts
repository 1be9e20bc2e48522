import { describe, expect, it } from 'vitest'
import { boxHeight, mostInColumn, pictureOf, wayTo } from './columns.ts'
import type { HangingNode, WhatHangs } from './wire.ts'

const node = (type: HangingNode['type'], id: string, steps: number, over: string): HangingNode => ({
  ...{ type, id, steps, over, title: id, number: null, because: '', criticality: null, state: null, owner: null },
  ...{ tickets: 0, priority: null },
})
const hanging = (nodes: readonly HangingNode[], tickets = 0): WhatHangs => ({
  ...{ start: { type: 'vendor', id: 'v', title: 'Nordlys' }, nodes, costs: [], isPartial: false },
  ties: nodes.map(({ id, over }) => ({ on: over, hangs: id, why: 'depends' as const })),
  counts: { engagements: 1, services: 0, vital: 0, direct: 0, teams: 0, units: 0, tickets, inHand: 0 },
})
const chain = [
  node('engagement', 'e', 1, 'v'),
  node('service', 'db', 2, 'e'),
  node('service', 'pay', 3, 'db'),
  node('team', 'crew', 3, 'db'),
  node('ticket', 't', 4, 'pay'),
]

describe('the picture of what hangs there', () => {
  it('has a column for each step, and tickets as one box', () => {
    const { heads, boxes, lines } = pictureOf(hanging(chain, 7))
    expect(heads.map(({ title }) => title)).toEqual([
      ...['If it fails', 'What we buy', 'Rests on it directly', 'By way of those', 'Touched by it'],
    ])
    expect(boxes.find(({ is }) => is === 'tickets')).toMatchObject({ count: 7 })
    expect(lines).toContainEqual({ from: 'pay', to: 'tickets', isShortest: false, isTouch: true })
    const known = new Set(boxes.map(({ id }) => id))
    expect(lines.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true)
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
