/** A score as it is shown: one digit after the point, cut and never rounded up, so that 84.96 doesn't look like 85. */
export function shownScore(score: string): string {
  const [whole, rest = ''] = score.split('.')
  return `${whole}.${rest.slice(0, 1) || '0'}`
}
