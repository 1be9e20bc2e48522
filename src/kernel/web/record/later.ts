/** How long an undo is offered before a removal is sent, in milliseconds: as long as its toast stands. */
export const undoFor = 9000

/** Does something after a while unless it is taken back first. Closing the page before then leaves all as it was. */
export function later(run: () => void, after: number = undoFor): { readonly cancel: () => void } {
  const timer = setTimeout(run, after)
  return { cancel: () => clearTimeout(timer) }
}
