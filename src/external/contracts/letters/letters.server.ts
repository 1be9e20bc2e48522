import { today } from '../../../kernel/clock.ts'
import { OrganisationSettings } from '../../../foundation/organisation/index.ts'
import { idsOf } from '../../../kernel/access/rule.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import { conflict, invalid } from '../../../kernel/errors.ts'
import { hangFiles } from '../../../kernel/files/files.server.ts'
import { keepBytes } from '../../../kernel/files/from-bytes.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { pdfOf } from '../../../kernel/pdf/pdf.server.ts'
import { inside } from '../../../kernel/record/inside.server.ts'
import type { ActionHandler } from '../../../kernel/record/action.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { readLogOf, writeLetter } from '../contract-clock.server.ts'
import { receivedBy } from '../deemed.ts'
import { forItsLog } from '../dossier/decide.server.ts'
import { endOf } from '../dossier/own-facts.server.ts'
import type { MadeFile } from '../dossier/print.server.ts'
import type { Decision, Method } from '../terms.ts'
import type { ContractLetter } from './contract-letter.record.ts'
import { letterPaper } from './paper.ts'

/** What of the kernel letters are kept with. */
type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'sealer'>
const type = 'contract_letter'
const why = 'keeps letters'

/** Keeps the draft of the letter that a decision asks for, once; resolves to it, or to null where nothing has to be sent. */
export async function draftLetterOf(
  kernel: Needs,
  { contract, decision, end }: { readonly contract: Row; readonly decision: Decision; readonly end: string },
): Promise<Row | null> {
  const records = kernel.store.asSystem(why)
  const { rows } = await records.list(type, { filter: { contract: contract.id, decidedEnd: end }, limit: 50 })
  const drafts = rows.filter(({ state }) => state === 'draft')
  for (const draft of drafts.filter((one) => one['decision'] !== decision))
    await records.move(type, draft.id, 'drop', { reason: 'It was decided otherwise.' })
  const there = rows.find((one) => one['decision'] === decision && one.state !== 'dropped')
  if (there) return there
  const letter = await writeLetter(kernel, system(why), { id: contract.id, decision })
  if (!letter) return null
  return records.create(
    type,
    {
      ...{ contract: contract.id, owner: idsOf(contract['owner'])[0] ?? null, decision, decidedEnd: end },
      ...{ kind: letter.kind, subject: letter.subject, toWhom: letter.to.join('\n'), method: letter.method },
      ...{ body: letter.paragraphs.join('\n\n'), sendBy: letter.sendBy },
    },
    { reason: 'Drafted for what was decided.' },
  )
}

/** A letter that the caller may read, as PDF: as it will be sent, or as it was. */
export const printLetter = async (kernel: Needs, who: Who, id: string): Promise<MadeFile> =>
  printed(kernel, await kernel.store.as(who).get(type, id))

async function printed(kernel: Needs, row: Row): Promise<MadeFile> {
  const letter = row as Row & ContractLetter
  const { organisation } = await settingsOf(kernel, OrganisationSettings)
  const on = letter.sentOn ?? today(kernel.clock)
  const paper = letterPaper({
    ...{ subject: letter.subject, toWhom: letter.toWhom, body: letter.body, method: letter.method, on, organisation },
    signedBy: (row['owner'] as { readonly title: string | null } | null)?.title ?? null,
    number: row.number,
    at: new Date(`${on}T00:00:00.000Z`),
  })
  return { name: `${row.number ?? 'Letter'} ${letter.kind} ${on}.pdf`, bytes: await pdfOf(paper) }
}

/** What people do with letters: record them as sent, with what that is in the contract's log, and as received. */
export const letterActions = (kernel: Kernel): Readonly<Record<string, ActionHandler>> => ({
  'contract.draftLetter': async ({ tx, row, input }) => {
    const end = endOf(row)
    if (end === null) throw conflict('Nothing is to be decided about this contract now, or notice was given already.')
    const decision = input['decision'] as Decision
    const letter = await draftLetterOf(inside(kernel, tx), { contract: row, decision, end })
    if (letter === null) throw conflict('Nothing has to be sent for this decision.')
  },
  'contract_letter.send': async ({ records, tx, row, input }) => {
    const within = inside(kernel, tx)
    const letter = row as Row & ContractLetter
    const [on, method] = [String(input['on']), input['method'] as Method]
    if (on > today(within.clock))
      throw invalid([{ field: 'on', says: 'A day that is still to come can’t be one on which it was sent.' }])
    const [contractId = ''] = idsOf(row['contract'])
    const own = within.store.asSystem(why)
    const contract = await own.get('contract', contractId)
    const { asking } = await readLogOf(within, contract, on)
    const event = eventOf(letter, method)
    const eventId =
      event === null
        ? null
        : (
            await within.store
              .as(forItsLog(records.who))
              .create('contract_event', { contract: contractId, happenedOn: on, ...event })
          ).id
    const reason = { reason: `${records.who.name} says that it was sent.` }
    await own.update(type, row.id, { sentOn: on, method, deemedOn: receivedBy(asking, on, method), eventId }, reason)
    const sent = await own.move(type, row.id, 'keepSent', reason)
    const { name, bytes } = await printed(within, sent)
    const kept = await keepBytes(within, { name, bytes, type: 'application/pdf' })
    await hangFiles(within, system(why), { id: row.id, kept: [kept] })
  },
  'contract_letter.receive': async ({ records, tx, row, input }) => {
    const within = inside(kernel, tx)
    const { sentOn, eventId } = row as Row & ContractLetter
    const on = String(input['on'])
    if (sentOn === null || on < sentOn)
      throw invalid([{ field: 'on', says: 'It can’t have been received before it was sent.' }])
    if (eventId !== null) {
      const event = await within.store.asSystem(why).get('contract_event', eventId)
      if (event.archivedAt !== null) throw conflict('What sending it was in the log has been taken back.')
      if (event['kind'] === 'notice')
        await within.store.as(forItsLog(records.who)).update('contract_event', eventId, { receivedOn: on })
    }
    const reason = { reason: `${records.who.name} says that it was received.` }
    const own = within.store.asSystem(why)
    await own.update(type, row.id, { receivedOn: on }, reason)
    await own.move(type, row.id, 'keepReceived', reason)
  },
})

/** What sending a letter is in the log; null for letters that change nothing about the terms. */
function eventOf({ kind, subject: whole }: ContractLetter, method: Method): Readonly<Record<string, string>> | null {
  const subject = whole.slice(0, 200)
  if (kind === 'notice') return { kind: 'notice', subject, givenBy: 'us', method }
  return kind === 'option' ? { kind: 'renewal', subject } : null
}
