/** A dossier's contents in words, so that they can be read later as they were, whatever becomes of the rows behind them. */
export interface DossierFacts {
  /** The day that it shows, `YYYY-MM-DD`. */
  readonly asOf: string
  readonly contract: {
    readonly id: string
    readonly number: string | null
    readonly name: string
    readonly counterparty: string
    readonly owner: string | null
  }
  readonly sections: readonly Section[]
}

export const sectionKeys = [
  'question',
  'costs',
  'availability',
  'tickets',
  'scores',
  'reviews',
  'obligations',
  'compliance',
  'alternatives',
  'questions',
  'log',
  'dates',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface Section {
  readonly key: SectionKey
  readonly title: string
  /** What it comes to, in sentences. */
  readonly says: readonly string[]
  readonly figures: readonly Figure[]
  /** What isn't known, in sentences. */
  readonly unknown: readonly string[]
}
/** A number, or another short answer, that opens to the rows behind it. */
export interface Figure {
  readonly label: string
  readonly value: string
  readonly tone?: 'bad' | 'good'
  readonly rows: readonly FactRow[]
}
export interface FactRow {
  readonly says: string
  readonly about?: string
  /** The record that it comes from, where it is one. */
  readonly of?: { readonly type: string; readonly id: string }
}

/** A section of which nothing is known, and why. */
export const nothingOf = (key: SectionKey, title: string, why: string): Section => ({
  ...{ key, title, says: [], figures: [], unknown: [why] },
})

/** Sections in the order in which they are read; each once. */
export const inOrder = (sections: readonly Section[]): readonly Section[] =>
  sectionKeys.flatMap((key) => sections.find((one) => one.key === key) ?? [])

/** Whether two dossiers say the same, whatever day they are of. */
export const saysTheSame = (one: DossierFacts | null, other: DossierFacts): boolean =>
  one !== null && written({ ...one, asOf: '' }) === written({ ...other, asOf: '' })

/** As text in which the order of keys doesn't matter: the database keeps its own. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** Rows as they are kept: the first of them, and how many more there are. */
export function someOf(rows: readonly FactRow[], most = 40): readonly FactRow[] {
  if (rows.length <= most) return rows
  return [...rows.slice(0, most), { says: `And ${rows.length - most} more.` }]
}

/** An amount as it reads in a dossier: 'EUR 24,000.00'. */
export function sayMoney({ amount, currency }: { readonly amount: string; readonly currency: string }): string {
  const [whole = '', fraction] = amount.split('.')
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return `${currency} ${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/** '1 month', '3 months'. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
