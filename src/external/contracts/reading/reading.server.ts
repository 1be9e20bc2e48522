import { idsOf } from '../../../kernel/access/rule.ts'
import type { Who } from '../../../kernel/access/who.ts'
import { conflict, Failure } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { checklists } from '../compliance/checklists/all.ts'
import { checklistNames } from '../compliance/checklist-names.ts'
import type { ComplianceCheck } from '../compliance/compliance-check.record.ts'
import type { SuggestedObligation } from '../compliance/obligations.ts'
import type { ContractDocument } from '../documents/contract-document.record.ts'
import { UnreadableDocument } from '../documents/contract-text.ts'
import { inThread } from '../documents/in-thread.server.ts'
import { keptText, textOf } from '../documents/texts.server.ts'
import type { Obligation } from '../obligations/obligation.record.ts'
import type { KeptObligation, ReadCheck, Reading, Version } from './wire.ts'

type Needs = Pick<Kernel, 'db' | 'store'>
const mostShown = 200

/** A document's text with its checks, versions and obligations, as far as the caller may read them. */
export async function readContractText(kernel: Needs, who: Who, key: string): Promise<Reading> {
  const { db, store } = kernel
  const records = store.as(who)
  const row = (await records.get('contract_document', key)) as Row & ContractDocument
  const [file] = await db.query<{ id: string; name: string; sha256: string }>({
    text: 'select id, name, sha256 from file where record_id = $1 order by at desc, id desc limit 1',
    values: [row.id],
  })
  const kept = await keptText(db, row.id)
  const isCurrent = kept !== null && kept.sha256 === file?.sha256
  const [contract = ''] = idsOf(row['contract'])
  const [owner, versions, checks, obligations] = await Promise.all([
    orNone(() => records.get('contract', contract)),
    versionsOf(kernel, who, row),
    orNone(() =>
      records.list('compliance_check', { filter: { document: row.id }, sort: 'createdAt', limit: mostShown }),
    ),
    orNone(() => records.list('obligation', { filter: { document: row.id }, sort: 'number', limit: mostShown })),
  ])
  return {
    document: {
      id: row.id,
      name: row.name,
      kind: row.kind,
      version: row.edition,
      datedOn: row.datedOn,
      can: row.can,
    },
    contract: { id: contract, number: owner?.number ?? null, title: owner?.title ?? null },
    versions,
    file: file ? { id: file.id, name: file.name } : null,
    problem: isCurrent ? kept.problem : null,
    isWaiting: file !== undefined && (!isCurrent || (kept.text === null && kept.problem === null)),
    text: isCurrent ? kept.text : null,
    clauses: (isCurrent ? kept.clauses : null) ?? [],
    checks: (checks?.rows ?? []).map((check) => checkOf(check as Row & ComplianceCheck, kept?.sha256 ?? null)),
    obligations: (obligations?.rows ?? []).map((one) => obligationOf(one as Row & Obligation)),
    checklists: checklists.map(({ id, about }) => ({ id, name: nameOf(id), about })),
  }
}

/** What a text seems to bind people to, for somebody to keep or to leave. */
export async function suggestionsOf(kernel: Needs, who: Who, key: string): Promise<readonly SuggestedObligation[]> {
  const row = await kernel.store.as(who).get('contract_document', key)
  const found = await textOf(kernel.db, row.id)
  if (!found) throw conflict('This document isn’t read: there is no text to look for obligations in.')
  try {
    return await inThread({ does: 'suggest', text: found.text })
  } catch (error) {
    if (error instanceof UnreadableDocument) throw conflict(error.message)
    throw error
  }
}

const nameOf = (id: string): string => Object.entries(checklistNames).find(([one]) => one === id)?.[1] ?? id

/** What the caller may not read is left out. */
async function orNone<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Failure && (error.status === 404 || error.status === 403)) return null
    throw error
  }
}

/** What this document takes the place of, and what takes its place, from the oldest. */
async function versionsOf({ db, store }: Needs, who: Who, row: Row & ContractDocument): Promise<readonly Version[]> {
  const chain = await db.query<{ id: string }>({
    text: `with recursive
      before as (select id, amends, 0 as step from contract_document where id = $1
        union all select d.id, d.amends, b.step - 1 from contract_document d join before b on d.id = b.amends where b.step > -50),
      later as (select id, 0 as step from contract_document where id = $1
        union all select d.id, l.step + 1 from contract_document d join later l on d.amends = l.id where l.step < 50)
      select id from (select id, step from before union select id, step from later) as chain
      group by id order by min(step), id limit 60`,
    values: [row.id],
  })
  const ids = chain.map(({ id }) => id)
  const { rows } = await store.as(who).list('contract_document', { filter: { id: ids }, limit: 60 })
  return rows
    .toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
    .map((one) => one as Row & ContractDocument)
    .map(({ id, name, edition, datedOn }) => ({ id, name, version: edition, datedOn }))
}

function checkOf(row: Row & ComplianceCheck, sha256: string | null): ReadCheck {
  const checklist = checklists.find(({ id }) => id === row.checklist)
  return {
    id: row.id,
    name: nameOf(row.checklist),
    checklist: row.checklist,
    about: checklist?.about ?? '',
    rowVersion: row.version,
    verdicts: row.verdicts,
    isOutdated: row.verdicts !== null && row.verdicts.sha256 !== sha256,
    rulings: row.rulings ?? {},
    isCarried: idsOf(row['carriedFrom']).length > 0,
    items: (checklist?.items ?? []).map(({ id, source, title, requirement }) => ({ id, source, title, requirement })),
    can: row.can,
  }
}

const obligationOf = ({ id, number, what, passageStart, passageEnd }: Row & Obligation): KeptObligation => ({
  id,
  number,
  what,
  start: passageStart,
  end: passageEnd,
})
