/** What of a ticket was chosen for the vendor: its description, some of what was said in public, and some of its files. */
export interface Shares {
  readonly description: boolean
  readonly comments: readonly string[]
  readonly files: readonly string[]
}

export const sharesNothing: Shares = { description: false, comments: [], files: [] }

const mostChosen = 200
const isId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** What is wrong with it, in words; null where nothing is. */
export function problemOfShares(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'is no choice of what they see.'
  const { description, comments, files, ...more } = value as Partial<Record<keyof Shares, unknown>>
  if (Object.keys(more).length > 0) return `knows nothing of ${Object.keys(more).join(', ')}.`
  if (typeof description !== 'boolean') return 'has to say whether they see the description.'
  for (const [name, ids] of Object.entries({ comments, files })) {
    if (!Array.isArray(ids) || !ids.every(isId)) return `has to name ${name} by their ids.`
    if (ids.length > mostChosen) return `can name ${mostChosen} ${name} at most.`
  }
  return null
}

/** The same in a few words, within a sentence. */
export function sharesWords({ description, comments, files }: Shares): string {
  const parts = [
    'what they are told',
    ...(description ? ['the description'] : []),
    ...(comments.length > 0 ? [comments.length === 1 ? 'one message' : `${comments.length} messages`] : []),
    ...(files.length > 0 ? [files.length === 1 ? 'one file' : `${files.length} files`] : []),
  ]
  return parts.length === 1 ? `only ${parts[0]}` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
