/** At most 60 characters of a text that a message quotes. */
export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
