import type { ContractText } from '../documents/contract-text.ts'
import { findPhrase } from './phrase.ts'
import type { Word } from './words.ts'

/** Whom a contract calls what: `company` is the customer in one and the supplier in another. */
export interface Parties {
  readonly company: 'provider' | 'customer' | null
}
export type Side = 'provider' | 'customer' | 'both'

/** Tells from the words that bind someone which side "the Company" is. */
export function partiesOf({ text }: Pick<ContractText, 'text'>): Parties {
  const binds = (names: string): boolean =>
    new RegExp(`\\b(?:${names})(?: and [a-z]+)? (?:will|shall|must|agrees|may)\\b`, 'i').test(text)
  if (!binds('company')) return { company: null }
  const provider = binds('provider|supplier|vendor|contractor|processor|business associate|licensor|consultant')
  const customer = binds('customer|client|controller|covered entity|licensee|buyer|purchaser')
  return { company: provider && !customer ? 'customer' : customer && !provider ? 'provider' : null }
}

const names: readonly (readonly [Side, string])[] = [
  ['both', 'each|either|neither|both party|parties'],
  ['both', 'parties'],
  ['provider', '@provider'],
  ['customer', '@customer'],
]

/** The party named last in words, with where it is named; null where none is. */
export function lastParty(
  words: readonly Word[],
  { company }: Parties,
): { readonly side: Side; readonly to: number } | null {
  let last: { readonly side: Side; readonly to: number } | null = null
  for (const [side, phrase] of names)
    for (const { to } of findPhrase(phrase, words)) if (last === null || to > last.to) last = { side, to }
  if (company)
    for (const { to } of findPhrase('company', words)) if (last === null || to > last.to) last = { side: company, to }
  return last
}
