import { type Shares, sharesNothing, sharesWords } from './shares.ts'

/** What a vendor sees of a ticket, in a sentence. */
export default function SharesText({ value }: { readonly value: unknown }) {
  const words = sharesWords((value as Shares | null) ?? sharesNothing)
  return <span>{`${words.charAt(0).toUpperCase()}${words.slice(1)}.`}</span>
}
