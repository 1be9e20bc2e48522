/** What someone who goes still answers for. */
export interface Held {
  readonly services: number
  readonly teams: number
  readonly units: number
}

/** The days before someone leaves in which handing over is due. */
const due = 30

/** Whether someone has left or leaves within 30 days of today. Days are `YYYY-MM-DD`; without a known last day only the state tells. */
export function isGoing(
  { state, leavesOn }: { state: string | null; leavesOn: string | null },
  today: string,
): boolean {
  if (state === 'left') return true
  return leavesOn !== null && (Date.parse(leavesOn) - Date.parse(today)) / 86_400_000 <= due
}

/** '3 services, a team and a business unit'; null when there is nothing. */
export function heldText({ services, teams, units }: Held): string | null {
  const parts = [counted(services, 'service'), counted(teams, 'team'), counted(units, 'business unit')].filter(Boolean)
  if (parts.length === 0) return null
  return parts.length === 1 ? String(parts[0]) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function counted(count: number, word: string): string | null {
  if (count === 0) return null
  return count === 1 ? `a ${word}` : `${count} ${word}s`
}
