import type { AnyRecord } from '../record/define.ts'
import { inSentence } from '../record/in-sentence.ts'
import type { RowProblem } from './evaluate.ts'
import type { Brief, Found, FoundBy } from './found.ts'
import { titleOf } from '../record/registry.ts'
import { targetLabel } from './mapping.ts'

/** What a row is about: a new record, a stored one, or something that a person must look at. */
export type Decision =
  | { readonly kind: 'new' }
  | { readonly kind: 'stored'; readonly id: string; readonly isArchived: boolean }
  | { readonly kind: 'refused' | 'conflict'; readonly problems: readonly RowProblem[] }
  /** Nothing to recognise the row by: its key cells are empty, or can't be read. */
  | { readonly kind: 'keyless'; readonly problems: readonly RowProblem[] }

/** What the rows are matched against: stored records by each key field. */
export interface Matching {
  readonly record: AnyRecord
  readonly matchOn: readonly string[]
  /** Fields whose values no two records may share, as far as columns are mapped to them. */
  readonly unique: readonly string[]
  readonly found: ReadonlyMap<string, FoundBy>
  /** The reference within which names count, where a column is mapped to it: its keys are the ids of what it means. */
  readonly within?: string | null
}

/** Decides for every row, in the order of the file, which record it is about. Of several rows about the same one the first counts. */
export function matchRows(briefs: readonly Brief[], matching: Matching): ReadonlyMap<number, Decision> {
  const decisions = new Map<number, Decision>()
  const lineOf = new Map<string, number>()
  const likes = new Map<string, Brief[]>()
  const alike = ({ title }: Brief): Brief[] => likes.get(matching.record.alike?.fold(title) ?? '') ?? []
  for (const brief of briefs) {
    const before = alike(brief).filter((other) => !differ(brief, other, matching))
    const decision = repeated(brief, matching, lineOf, before) ?? decide(brief, matching)
    const asked = decision.kind === 'new' && before[0] ? question(before[0], matching) : decision
    const settled = asked.kind === 'stored' ? once(asked, brief, matching, lineOf) : asked
    const refusal = settled.kind === 'new' || settled.kind === 'stored' ? takenValue(brief, settled, matching) : null
    decisions.set(brief.row, refusal ?? settled)
    if (refusal || (settled.kind !== 'new' && settled.kind !== 'stored')) continue
    remember(brief, settled, matching, lineOf)
    const fold = matching.record.alike?.fold(brief.title)
    if (fold) likes.set(fold, [...(likes.get(fold) ?? []), brief])
  }
  return decisions
}

/** Whether a field that tells records apart says that two rows are not the same: both have it, and it differs. */
const differ = (one: Brief, other: Brief, { record }: Matching): boolean =>
  (record.alike?.tells ?? []).some((field) => {
    const [a, b] = [one.keys[field], other.keys[field]]
    return a != null && b != null && a !== b
  })

/** Two rows that may be one: nobody can tell but whoever knows them. */
function question(before: Brief, { record }: Matching): Decision {
  const title = titleOf(record)
  const tells = record.alike?.tells ?? []
  const ways = tells.map((field) => inSentence(targetLabel(record, field))).join(', ')
  return {
    kind: 'conflict',
    problems: [
      {
        field: title,
        says: `Is this the same ${inSentence(record.label[0])} as '${before.title}' in line ${before.line}? Nothing here tells them apart. If it is, leave this row out; if not, give both what differs: ${ways}.`,
      },
    ],
  }
}

/** The keys by which a row says who it is: its first match key, and everything that must be unique. */
function ownKeys({ keys }: Brief, { matchOn, unique }: Matching): readonly (readonly [field: string, value: string])[] {
  const first = matchOn.find((field) => keys[field] != null)
  const fields = new Set([...(first ? [first] : []), ...unique])
  return [...fields].flatMap((field) => (keys[field] == null ? [] : [[field, keys[field]] as const]))
}

/** Whether a key counts only within another field: an id, a number and what must be unique say everything by themselves. */
const isWithin = (field: string, { record, unique, within }: Matching): boolean =>
  within != null && field !== within && record.fields[field] !== undefined && !unique.includes(field)

/** Where a key of a row is remembered. */
const placeOf = (field: string, value: string, { keys }: Brief, matching: Matching): string =>
  isWithin(field, matching) ? `${field}=${value}\n${keys[matching.within ?? ''] ?? ''}` : `${field}=${value}`

