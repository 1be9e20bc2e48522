import { today } from '../../../kernel/clock.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import { conflict } from '../../../kernel/errors.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { notify } from '../../../kernel/notifications/notify.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import type { ContractEvent } from '../contract-event.record.ts'
import { daysBetween, sayDay } from '../day.ts'
import type { Decision } from '../terms.ts'
import { type DossierFacts, inOrder, saysTheSame, type Section } from './facts.ts'
import { type KeptDossier, type Nearing, planDossiers } from './lead.ts'
import { draftLetterOf } from '../letters/letters.server.ts'
import { endOf, ownSections } from './own-facts.server.ts'
import { attachPrint } from './print.server.ts'

const type = 'renewal_dossier'
const why = 'assembles a dossier'

/** What of the kernel dossiers are made with. */
export type DossierKernel = Pick<Kernel, 'db' | 'store' | 'clock' | 'kept' | 'registry' | 'sealer'>

/** What others than contracts know for deciding: among it, under 'alternatives', who else sells such things. */
export type Gather = (kernel: DossierKernel, contract: Row) => Promise<readonly Section[]>

/** What a night did about dossiers. */
export interface Kept {
  readonly made: number
  readonly changed: number
  readonly setAside: number
}

interface Near extends Nearing {
  readonly id: string
  readonly kept: readonly KeptDossier[] | null
}

/**
 * Sees to it that each contract whose day to decide is near has a dossier that says what is known today, and sets those aside
 * that are about another end than the next. May be repeated: the second time on a day changes nothing and tells nobody.
 */
export async function keepDossiers(kernel: DossierKernel, gather: Gather): Promise<Kept> {
  const day = today(kernel.clock)
  const contracts = await kernel.db.query<Near>({
    text: `select c.id, c.state, c.decide_by::text as "decideBy", c.decided_end::text as "decidedEnd",
        c.dossier_days::int as "dossierDays", d.kept
      from contract c left join lateral (select json_agg(json_build_object('id', o.id, 'state', o.state,
          'decidedEnd', o.decided_end)) as kept from renewal_dossier o where o.contract = c.id and o.archived_at is null) d on true
      where c.archived_at is null and (d.kept is not null
        or (c.state = 'in_force' and c.decide_by - c.dossier_days::int <= $1::date)) order by c.decide_by, c.id`,
    values: [day],
  })
  let [made, changed, setAside] = [0, 0, 0]
  for (const contract of contracts) {
    const plan = planDossiers(contract, contract.kept ?? [], day)
    for (const id of plan.setAside) {
      await putAside(kernel, id)
      setAside += 1
    }
    if (!plan.isNew && plan.refresh === null) continue
    const { outcome } = await assemble(kernel, gather, contract.id)
    if (outcome === 'made') made += 1
    if (outcome === 'changed') changed += 1
  }
  return { made, changed, setAside }
}

const putAside = ({ store }: DossierKernel, id: string): Promise<Row> =>
  store.asSystem(why).move(type, id, 'setAside', { reason: 'Another end is decided about now.' })

/**
 * Makes the dossier of a contract about its next end, or brings the one that is there up to date, in one transaction. One that was
 * decided stays as it is. The owner is told of a new one. Throws Conflict where nothing is to be decided.
 */
export async function assemble(
  kernel: DossierKernel,
  gather: Gather,
  contractId: string,
  who: Who = system(why),
): Promise<{ readonly dossier: Row; readonly outcome: 'made' | 'changed' | 'same' }> {
  return kernel.store.as(who).transaction(async (records, tx) => {
    const within = inside(kernel, tx)
    // Whoever assembles it at the same time waits here, and then finds what the other one has made.
    await tx.query({ text: 'select 1 from contract where id = $1 for no key update', values: [contractId] })
    const contract = await records.get('contract', contractId)
    const decidedEnd = endOf(contract)
    if (decidedEnd === null) throw conflict('Nothing is to be decided about this contract now.')
    const before = await dossierFor(within, contract.id, decidedEnd)
    if (before?.state === 'decided') return { dossier: before, outcome: 'same' as const }
    const day = today(within.clock)
    const facts = await factsFor(within, gather, { contract, dossier: before, decidedEnd, today: day })
    const owner = idsOf(contract['owner'])[0] ?? null
    const values = {
      ...{ owner, decideBy: contract['decideBy'], name: nameOf(contract, decidedEnd) },
      ...written(within, facts),
    }
    if (!before) {
      const dossier = await records.create(
        type,
        { contract: contract.id, decidedEnd, ...values },
        { reason: `It is to be decided by ${sayDay(String(contract['decideBy']))}.` },
      )
      await tellOwner(within, { contract, dossier, owner, today: day })
      return { dossier, outcome: 'made' as const }
    }
    const open = before.state === 'set_aside' ? await records.move(type, before.id, 'takeUp') : before
    const isSame =
      saysTheSame(open['facts'] as DossierFacts | null, facts) &&
      (idsOf(open['owner'])[0] ?? null) === owner &&
      ['decideBy', 'name'].every((field) => open[field] === values[field as 'decideBy' | 'name'])
    if (isSame)
      return { dossier: open, outcome: before.state === 'set_aside' ? ('changed' as const) : ('same' as const) }
    const dossier = await records.update(type, open.id, values, { reason: 'What is known of it has changed.' })
    return { dossier, outcome: 'changed' as const }
  })
}

