/** The keys of the desk, in the order in which its sheet of keys shows them. */
export const deskKeys = [
  ['j ↓', 'Next ticket'],
  ['k ↑', 'Previous ticket'],
  ['Enter', 'Go into the ticket'],
  ['Esc', 'Back to the queue'],
  ['r', 'Reply'],
  ['n', 'Internal note'],
  ['m', 'Macro'],
  ['a', 'Assign to me'],
  ['t', 'Assign to somebody'],
  ['s', 'Start work, or resume'],
  ['h', 'Put on hold'],
  ['e', 'Resolve'],
  ['x', 'Select the ticket'],
  ['/', 'Find in the queue'],
  ['c', 'New ticket from a call'],
  ['1 … 7', 'Another queue'],
] as const

/** The id of the row that comes after, or before, the current one; the first where there is none; null at the end. */
export function stepFrom(ids: readonly string[], current: string | null, step: 1 | -1, lastPlace = 0): string | null {
  const at = current === null ? -1 : ids.indexOf(current)
  // Where the current one has left the queue, its place is where it was: the next one is there already.
  if (at < 0)
    return ids[current === null ? 0 : step === 1 ? Math.min(lastPlace, ids.length - 1) : lastPlace - 1] ?? null
  return ids[at + step] ?? null
}
