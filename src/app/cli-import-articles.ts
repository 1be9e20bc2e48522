import { statSync } from 'node:fs'
import { importArticles } from '../internal/support/index.server.ts'
import { system } from '../kernel/access/who.ts'
import { readSecret } from '../kernel/config.server.ts'
import { createLog } from '../kernel/log.server.ts'
import type { Given } from './cli-commands.ts'
import { withDatabase } from './cli-data.ts'
import { composeKernel } from './compose.ts'
import { bringUpToDate } from './database.ts'
import { Exit, exitCodes } from './exit.ts'

const say = (text: string): void => console.log(text)

/** `quarterdeck import articles FOLDER` */
export async function importFolder({ words }: Given): Promise<void> {
  const [, folder = ''] = words
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Exit(exitCodes.failed, `${folder} is not a folder. Name the folder that the Markdown files are in.`)
  await withDatabase('import', async ({ db, replica }, config) => {
    await bringUpToDate({ db, config, say })
    const log = createLog({ level: 'warn', isPretty: true, to: process.stderr })
    const kernel = composeKernel({ config, db, replica, log, secret: readSecret(config, process.env) })
    await kernel.learnZone()
    await kernel.customFields.refresh()
    const report = await importArticles(kernel, system('command line', 'cli'), folder)
    const { created, updated, unchanged, defects, incomplete } = report
    say(`${created} new, ${updated} changed, ${unchanged} as they were, ${defects.length} not taken.`)
    const tell = ({ file, problems }: (typeof defects)[number]): void =>
      say([file, ...problems.map((one) => `  ${one}`)].join('\n'))
    defects.forEach(tell)
    if (incomplete.length > 0) say(`Of ${incomplete.length} that were taken, something could not be brought along:`)
    incomplete.forEach(tell)
    if (created + updated + unchanged === 0) throw new Exit(exitCodes.failed, 'No article was imported.')
  })
}
