/** What becomes of the mails of one mailbox, as it is kept with the mailbox. */
export interface MailDefaults {
  /** What happens with a mail of somebody whom nobody here knows: an external contact is made, or it is set aside. */
  readonly strangers: 'make' | 'set_aside'
  /** Whether whoever writes is told the ticket's number. */
  readonly acknowledges: boolean
  readonly type: 'incident' | 'request'
  readonly team: string | null
  readonly category: string | null
}

/** What a mail makes, and what becomes of a stranger’s, in words. */
export const typeWords: Readonly<Record<MailDefaults['type'], string>> = {
  incident: 'An incident',
  request: 'A service request',
}
export const strangerWords: Readonly<Record<MailDefaults['strangers'], string>> = {
  make: 'An external contact is made',
  set_aside: 'It is set aside',
}

/** What a mailbox says, with the usual where it says nothing. */
export function defaultsOf(given: Readonly<Record<string, unknown>>): MailDefaults {
  const text = (name: string): string | null => (typeof given[name] === 'string' ? String(given[name]) : null)
  return {
    strangers: given['strangers'] === 'set_aside' ? 'set_aside' : 'make',
    acknowledges: given['acknowledges'] !== false,
    type: given['type'] === 'request' ? 'request' : 'incident',
    team: text('team'),
    category: text('category'),
  }
}
