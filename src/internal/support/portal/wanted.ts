/** Something that the caller can ask for. */
export interface Wanted {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly summary: string
  readonly category: string
  readonly icon: string
  readonly kind: string
  readonly promise: string | null
  readonly promiseHours: number | null
  readonly cost: { readonly amount: string; readonly currency: string } | null
  readonly costPer: string
  readonly approval: string
  /** How often it was ordered in the last 90 days. */
  readonly orders: number
}

/** The item by which anything is reported: the first of those for problems. */
export const problemIn = (items: readonly Wanted[]): Wanted | undefined =>
  items.filter(({ kind }) => kind === 'problem').toSorted((a, b) => a.number.localeCompare(b.number))[0]
