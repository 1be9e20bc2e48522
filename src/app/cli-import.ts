import { createWriteStream, statSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { system } from '../kernel/access/who.ts'
import { readSecret } from '../kernel/config.server.ts'
import { Failure } from '../kernel/errors.ts'
import type { ImportView } from '../kernel/importing/import.ts'
import { refusedCsv } from '../kernel/importing/import-rows.server.ts'
import { createImport, openImport, readImport, setMapping, startApplying } from '../kernel/importing/imports.server.ts'
import { listSheets } from '../kernel/importing/sheets.server.ts'
import { importWork } from '../kernel/importing/work.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'
import { createLog } from '../kernel/log.server.ts'
import type { Given } from './cli-commands.ts'
import { withDatabase } from './cli-data.ts'
import { composeKernel } from './compose.ts'
import { bringUpToDate } from './database.ts'
import { Exit, exitCodes } from './exit.ts'

const say = (text: string): void => console.log(text)
const who = system('command line', 'cli')

/** `quarterdeck import TYPE FILE` */
export async function importFile({ words, flags }: Given): Promise<void> {
  const [type = '', file = ''] = words
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new Exit(exitCodes.failed, `${file} is not there.`)
  if (!found.isFile()) throw new Exit(exitCodes.failed, `${file} is not a file. Name a CSV file or a workbook.`)
  await withDatabase('import', async ({ db, replica }, config) => {
    await bringUpToDate({ db, config, say })
    const log = createLog({ level: 'warn', isPretty: true, to: process.stderr })
    const kernel = composeKernel({ config, db, replica, log, secret: readSecret(config, process.env) })
    await kernel.learnZone()
    await kernel.customFields.refresh()
    const sheet = typeof flags.sheet === 'string' ? flags.sheet : null
    const id = await prepare(kernel, { type: namedType(kernel, type), file, sheet }).catch(explain)
    const preview = await readImport(kernel, who, id)
    if (flags.preview || flags['dry-run']) return say(`${summary(preview)} Nothing was changed.`)
    await startApplying(kernel, who, id)
    await importWork(kernel).run(id)
    const done = await readImport(kernel, who, id)
    if (done.status !== 'applied')
      throw new Exit(exitCodes.failed, done.problem ?? `The import stopped (${done.status}).`)
    const { create = 0, update = 0 } = done.counts
    say(`${summary(done)}${create + update > 0 ? ` Undo it on its page: ${config.url}/imports/${id}` : ''}`)
    await report(kernel, { id, file, view: done })
  })
}

/** People write `people` as often as `person`. */
const namedType = ({ registry }: Kernel, type: string): string => registry.byPath(type.toLowerCase())?.name ?? type

interface Asked {
  readonly type: string
  readonly file: string
  readonly sheet: string | null
}

async function prepare(kernel: Kernel, { type, file, sheet: asked }: Asked): Promise<string> {
  const location = path.resolve(file)
  const sheet = asked ?? (await likelySheet(kernel, { path: location, type }))
  const given = { path: location, fileName: path.basename(file), type, ...(sheet === null ? {} : { sheet }) }
  const { id, mapping } = await createImport(kernel, who, given)
  await setMapping(kernel, who, id, mapping)
  await importWork(kernel).run(id)
  return id
}

/** Says which sheet is read where there are several to choose from. */
async function likelySheet(kernel: Kernel, given: { path: string; type: string }): Promise<string | null> {
  const { sheets, chosen } = await listSheets(kernel, given)
  const filled = sheets.filter(({ rows }) => rows > 0)
  if (filled.length > 1) {
    const all = filled.map(({ name, rows }) => `${name} (${rows} rows)`).join(', ')
    say(`Reading the sheet ${chosen} of: ${all}. Name another one with --sheet.`)
  }
  return chosen
}

function explain(error: unknown): never {
  if (!(error instanceof Failure)) throw error
  throw new Exit(
    exitCodes.failed,
    [error.message, ...error.problems.filter(({ says }) => says !== error.message).map(({ says }) => `  ${says}`)].join(
      '\n',
    ),
  )
}

function summary({ rows, counts }: ImportView): string {
  const { create = 0, update = 0, skip = 0, conflict = 0, refused = 0 } = counts
  return `${rows} rows: ${create} new, ${update} changed, ${skip} as they were, ${conflict} in conflict, ${refused} refused.`
}

async function report(
  kernel: Kernel,
  { id, file, view }: { id: string; file: string; view: ImportView },
): Promise<void> {
  if (!view.counts.refused && !view.counts.conflict) return
  const { dir, name } = path.parse(file)
  const target = path.join(dir, `${name}-refused.csv`)
  await pipeline(Readable.from(refusedCsv(kernel, await openImport(kernel, who, id))), createWriteStream(target))
  say(`The rows that were not taken are in ${target}, each with its reason. Correct them there and import that file.`)
}