function repeated(
  brief: Brief,
  matching: Matching,
  lineOf: ReadonlyMap<string, number>,
  alike: readonly Brief[],
): Decision | null {
  const problems = ownKeys(brief, matching).flatMap(([field, value]) => {
    const line = lineOf.get(placeOf(field, value, brief, matching))
    // Of one name, but told apart by something else: two of them.
    const isOther = matching.record.alike && field === titleOf(matching.record) && alike.length === 0
    const label = targetLabel(matching.record, field)
    return line === undefined || isOther
      ? []
      : [
          {
            field,
            says: `${label} '${field === titleOf(matching.record) ? brief.title : value}' already stands in line ${line}, which counts. Correct it, or leave this row out.`,
          },
        ]
  })
  return problems.length > 0 ? { kind: 'refused', problems } : null
}

function decide({ keys }: Brief, matching: Matching): Decision {
  const { record, matchOn, unique, found, within } = matching
  const scope = within == null ? null : (keys[within] ?? null)
  const given = matchOn.filter((field) => keys[field] != null)
  const [firstKey] = matchOn
  if (firstKey !== undefined && given.length === 0) {
    const labels = matchOn.map((field) => targetLabel(record, field)).join(' or ')
    return {
      kind: 'keyless',
      problems: [
        { field: firstKey, says: `${labels} is needed to recognise this row when it comes again. Fill it in.` },
      ],
    }
  }
  for (const [place, field] of given.entries()) {
    const all = found.get(field)?.get(keys[field] ?? '') ?? []
    const isScoped = scope !== null && isWithin(field, matching)
    const candidates = standing(isScoped ? all.filter((one) => one.keys[within ?? ''] === scope) : all)
    const [candidate] = candidates
    if (!candidate) continue
    const label = targetLabel(record, field)
    if (candidates.length > 1)
      return {
        kind: 'conflict',
        problems: [
          {
            field,
            says: `${candidates.length} ${inSentence(record.label[1])} have the ${inSentence(label)} '${keys[field]}'. Recognise them by another field.`,
          },
        ],
      }
    const other = given
      .slice(0, place)
      .find((earlier) => candidate.keys[earlier] != null && candidate.keys[earlier] !== keys[earlier])
    if (other === undefined) return { kind: 'stored', id: candidate.id, isArchived: candidate.isArchived }
    if (!unique.includes(field)) continue
    const otherLabel = inSentence(targetLabel(record, other))
    return {
      kind: 'conflict',
      problems: [
        {
          field,
          says: `${label} '${keys[field]}' belongs to ${candidate.title}, whose ${otherLabel} is '${candidate.keys[other]}'; the file says '${keys[other]}'. Correct one of the two.`,
        },
      ],
    }
  }
  if (matchOn.includes('id') && keys.id != null)
    return refusal('id', `No ${inSentence(record.label[0])} has this id. Empty the cell to create a new one.`)
  return { kind: 'new' }
}

/** Archived records only count where no other has the key. */
function standing(found: readonly Found[]): readonly Found[] {
  const current = found.filter(({ isArchived }) => !isArchived)
  return current.length > 0 ? current : found
}

function once(
  decision: Decision & { readonly kind: 'stored' },
  brief: Brief,
  { record, matchOn }: Matching,
  lineOf: ReadonlyMap<string, number>,
): Decision {
  const line = lineOf.get(`#${decision.id}`)
  const field = matchOn.find((name) => brief.keys[name] != null) ?? ''
  return line === undefined
    ? decision
    : refusal(
        field,
        `Line ${line} is about the same ${inSentence(record.label[0])}, and counts. Leave one of the two out.`,
      )
}

function takenValue({ keys }: Brief, decision: Decision, { record, unique, found }: Matching): Decision | null {
  const problems = unique.flatMap((field) => {
    const holder = (found.get(field)?.get(keys[field] ?? '') ?? []).find(
      ({ id }) => decision.kind !== 'stored' || id !== decision.id,
    )
    if (keys[field] == null || !holder) return []
    const archived = holder.isArchived ? ' (archived)' : ''
    return [
      {
        field,
        says: `${targetLabel(record, field)} '${keys[field]}' belongs to ${holder.title}${archived} already. Correct it.`,
      },
    ]
  })
  return problems.length > 0 ? { kind: 'refused', problems } : null
}

function remember(brief: Brief, decision: Decision, matching: Matching, lineOf: Map<string, number>): void {
  for (const [field, value] of ownKeys(brief, matching)) lineOf.set(placeOf(field, value, brief, matching), brief.line)
  if (decision.kind === 'stored') lineOf.set(`#${decision.id}`, brief.line)
}

const refusal = (field: string, says: string): Decision => ({ kind: 'refused', problems: [{ field, says }] })
