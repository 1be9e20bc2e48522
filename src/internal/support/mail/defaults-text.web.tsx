import { defaultsOf, strangerWords, typeWords } from './defaults.ts'

/** What becomes of a mailbox's mails, as it is read. */
export default function DefaultsText({ value }: { readonly value: unknown }) {
  const defaults = defaultsOf((value ?? {}) as Readonly<Record<string, unknown>>)
  return (
    <span>
      Makes: {typeWords[defaults.type].toLowerCase()}. When nobody here has the sender’s address:{' '}
      {strangerWords[defaults.strangers].toLowerCase()}. Whoever writes{' '}
      {defaults.acknowledges ? 'is told the ticket’s number' : 'isn’t told that it arrived'}.
    </span>
  )
}
