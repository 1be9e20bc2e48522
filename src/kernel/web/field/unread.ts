/** What an editor holds while its text can't be read as a value: the text, and why, in words that follow the field's label. */
export interface Unread {
  readonly unread: string
  readonly says: string
}

/** The text that an editor couldn't read, or null where it holds a value. */
export const unreadOf = (value: unknown): Unread | null =>
  typeof value === 'object' && value !== null && 'unread' in value && 'says' in value ? (value as Unread) : null
