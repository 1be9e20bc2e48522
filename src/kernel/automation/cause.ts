/** How many rules may set each other off before they are stopped. */
export const deepest = 5

/** What an entry carries that a rule caused: how deep it is, and by which rule. */
export const causeOf = (depth: number, rule: string): string => `automation:${depth}:${rule}`

/** How many rules led to an entry: none when somebody did it. */
export function depthOf({ via, requestId }: { readonly via: string; readonly requestId: string | null }): number {
  const match = via === 'automation' ? /^automation:(\d+):/.exec(requestId ?? '') : null
  return match ? Number(match[1]) : 0
}
