import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../../../kernel/errors.ts'
import { defineProcessor, type Processor } from '../../../kernel/events/processor.server.ts'
import type { Kernel } from '../../../kernel/kernel.server.ts'
import { carryChecks } from '../compliance/carry.server.ts'
import type { Records } from '../../../kernel/record/store.server.ts'
import { UnreadableDocument } from './contract-text.ts'
import { inThread } from './in-thread.server.ts'
import { forgetText, keepProblem, keepText, keptText, noteTry } from './texts.server.ts'

type Needs = Pick<Kernel, 'db' | 'files' | 'clock' | 'store'>

/** How often a file may stop the program that reads it. */
const mostTries = 2

/** Reads documents once a file hangs on them, and carries over to them what was checked in the version before. */
export const followDocuments = (kernel: Needs): Processor =>
  defineProcessor({
    name: 'read-contracts',
    on: ({ type, verb }) =>
      type === 'contract_document' && ['file_added', 'file_removed', 'updated', 'restored'].includes(verb),
    startsAt: 'now',
    limit: 240_000,
    handle: ({ recordId }) => readDocument(kernel, recordId),
  })

/** Reads the newest file of a document, unless that was done. What can't be read is kept with the reason. */
export async function readDocument(
  kernel: Needs,
  document: string,
  records: Records = kernel.store.asSystem('reads contracts'),
): Promise<void> {
  const [file] = await kernel.db.query<{ id: string; sha256: string; name: string }>({
    text: 'select id, sha256, name from file where record_id = $1 order by at desc, id desc limit 1',
    values: [document],
  })
  if (!file) return forgetText(kernel.db, document)
  const kept = await keptText(kernel.db, document)
  const isDone = kept?.sha256 === file.sha256 && (kept.text !== null || kept.problem !== null)
  if (!isDone) await readFile(kernel, document, file)
  await carryChecks(kernel, document, records)
}

async function readFile(
  kernel: Needs,
  document: string,
  file: { readonly id: string; readonly sha256: string; readonly name: string },
): Promise<void> {
  const { db, clock } = kernel
  const about = { document, file: file.id, fileName: file.name, sha256: file.sha256, at: clock.now() }
  if ((await noteTry(db, about)) > mostTries)
    return keepProblem(db, document, 'Reading it stopped the program twice. It is not tried again; save it anew.')
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-contract-'))
  try {
    const path = join(folder, 'document')
    await pipeline(await kernel.files.read(file.sha256), createWriteStream(path, { mode: 0o600 }))
    await keepText(db, document, await inThread({ does: 'read', path, name: file.name }))
  } catch (error) {
    if (!(error instanceof UnreadableDocument) && !(error instanceof Failure)) throw error
    await keepProblem(db, document, error.message)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
