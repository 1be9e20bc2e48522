/** Who does an activity and who answers for it, as far as is written down. */
export interface Duty {
  readonly activity: string
  readonly responsible: 'supplier' | 'us' | 'both' | null
  readonly accountable: 'supplier' | 'us' | null
  /** Who of us, by name or id. */
  readonly person: string | null
}

/** What is missing about who does something, in a sentence that names it; null where nothing is. */
export function gapText({ activity, responsible, accountable, person }: Duty): string | null {
  const what = `“${activity}”`
  if (responsible === null && accountable === null) return `Nobody does ${what}, and nobody answers for it.`
  if (responsible === null) return `Nobody does ${what}.`
  if (accountable === null) return `Nobody answers for ${what}.`
  const isOurs = responsible !== 'supplier' || accountable === 'us'
  return isOurs && person === null ? `No person of ours is named for ${what}.` : null
}
