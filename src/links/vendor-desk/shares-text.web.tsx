import { type Shares, sharesNothing, sharesWords } from './shares.ts'

/** What a vendor sees of a ticket, in a sentence. */
export default function SharesText({ value }: { readonly value: unknown }) {
  return <span>{sharesWords((value as Shares | null) ?? sharesNothing)}</span>
}
