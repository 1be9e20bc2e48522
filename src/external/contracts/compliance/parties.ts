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

interface Named {
  readonly side: Side
  /** The word after its name. */
  readonly to: number
}

/** The party named last in words, with where it is named; null where none is. */
export const lastParty = (words: readonly Word[], parties: Parties): Named | null =>
  named(words, parties).reduce<Named | null>((last, one) => (last === null || one.to > last.to ? one : last), null)

/** The party named first in words; null where none is. */
export const firstParty = (words: readonly Word[], parties: Parties): Side | null =>
  named(words, parties).reduce<Named | null>((first, one) => (first === null || one.to < first.to ? one : first), null)
    ?.side ?? null

const named = (words: readonly Word[], { company }: Parties): readonly Named[] =>
  [...names, ...(company ? [[company, 'company'] as const] : [])].flatMap(([side, phrase]) =>
    findPhrase(phrase, words).map(({ to }) => ({ side, to })),
  )