/**
 * Keeps a decision in the dossier about its end, with all that was known then: from now on it stays as it is, unless it is decided
 * otherwise. Done twice for one decision it changes nothing. Resolves to the dossier; null for a decision about no end that is known.
 */
export async function keepDecision(
  kernel: DossierKernel & Pick<Kernel, 'files'>,
  gather: Gather,
  eventId: string,
): Promise<Row | null> {
  return kernel.store.asSystem('keeps a decision').transaction(async (records, tx) => {
    const within = inside(kernel, tx)
    const event = (await records.get('contract_event', eventId)) as Row & ContractEvent
    if (event.kind !== 'decision' || event.decidedEnd === null || event.archivedAt !== null) return null
    const [contractId = ''] = idsOf(event.contract)
    await tx.query({ text: 'select 1 from contract where id = $1 for no key update', values: [contractId] })
    const contract = await records.get('contract', contractId)
    const { decidedEnd } = event
    const before = await dossierFor(within, contractId, decidedEnd)
    if (before && (before['eventId'] === eventId || isLater(before, event))) return before
    const facts = await factsFor(within, gather, { contract, dossier: before, decidedEnd, today: today(within.clock) })
    const values = {
      ...{ name: nameOf(contract, decidedEnd), owner: idsOf(contract['owner'])[0] ?? null },
      ...{ decideBy: contract['decideBy'] ?? before?.['decideBy'] ?? null, ...written(within, facts), eventId },
      ...{ decision: event.decision as Decision | null, reason: event.reason, decidedOn: event.happenedOn },
      decidedBy: await writerOf(within, eventId),
    }
    const reason = { reason: 'Kept as it was when it was decided.' }
    const dossier = before
      ? await records.update(type, before.id, values, reason)
      : await records.create(type, { contract: contractId, decidedEnd, ...values }, reason)
    const decided = dossier.state === 'decided' ? dossier : await records.move(type, dossier.id, 'decide', reason)
    await attachPrint(within, decided)
    if (event.decision !== null && endOf(contract) === decidedEnd)
      await draftLetterOf(within, { contract, decision: event.decision, end: decidedEnd })
    return decided
  })
}

/** By whose name an event was written. */
async function writerOf({ db }: DossierKernel, id: string): Promise<string | null> {
  const [first] = await db.query<{ who_name: string }>({
    text: `select who_name from history where record_id = $1 and verb = 'created' order by entry limit 1`,
    values: [id],
  })
  return first?.who_name ?? null
}

/** Whether a dossier keeps a decision that was made on a later day. */
const isLater = (dossier: Row, { happenedOn }: ContractEvent): boolean =>
  dossier.state === 'decided' && typeof dossier['decidedOn'] === 'string' && dossier['decidedOn'] > happenedOn

/** The dossier about one end of a contract, whatever became of it. */
async function dossierFor({ store }: DossierKernel, contract: string, decidedEnd: string): Promise<Row | null> {
  const { rows } = await store.asSystem(why).list(type, { filter: { contract, decidedEnd }, limit: 1 })
  return rows[0] ?? null
}

async function factsFor(
  kernel: DossierKernel,
  gather: Gather,
  assembling: Parameters<typeof ownSections>[1],
): Promise<DossierFacts> {
  const { contract, today: asOf } = assembling
  const others = await gather(kernel, contract)
  const candidates = others.find(({ key }) => key === 'alternatives') ?? noCandidates
  const own = await ownSections(kernel, assembling, candidates)
  return {
    asOf,
    contract: {
      ...{
        id: contract.id,
        number: contract.number,
        name: contract.title,
        counterparty: String(contract['counterparty']),
      },
      owner: (contract['owner'] as { readonly title: string | null } | null)?.title ?? null,
    },
    sections: inOrder([...own, ...others]),
  }
}
const noCandidates: Section = { key: 'alternatives', title: 'Alternatives', says: [], figures: [], unknown: [] }

const written = ({ clock }: DossierKernel, facts: DossierFacts) => ({ facts, assembledAt: clock.now().toISOString() })

const nameOf = (contract: Row, end: string): string => `${contract.title}, end on ${sayDay(end)}`.slice(0, 240)

interface Telling {
  readonly contract: Row
  readonly dossier: Row
  readonly owner: string | null
  readonly today: string
}

async function tellOwner(
  { db, clock }: DossierKernel,
  { contract, dossier, owner, today: day }: Telling,
): Promise<void> {
  if (owner === null) return
  const accounts = await db.query<{ id: string }>({
    text: 'select id from account where self = $1 and not is_disabled',
    values: [owner],
  })
  const left = daysBetween(day, String(contract['decideBy']))
  await notify(db, clock, {
    ...{ accounts: accounts.map(({ id }) => id), kind: 'deadline', recordId: dossier.id },
    title: `The dossier for “${contract.title}” is there`,
    text: `It is to be decided by ${sayDay(String(contract['decideBy']))}${left > 0 ? `, in ${left} days` : ''}. Look at what is missing in it while there is time.`,
  })
}
