/** What of a claim's period isn't known, and why it is claimed all the same. */
export interface ClaimGaps {
  readonly gaps: string | null
  readonly whyWithGaps: string | null
}

const isSaid = (text: string | null): boolean => text !== null && text.trim() !== ''

/** Whether days of its period aren't known and nobody has said why it is claimed all the same: then it isn't sent. */
export const isUnexplained = ({ gaps, whyWithGaps }: ClaimGaps): boolean => isSaid(gaps) && !isSaid(whyWithGaps)

export const sayUnexplained = ({ gaps }: Pick<ClaimGaps, 'gaps'>): string =>
  `${gaps ?? ''} Bring in what is missing, or say why it is claimed all the same.`.trim()

/** A claim that is drafted anew keeps the reason why it is claimed with gaps only while these are the same. */
export const afterDrafting = (before: ClaimGaps, gaps: string | null): ClaimGaps => ({
  gaps,
  whyWithGaps: gaps !== null && gaps === before.gaps ? before.whyWithGaps : null,
})
