import type { Shares } from './shares.ts'

/** Something said, as our side keeps it. */
export interface Said {
  readonly id: string
  readonly at: string
  /** The name of whoever said it. */
  readonly by: string
  readonly side: 'asker' | 'us' | 'vendor'
  readonly text: string
  readonly isInternal: boolean
  readonly isRemoved: boolean
}
export interface Kept {
  readonly id: string
  readonly name: string
  readonly size: number
}
/** A ticket with a vendor and all around it, as our side knows it. */
export interface Whole {
  readonly number: string
  readonly subject: string
  readonly told: string
  readonly shares: Shares
  /** Of the ticket itself. */
  readonly ticket: {
    readonly description: string | null
    readonly comments: readonly Said[]
    readonly files: readonly Kept[]
  }
  /** What was said to the vendor and by them. */
  readonly comments: readonly Said[]
  readonly files: readonly Kept[]
}

/** One thing said, as the vendor reads it: plain text. */
export interface Heard {
  readonly at: string
  readonly by: string
  readonly isTheirs: boolean
  readonly text: string
}
/** All that a vendor sees. */
export interface ForVendor {
  readonly number: string
  readonly subject: string
  readonly told: string
  readonly description: string | null
  readonly before: readonly Heard[]
  readonly said: readonly Heard[]
  readonly files: readonly Kept[]
}

/**
 * What of a ticket is for the vendor: what they were told, of the ticket what was chosen by name, and what was said to them
 * and by them. Notes stay inside even where somebody chose them. Nobody who asked is named: what they said was said by
 * “whoever asked”.
 */
export function forVendor({ number, subject, told, shares, ticket, comments, files }: Whole): ForVendor {
  const chosen = new Set(shares.comments)
  const chosenFiles = new Set(shares.files)
  return {
    ...{ number, subject, told: plainFor(told) },
    description: shares.description && ticket.description ? plainFor(ticket.description) : null,
    before: ticket.comments.filter(({ id }) => chosen.has(id)).flatMap(heard),
    said: comments.flatMap(heard),
    files: [...ticket.files.filter(({ id }) => chosenFiles.has(id)), ...files].map(({ id, name, size }) => ({
      id,
      name,
      size,
    })),
  }
}

function heard({ at, by, side, text, isInternal, isRemoved }: Said): readonly Heard[] {
  if (isInternal || isRemoved) return []
  return [{ at, by: side === 'asker' ? 'Whoever asked' : by, isTheirs: side === 'vendor', text: plainFor(text) }]
}

/** A text for somebody outside: what it mentions and shows of Quarterdeck is left out, since each names a record of ours. */
export const plainFor = (text: string): string =>
  text
    .replaceAll(/@\[[^\]]*\]\([^)]*\)/g, '…')
    .replaceAll(/!?\[([^\]]*)\]\(\/[^)]*\)/g, '$1')
    .replaceAll(/<\/?details>|<summary>[^<]*<\/summary>/g, '')
    .replaceAll(/\\([\\`*_[\]<>|~#.)+=-])/g, '$1')
    .trim()
