import { idsOf } from '../../../kernel/access/rule.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { checklistOf } from '../compliance/checklists/all.ts'
import type { ComplianceCheck } from '../compliance/compliance-check.record.ts'
import { withRulings } from '../compliance/judged.ts'
import { financialYear, readLogOf, scheduleOf } from '../contract-clock.server.ts'
import { addMonths, later } from '../day.ts'
import type { Obligation } from '../obligations/obligation.record.ts'
import { paymentsOf } from '../payments.ts'
import { say } from '../trace.ts'
import { contractValue } from '../value.ts'
import { nothingOf, type Section } from './facts.ts'
import { alternativeSection, complianceSection, type EnteredAlternative, obligationSection } from './owed-sections.ts'
import { costSection, datesSection, logSection, questionSection, questionsSection } from './own-sections.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'sealer'>
const why = 'assembles a dossier'
/** So many years back a contract's costs are told. */
const yearsBack = 10
const most = 500

/** The contract, its dossier where there is one already, and the day that it is to show. */
export interface Assembling {
  readonly contract: Row
  readonly dossier: Row | null
  readonly decidedEnd: string
  readonly today: string
}

/** What contracts know themselves for deciding about one of them. */
export async function ownSections(
  kernel: Needs,
  { contract, dossier, decidedEnd, today }: Assembling,
  candidates: Section,
): Promise<readonly Section[]> {
  const { events, asking, clock } = await readLogOf(kernel, contract, today)
  const happened = events
    .filter(({ archivedAt }) => archivedAt === null)
    .toSorted((one, other) => (one.happenedOn < other.happenedOn ? 1 : one.happenedOn > other.happenedOn ? -1 : 0))
  const [checks, owed, entered] = await Promise.all([
    checksOf(kernel, contract.id),
    obligationsOf(kernel, contract.id, today),
    enteredFor(kernel, dossier),
  ])
  const shared = [
    obligationSection(owed),
    complianceSection(checks.checks, checks.texts),
    alternativeSection(entered, candidates),
    questionsSection((dossier?.['questions'] ?? null) as string | null),
    logSection(
      happened.map(({ id, subject, happenedOn: on, decision, reason }) => ({ id, subject, on, decision, reason })),
    ),
  ]
  if (clock.state === 'unknown')
    return [nothingOf('question', 'What is to be decided', 'Nothing was agreed by then.'), ...shared]
  const yearStartsIn = await financialYear(kernel)
  const begin = asking.events.flatMap((one) => (one.kind === 'initial' ? [one.startsOn] : []))[0] ?? today
  const stretch = { from: later(begin, addMonths(today, -12 * yearsBack)), to: later(decidedEnd, today) }
  const schedule = scheduleOf(contract)
  const value = contractValue(asking, { ...stretch, yearStartsIn })
  return [
    questionSection(clock, { decidedEnd }),
    costSection({
      years: value?.years ?? [],
      payments: schedule === null ? null : paymentsOf(asking, stretch, schedule),
      prices: happened.flatMap(({ id, subject, happenedOn, price, pricePer }) =>
        price === null ? [] : [{ event: id, subject, on: happenedOn, price, per: pricePer ?? 'year' }],
      ),
      today,
      unknown: (value?.missing ?? []).map((one) => say.missingIndex(one).says),
    }),
    ...shared,
    datesSection(clock),
  ]
}

/** The checks of a contract's texts: of each text the last one, as each version carries on the check of the one before. */
async function checksOf({ store }: Needs, contract: string) {
  const records = store.asSystem(why)
  const [{ rows: texts }, { rows }] = await Promise.all([
    records.list('contract_document', { filter: { contract }, limit: most }),
    records.list('compliance_check', { filter: { document: { where: { contract } } }, sort: 'name', limit: most }),
  ])
  const carriedOn = new Set(rows.flatMap((row) => idsOf(row['carriedFrom'])))
  const checks = (rows as readonly (Row & ComplianceCheck)[]).filter(({ id }) => !carriedOn.has(id))
  return {
    texts: texts.length,
    checks: checks.map(({ id, name, checklist, verdicts, rulings }) => ({
      ...{ id, name, items: checklistOf(checklist).items },
      judged: verdicts === null ? null : withRulings(verdicts, rulings),
    })),
  }
}

async function obligationsOf({ db, store }: Needs, contract: string, today: string) {
  const { rows } = await store.asSystem(why).list('obligation', { filter: { contract }, sort: 'number', limit: most })
  const overdue = await db.query<{ record_id: string; due_on: string }>({
    text: `select record_id, due_on::text from task where record_id = any($1::uuid[]) and done_at is null and due_on < $2::date
      order by due_on, id`,
    values: [rows.map(({ id }) => id), today],
  })
  return (rows as readonly (Row & Obligation)[]).map((row) => ({
    ...{ id: row.id, what: row.what, side: row.side, isActive: row.state === 'active' },
    ...{ met: row.metCount, late: row.lateCount, lastMetOn: row.lastMetOn, nextDueOn: row.nextDueOn },
    overdue: overdue.filter(({ record_id }) => record_id === row.id).map(({ due_on }) => due_on),
  }))
}

async function enteredFor({ store }: Needs, dossier: Row | null): Promise<readonly EnteredAlternative[]> {
  if (dossier === null) return []
  const { rows } = await store
    .asSystem(why)
    .list('renewal_alternative', { filter: { dossier: dossier.id }, sort: 'name', limit: most })
  return rows.map((row) => ({
    ...{ id: row.id, name: row.title },
    vendor: (row['vendor'] as { readonly title: string | null } | null)?.title ?? null,
    price: (row['price'] ?? null) as EnteredAlternative['price'],
    remark: (row['remark'] ?? null) as string | null,
  }))
}

/** The last day of a term that a contract is decided about next; null where nothing is to be decided. */
export const endOf = (contract: Row): string | null =>
  typeof contract['decidedEnd'] === 'string' && contract['decideBy'] !== null ? contract['decidedEnd'] : null
