import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoContext, DemoPart } from '../../../foundation/demo.server.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { addFiles } from '../../../kernel/files/files.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { addDays, addMonths } from '../day.ts'
import { raiseDue } from '../obligations/obligations.server.ts'
import { checklistNames } from '../compliance/checklist-names.ts'
import { readDocument } from './read-documents.server.ts'

const folder = join(import.meta.dirname, 'demo')

/** What some contracts of the demo company say, what was checked of it, and what somebody has to see to. */
export const contractTextPart: DemoPart = {
  name: 'contract-texts',
  needs: ['services', 'people'],
  create: async (context) => {
    const { records, now } = context
    const today = now.toISOString().slice(0, 10)
    const { rows: services } = await records.list('service', { sort: 'number', limit: 40 })
    const cloud = await contractOf(context, services[0], {
      ...{ name: 'Laboratory data platform', kind: 'outsourcing', counterparty: 'Brightwater Cloud B.V.' },
      ...{ reference: 'BW-2214', signedOn: addMonths(today, -14), amount: '148000.00' },
      about: 'Runs the platform on which clients see their laboratory results.',
    })
    const health = await contractOf(context, services[1], {
      ...{
        name: 'Employee health plan, United States',
        kind: 'data_processing',
        counterparty: 'Harborline Benefits LLC',
      },
      ...{
        signedOn: addMonths(today, -20),
        amount: '61000.00',
        about: 'Administers the health plan of the people in the United States.',
      },
    })
    const services1 = await documentOf(context, cloud, {
      ...{ file: 'services.md', name: 'Services agreement', kind: 'agreement', datedOn: addMonths(today, -14) },
      checklists: ['mvsp-3'],
    })
    const signed = await documentOf(context, cloud, {
      ...{ file: 'processing-1.md', name: 'Data processing agreement', kind: 'data_processing', edition: '1.0' },
      ...{ datedOn: addMonths(today, -14), checklists: ['gdpr-28'] },
    })
    await judged(context, signed)
    await documentOf(context, cloud, {
      ...{ file: 'processing-2.md', name: 'Data processing agreement, amended', kind: 'amendment', edition: '2.0' },
      ...{ datedOn: addDays(today, -12), amends: signed, checklists: [] },
    })
    await documentOf(context, health, {
      ...{ file: 'health.md', name: 'Business associate agreement', kind: 'business_associate' },
      ...{ datedOn: addMonths(today, -20), checklists: ['hipaa-164-504'] },
    })
    await owed(context, { contract: cloud, document: services1, processing: signed, today })
  },
}

type Values = Readonly<Record<string, unknown>>

async function contractOf(
  { records }: DemoContext,
  service: Row | undefined,
  { amount, ...values }: Values & { readonly amount: string },
): Promise<Row> {
  if (!service) throw new Error('The demo company has no services.')
  const [owner] = idsOf(service['owner'])
  const made = await records.create('contract', { ...values, owner, services: [service.id] })
  const { signedOn } = values
  await records.create('contract_event', {
    ...{
      contract: made.id,
      kind: 'initial',
      subject: 'Signed',
      happenedOn: signedOn,
      startsOn: signedOn,
      clause: '6.1',
    },
    ...{ termCount: 36, termUnit: 'months', renewal: 'automatic', renewalCount: 12, renewalUnit: 'months' },
    ...{ noticeCount: 90, noticeUnit: 'days', alignment: 'any_day' },
    ...{ price: { amount, currency: 'EUR' }, pricePer: 'year' },
  })
  for (const move of ['submit', 'approve', 'sign']) await records.move('contract', made.id, move)
  return made
}

async function documentOf(
  context: DemoContext,
  contract: Row,
  {
    file,
    checklists,
    ...values
  }: Values & { readonly file: string; readonly checklists: readonly (keyof typeof checklistNames)[] },
): Promise<string> {
  const { kernel, records } = context
  const document = await records.create('contract_document', { ...values, contract: contract.id })
  const place = join(folder, file)
  const bytes = readFileSync(place)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const content = async function* () {
    yield bytes
  }
  const arrived = [{ name: file, sha256, size: bytes.length, type: 'text/markdown', place, content }]
  await addFiles(kernel, records.who, { id: document.id, arrived })
  await readDocument(kernel, document.id, records)
  for (const checklist of checklists)
    await records.create('compliance_check', { name: checklistNames[checklist], document: document.id, checklist })
  return document.id
}

/** What somebody of the company judged otherwise than the rules do. */
async function judged({ records, now }: DemoContext, document: string): Promise<void> {
  const { rows } = await records.list('compliance_check', { filter: { document }, limit: 1 })
  const [check] = rows
  if (!check) return
  const said = {
    'gdpr-28-4': {
      verdict: 'met',
      reason:
        'Liability for the other processor follows from section 7 of the services agreement; legal has confirmed it.',
      by: 'Legal',
      at: new Date(now.getTime() - 300 * 86_400_000).toISOString(),
      passage: null,
    },
  }
  await records.update('compliance_check', check.id, { rulings: said })
}

/** What is owed by either side: on a schedule, with an event, and when it is asked for. */
async function owed(
  { kernel, records }: DemoContext,
  { contract, document, processing, today }: { contract: Row; document: string; processing: string; today: string },
): Promise<void> {
  const [owner] = idsOf(contract['owner'])
  const common = { contract: contract.id, owner }
  const each: readonly Values[] = [
    {
      ...{ what: 'Report on availability, incidents and capacity', side: 'theirs', document, clause: '2.2' },
      ...{ metCount: 12, lateCount: 2, lastMetOn: addDays(`${today.slice(0, 7)}-05`, -28) },
      evidence: 'The report came by mail and hangs on the contract. Two of a year came late.',
      ...{
        trigger: 'schedule',
        firstDueOn: addMonths(`${today.slice(0, 7)}-05`, -13),
        everyCount: 1,
        everyUnit: 'months',
      },
    },
    {
      ...{ what: 'Report of the yearly penetration test', side: 'theirs', document, clause: '4.2', leadDays: 30 },
      ...{ trigger: 'schedule', firstDueOn: addDays(addMonths(today, -12), 20), everyCount: 1, everyUnit: 'years' },
    },
    {
      ...{ what: 'Notify us of a personal data breach', side: 'theirs', document: processing, clause: '5.1' },
      ...{ trigger: 'event', inCase: 'A personal data breach', withinCount: 24, withinUnit: 'hours' },
    },
    {
      ...{ what: 'Dispute an invoice', side: 'ours', document, clause: '3.2' },
      ...{ trigger: 'event', inCase: 'An invoice that isn’t right', withinCount: 15, withinUnit: 'days' },
    },
  ]
  for (const values of each) await records.create('obligation', { ...common, ...values })
  await raiseDue(kernel, records.who)
}
