/** Puts the focus on a row of the queue, where a screen reader then reads on. */
export const focusRow = (id: string): void =>
  document.querySelector<HTMLElement>(`[data-desk-row="${CSS.escape(id)}"]`)?.focus()
