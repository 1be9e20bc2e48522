import { idsOf } from '../../../kernel/access/rule.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import type { Derivation, Derived } from '../../../kernel/record/derivation.server.ts'
import type { Plain } from '../../../kernel/record/fragment.ts'
import { UnreadableDocument } from '../documents/contract-text.ts'
import { inThread } from '../documents/in-thread.server.ts'
import { textOf } from '../documents/texts.server.ts'
import { countsOf, type KeptVerdicts, keptDrift, type Rulings, verdicts, withRulings } from './judged.ts'
import { type Overruling, overrule } from './overrule.ts'

type Needs = Pick<Kernel, 'db'>

/** A check judges its text when it is made, or as soon as there is one; what was judged stays. People's verdicts count in its figures. */
export const checkDerivation = (kernel: Needs): Derivation => ({
  work: async (rows) => {
    const found: Plain[] = []
    // They share the connection of their transaction.
    for (const row of rows) found.push(await worked(kernel, row))
    return found
  },
  after: { fields: [], verbs: [] },
  follow: async () => undefined,
})

async function worked(kernel: Needs, { before, after }: Derived): Promise<Plain> {
  const kept = (before?.['verdicts'] ?? null) as KeptVerdicts | null
  const found = kept ?? (await judged(kernel, after))
  return { verdicts: found, ...countsOf(found, (after['rulings'] ?? null) as Rulings | null) }
}

/** The verdicts on a document's text; null while it isn't read, or where judging it takes too long. */
async function judged({ db }: Needs, check: Readonly<Plain>): Promise<KeptVerdicts | null> {
  const [document] = idsOf(check['document'])
  const found = document === undefined ? null : await textOf(db, document)
  if (!found) return null
  const checklist = String(check['checklist'])
  const { sha256, text } = found
  try {
    const before = await checkedBefore({ db }, check)
    if (before) {
      const drifts = await inThread({ does: 'carry', checklist, after: text, ...before })
      return { sha256, items: drifts.map((one) => ({ ...ofRules(one.after), drift: keptDrift(one) })) }
    }
    const items = await inThread({ does: 'judge', checklist, text })
    return { sha256, items: items.map((item) => ({ ...item, drift: null })) }
  } catch (error) {
    if (error instanceof UnreadableDocument) return null
    throw error
  }
}

/** The text and the verdicts of the check that this one is carried over from. */
export async function checkedBefore({ db }: Needs, check: Readonly<Plain>) {
  const [from] = idsOf(check['carriedFrom'])
  if (from === undefined) return null
  const [found] = await db.query<{ document: string; verdicts: KeptVerdicts | null; rulings: Rulings | null }>({
    text: 'select document, verdicts, rulings from compliance_check where id = $1 and checklist = $2',
    values: [from, check['checklist']],
  })
  const text = found ? await textOf(db, found.document) : null
  if (!found?.verdicts || !text || text.sha256 !== found.verdicts.sha256) return null
  return { before: text.text, judged: withRulings(found.verdicts, found.rulings) }
}

const ofRules = <T extends { readonly overruling: Overruling | null }>({ overruling: _, ...rest }: T) => rest

/** What people do with checks. */
export const checkActions = (kernel: Pick<Kernel, 'clock'>): Readonly<Record<string, ActionHandler>> => ({
  'compliance_check.judge': async ({ records, row, input, changing }) => {
    const { kept, rulings } = judgedOf(row)
    const item = withRulings(kept, rulings).find((one) => one.item === input['item'])
    if (!item) throw invalid([{ field: 'item', says: 'There is no such item in this checklist.' }])
    const verdict = verdicts.find((one) => one === input['verdict'])
    const [start, end] = [input['start'], input['end']]
    const hasPassage = typeof start === 'number' && typeof end === 'number'
    if (!hasPassage && (start ?? end) != null)
      throw invalid([{ field: 'end', says: 'A passage has a beginning and an end.' }])
    if (hasPassage && end <= start) throw invalid([{ field: 'end', says: 'The passage ends before it begins.' }])
    const ruled = overrule(item, {
      verdict: verdict ?? 'not sure',
      reason: String(input['reason'] ?? ''),
      by: records.who.name,
      at: kernel.clock.now().toISOString(),
      passage: hasPassage ? { start, end } : null,
    })
    if ('problem' in ruled) throw invalid([{ field: 'verdict', says: ruled.problem }])
    await records.update(
      'compliance_check',
      row.id,
      { rulings: { ...rulings, [item.item]: ruled.overruling } },
      changing,
    )
  },
  'compliance_check.takeBack': async ({ records, row, input, changing }) => {
    const { rulings } = judgedOf(row)
    const { [String(input['item'])]: own, ...rest } = rulings
    if (!own) throw conflict('Nobody judged this item otherwise: the verdict of the rules counts.')
    await records.update('compliance_check', row.id, { rulings: Object.keys(rest).length > 0 ? rest : null }, changing)
  },
})

function judgedOf(row: Readonly<Plain>): { readonly kept: KeptVerdicts; readonly rulings: Rulings } {
  const kept = row['verdicts'] as KeptVerdicts | null
  if (!kept) throw conflict('The text isn’t judged yet: its document has to be read first.')
  return { kept, rulings: (row['rulings'] ?? {}) as Rulings }
}
