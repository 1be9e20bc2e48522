import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import type { ContractText } from '../documents/contract-text.ts'
import { inThread } from '../documents/in-thread.server.ts'
import { textOf } from '../documents/texts.server.ts'
import { checkedBefore } from './checks.server.ts'
import type { Rulings } from './judged.ts'

type Needs = Pick<Kernel, 'db'>
const type = 'compliance_check'

/** Judges the checks of a document that waited for its text, and begins those that the version before had. Again, nothing happens. */
export async function carryChecks(kernel: Needs, document: string, records: Records): Promise<void> {
  const text = await textOf(kernel.db, document)
  if (!text) return
  const waiting = await kernel.db.query<{ id: string; name: string }>({
    text: 'select id, name from compliance_check where document = $1 and verdicts is null and archived_at is null',
    values: [document],
  })
  // Any write judges it.
  for (const { id } of waiting) await records.update(type, id, { rulings: {} }, { reason: 'Its text was read.' })
  const toCarry = await kernel.db.query<{ id: string; name: string; checklist: string; carriedFrom: string }>({
    text: `select b.id, b.name, b.checklist, b.id as "carriedFrom"
      from contract_document d join compliance_check b on b.document = d.amends and b.archived_at is null and b.verdicts is not null
      where d.id = $1 and d.archived_at is null
        and not exists (select 1 from compliance_check c where c.document = d.id and c.checklist = b.checklist)
      order by b.checklist, b.created_at desc`,
    values: [document],
  })
  const newest = new Map(toCarry.toReversed().map((one) => [one.checklist, one]))
  for (const { name, checklist, carriedFrom } of newest.values()) {
    const rulings = await carriedRulings(kernel, { checklist, carriedFrom }, text.text)
    await records.create(
      type,
      { name, document, checklist, carriedFrom, rulings },
      { reason: 'Carried over from the version before.' },
    )
  }
}

/** What people had judged and still stands: every passage it was judged by reads the same. */
async function carriedRulings(
  kernel: Needs,
  check: { readonly checklist: string; readonly carriedFrom: string },
  after: ContractText,
): Promise<Rulings | null> {
  const before = await checkedBefore(kernel, check)
  if (!before?.judged.some(({ overruling }) => overruling !== null)) return null
  const drifts = await inThread({ does: 'carry', checklist: check.checklist, after, ...before })
  const kept = drifts.flatMap(({ item, after: { overruling } }) => (overruling ? [[item, overruling] as const] : []))
  return kept.length > 0 ? Object.fromEntries(kept) : null
}
