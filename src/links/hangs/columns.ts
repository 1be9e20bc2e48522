import type { HangingNode, WhatHangs } from './wire.ts'

export const boxWidth = 122
export const boxHeight = 52
const gapX = 20
const gapY = 8
/** Under the title of a column. */
const headY = 26
/** Boxes that one column shows; the rest is one box that says how many. */
export const mostInColumn = 10
/** Services so many steps beyond those that rest on it directly, and all further ones, share the last column of services. */
const lastStep = 3

/** Tickets that are drawn by name where there is room, and at least. */
const named = { most: 5, least: 2 }

/** A box of the picture: the start, something that hangs there, the open tickets that aren't drawn by name, or what a column has no room for. */
type Unplaced = { readonly id: string } & (
  | { readonly is: 'start' }
  | { readonly is: 'node'; readonly node: HangingNode }
  | { readonly is: 'tickets'; readonly count: number }
  | { readonly is: 'more'; readonly count: number }
)
export type Box = Unplaced & { readonly x: number; readonly y: number }
export interface Line {
  readonly from: string
  readonly to: string
  /** Part of the shortest way; else one more reason. */
  readonly isShortest: boolean
  /** Leads to whom or what it touches. */
  readonly isTouch: boolean
}
export interface Picture {
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  readonly heads: readonly { readonly title: string; readonly x: number }[]
  readonly width: number
  readonly height: number
}

const ticketsId = 'tickets'

/** What hangs there in columns: what is bought, the services by how far they are, and last who and what that touches. */
export function pictureOf({ start, nodes, ties, counts }: WhatHangs): Picture {
  const services = nodes.filter(({ type }) => type === 'service')
  const nearest = Math.min(...services.map(({ steps }) => steps))
  const far = [...Map.groupBy(services, ({ steps }) => Math.min(steps - nearest, lastStep))].toSorted(
    ([one], [other]) => one - other,
  )
  const bought = nodes.filter(({ type }) => type === 'engagement')
  const touched = nodes.filter(({ type }) => type === 'team' || type === 'business_unit')
  const tickets = ticketsOf({ nodes, ties, counts }, touched.length)
  const all: readonly Column[] = [
    { title: start.type === 'vendor' ? 'If it fails' : 'If it stops', boxes: [{ id: start.id, is: 'start' }] },
    { title: 'What we buy', boxes: bought.map(boxOf) },
    ...far.map(([steps, list]) => ({ title: titleOf(steps), boxes: list.map(boxOf) })),
    {
      title: 'Touched by it',
      boxes: [
        ...touched.map(boxOf),
        ...tickets.named.map(boxOf),
        ...(tickets.more > 0 ? [{ id: ticketsId, is: 'tickets' as const, count: tickets.more }] : []),
      ],
    },
  ]
  const cut = all.filter(({ boxes }) => boxes.length > 0).map(cutOff)
  const tallest = Math.max(...cut.map(({ boxes }) => boxes.length))
  const xOf = (column: number): number => column * (boxWidth + gapX)
  const boxes = cut.flatMap(({ boxes: own }, column) =>
    own.map((box, row) => ({
      ...box,
      x: xOf(column),
      y: headY + (row + (tallest - own.length) / 2) * (boxHeight + gapY),
    })),
  )
  return {
    boxes,
    lines: linesOf({ nodes, ties }, new Map(cut.flatMap(({ standIn }) => [...standIn]))),
    heads: cut.map(({ title }, column) => ({ title, x: xOf(column) })),
    width: xOf(cut.length) - gapX,
    height: headY + tallest * (boxHeight + gapY) - gapY,
  }
}

/** The most urgent tickets, and how many of the services' open ones are left. */
function ticketsOf(
  { nodes, ties, counts }: Pick<WhatHangs, 'nodes' | 'ties' | 'counts'>,
  others: number,
): { readonly named: readonly HangingNode[]; readonly more: number } {
  const all = nodes.filter(({ type }) => type === 'ticket')
  const room = Math.max(named.least, Math.min(named.most, mostInColumn - others - 1))
  const first = all.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, room)
  const about = new Set(ties.filter(({ why }) => why === 'about').map(({ hangs }) => hangs))
  return { named: first, more: Math.max(0, counts.tickets - first.filter(({ id }) => about.has(id)).length) }
}

const urgency: readonly (string | null)[] = ['critical', 'high', 'moderate', 'low', null]
const rankOf = ({ priority }: HangingNode): number => urgency.indexOf(priority)

const titles = ['Rests on it directly', 'By way of those', 'Two steps away', 'Further away']
const titleOf = (steps: number): string => titles[steps] ?? ''

interface Column {
  readonly title: string
  readonly boxes: readonly Unplaced[]
}
const boxOf = (node: HangingNode): Unplaced => ({ id: node.id, is: 'node', node })

/** The first boxes of a column and one for the rest, with the box that each is drawn as. Tickets keep theirs: the most urgent were chosen already. */
function cutOff({ title, boxes }: Column) {
  const isTicket = (box: Unplaced): boolean => box.is === 'tickets' || (box.is === 'node' && box.node.type === 'ticket')
  const tickets = boxes.filter(isTicket)
  const others = boxes.filter((box) => !isTicket(box))
  const room = mostInColumn - tickets.length
  const isCut = others.length > room
  const kept = isCut ? others.slice(0, room - 1) : others
  const rest = others.slice(kept.length)
  const more = `more ${title}`
  return {
    title,
    boxes: [...kept, ...(isCut ? [{ id: more, is: 'more' as const, count: rest.length }] : []), ...tickets],
    standIn: new Map([
      ...[...kept, ...tickets].map(({ id }) => [id, id] as const),
      ...rest.map(({ id }) => [id, more] as const),
    ]),
  }
}

/** One line between two boxes, whatever it stands for; that of a ticket without a box of its own leads to the box of the others. */
function linesOf(
  { nodes, ties }: Pick<WhatHangs, 'nodes' | 'ties'>,
  standIn: ReadonlyMap<string, string>,
): readonly Line[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const lines = new Map<string, Line>()
  const add = (from: string | undefined, to: string | undefined, isShortest: boolean, isTouch: boolean): void => {
    if (from === undefined || to === undefined || from === to) return
    const key = `${from} ${to}`
    lines.set(key, { from, to, isTouch, isShortest: isShortest || (lines.get(key)?.isShortest ?? false) })
  }
  for (const { on, hangs } of ties) {
    const node = byId.get(hangs)
    const isTicket = node?.type === 'ticket'
    const isTouch = isTicket || node?.type === 'team' || node?.type === 'business_unit'
    const to = standIn.get(hangs) ?? (isTicket ? standIn.get(ticketsId) : undefined)
    add(standIn.get(on), to, node?.over === on && standIn.has(hangs), isTouch)
  }
  const drawn = Map.groupBy(
    ties.filter(({ hangs, why }) => why === 'about' && standIn.has(hangs)),
    ({ on }) => on,
  )
  for (const { id, tickets } of nodes)
    if (tickets > (drawn.get(id)?.length ?? 0)) add(standIn.get(id), standIn.get(ticketsId), false, true)
  return [...lines.values()]
}

/** The boxes on the shortest way from the start to one, itself included. */
export function wayTo({ nodes }: Pick<WhatHangs, 'nodes'>, id: string): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const way = new Set([id])
  for (let node = byId.get(id); node; node = byId.get(node.over)) way.add(node.over)
  return way
}
