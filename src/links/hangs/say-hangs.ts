import { countText } from '../../kernel/web/field/words.ts'
import { openTicket, type WhatHangs } from './wire.ts'

/** '3 services', 'no service'. */
export const countOf = (count: number, one: string, many: string): string =>
  count === 0 ? `no ${one}` : `${countText(count)} ${count === 1 ? one : many}`

/** What lists show of the services and of their open tickets; null where that is more than an address can say. */
export function filtersOf({ nodes, counts }: WhatHangs): {
  readonly services: object | null
  readonly tickets: object | null
} {
  const numbers = nodes.flatMap(({ type, number, id }) => (type === 'service' ? [number ?? id] : []))
  if (numbers.length < counts.services) return { services: null, tickets: null }
  return {
    services: { number: numbers },
    tickets: { service: { where: { number: numbers } }, state: [...openTicket] },
  }
}

/** The open tickets of one service, as a list shows them. */
export const ticketsOf = (service: string): object => ({ service, state: [...openTicket] })

const whats = {
  services: 'services',
  engagements: 'things that we buy there',
  outsourced_services: 'outsourced services',
} as const

/** What is told and drawn of more than was read, in words. */
export const stoppedWords = ({ what, after }: NonNullable<WhatHangs['stopped']>): string =>
  `The numbers are of all there is, and each opens to its rows. The reasons below and the drawing stop at ${countText(after)} ${whats[what]}${
    what === 'engagements' ? ', and so does what it costs' : ''
  }.`
