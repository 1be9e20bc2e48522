import type { DueUnit } from '../compliance/due.ts'
import type { Reading, SuggestedObligation } from './wire.ts'

const units: Readonly<Record<DueUnit, { readonly unit: string; readonly times: number }>> = {
  hour: { unit: 'hours', times: 1 },
  day: { unit: 'days', times: 1 },
  'business day': { unit: 'business_days', times: 1 },
  week: { unit: 'weeks', times: 1 },
  month: { unit: 'months', times: 1 },
  quarter: { unit: 'months', times: 3 },
  year: { unit: 'years', times: 1 },
}

/** An obligation as it is kept from what a text seems to say. A rhythm needs a first day, which a person gives: until then it comes with an event. */
export function obligationOf(
  { words, side, due, when, clause, quote, start, end }: SuggestedObligation,
  { document, contract }: Pick<Reading, 'document' | 'contract'>,
): Readonly<Record<string, unknown>> {
  const span = due?.kind === 'within' || due?.kind === 'before' ? units[due.unit] : null
  const count = due && 'count' in due ? due.count : 0
  return {
    what: cut(words, 300),
    contract: contract.id,
    document: document.id,
    side: side === 'provider' ? 'theirs' : 'ours',
    trigger: due?.kind === 'on request' ? 'notice' : 'event',
    inCase: when === null ? null : cut(when, 300),
    ...(span && due?.kind === 'within' ? { withinCount: count * span.times, withinUnit: span.unit } : {}),
    clause,
    quote: cut(quote, 6000),
    passageStart: start,
    passageEnd: end,
  }
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
