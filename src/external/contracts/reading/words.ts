import type { Verdict } from '../compliance/judge.ts'
import type { Tone } from '../../../kernel/record/field.ts'
import type { KeptItem, ReadCheck } from './wire.ts'

/** Verdicts in words, those that need somebody first. */
export const verdictWords: Readonly<Record<Verdict, { readonly says: string; readonly tone: Tone }>> = {
  contradicted: { says: 'Says the opposite', tone: 'bad' },
  missing: { says: 'Missing', tone: 'bad' },
  partly: { says: 'Met in part', tone: 'warning' },
  'not sure': { says: 'Not sure', tone: 'info' },
  met: { says: 'Met', tone: 'good' },
}
export const verdictOrder = Object.keys(verdictWords) as readonly Verdict[]

/** An item of a check with the verdict that counts. */
export interface Standing {
  readonly kept: KeptItem
  readonly title: string
  readonly source: string
  readonly requirement: string
  readonly verdict: Verdict
}

/** The items of a check, those first that need somebody; else in the order of the checklist. */
export function standingOf({ items, verdicts, rulings }: ReadCheck): readonly Standing[] {
  const found = items.flatMap(({ id, title, source, requirement }) => {
    const kept = verdicts?.items.find(({ item }) => item === id)
    return kept ? [{ kept, title, source, requirement, verdict: rulings[id]?.verdict ?? kept.verdict }] : []
  })
  return found.toSorted((one, other) => verdictOrder.indexOf(one.verdict) - verdictOrder.indexOf(other.verdict))
}

/** How a check stands in one sentence: "9 of 11 are met; 1 is missing, 1 isn’t sure." */
export function outcomeWords(standing: readonly Standing[]): string {
  const count = (verdict: Verdict): number => standing.filter((one) => one.verdict === verdict).length
  const met = count('met')
  if (met === standing.length) return `All ${met} are met.`
  const rest = verdictOrder
    .filter((verdict) => verdict !== 'met' && count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${told[verdict]}`)
  return `${met} of ${standing.length} are met; ${rest.join(', ')}.`
}
const told: Readonly<Record<Verdict, string>> = {
  met: 'met',
  contradicted: 'said the other way round',
  missing: 'missing',
  partly: 'in part',
  'not sure': 'not sure',
}

/** What a version is called: "Version 2.1, dated 3 Mar 2026". */
export function versionWords(
  { version, datedOn }: { readonly version: string | null; readonly datedOn: string | null },
  dayText: (day: string) => string,
): string {
  const words = [version && `Version ${version}`, datedOn && `dated ${dayText(datedOn)}`].filter(Boolean).join(', ')
  return words === '' ? 'No version given' : words.slice(0, 1).toUpperCase() + words.slice(1)
}
