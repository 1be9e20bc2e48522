import { OrganisationSettings } from '../../../foundation/organisation/index.ts'
import { conflict } from '../../../kernel/errors.ts'
import { keepBytes } from '../../../kernel/files/from-bytes.server.ts'
import { hangFiles } from '../../../kernel/files/files.server.ts'
import { system, type Who } from '../../../kernel/access/who.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { pdfOf } from '../../../kernel/pdf/pdf.server.ts'
import type { Row } from '../../../kernel/record/store.server.ts'
import { settingsOf } from '../../../kernel/settings/settings.server.ts'
import { dossierPaper } from './paper.ts'
import type { RenewalDossier } from './renewal-dossier.record.ts'

type Needs = Pick<Kernel, 'db' | 'store' | 'clock' | 'registry' | 'sealer'>

/** A file that is made when it is asked for. */
export interface MadeFile {
  readonly name: string
  readonly bytes: Buffer
}

/** A dossier that the caller may read, as PDF. Throws NotFound for others, Conflict for one in which nothing stands. */
export async function printDossier(kernel: Needs, who: Who, id: string): Promise<MadeFile> {
  return printed(kernel, await kernel.store.as(who).get('renewal_dossier', id))
}

async function printed(kernel: Needs, row: Row): Promise<MadeFile> {
  const dossier = row as Row & RenewalDossier
  const { facts, decision, assembledAt } = dossier
  if (!facts) throw conflict('Nothing stands in this dossier yet.')
  const { organisation } = await settingsOf(kernel, OrganisationSettings)
  const paper = dossierPaper({
    ...{ number: row.number, facts, decidedEnd: dossier.decidedEnd, organisation },
    at: new Date(assembledAt ?? row.updatedAt),
    decided:
      decision === null ? null : { decision, on: dossier.decidedOn, by: dossier.decidedBy, reason: dossier.reason },
  })
  const end = decision === null ? 'as of' : 'decided'
  return {
    name: `${row.number ?? 'Dossier'} ${end} ${decision === null ? facts.asOf : (dossier.decidedOn ?? facts.asOf)}.pdf`,
    bytes: await pdfOf(paper),
  }
}

/** Attaches a decided dossier to itself as PDF, so that it is at hand as it was. */
export async function attachPrint(kernel: Needs & Pick<Kernel, 'files'>, row: Row): Promise<void> {
  const { name, bytes } = await printed(kernel, row)
  const kept = await keepBytes(kernel, { name, bytes, type: 'application/pdf' })
  await hangFiles(kernel, system('keeps a decision'), { id: row.id, kept: [kept] })
}
