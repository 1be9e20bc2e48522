import { readSecret } from '../kernel/config.server.ts'
import { createLog } from '../kernel/log.server.ts'
import { withDatabase } from './cli-data.ts'
import { composeKernel } from './compose.ts'
import { bringUpToDate } from './database.ts'
import { Exit, exitCodes } from './exit.ts'
import { fillDemo, forgetUnfinishedDemo } from './first-start.ts'

const say = (text: string): void => console.log(text)

/** `quarterdeck demo` */
export async function demo(): Promise<void> {
  await withDatabase('demo', async ({ db, replica, embedded }, config) => {
    if (embedded) await forgetUnfinishedDemo({ db, config, say })
    await bringUpToDate({ db, config, say })
    const [used] = await db.query(`select 1 from record where type not in ('account', 'role') limit 1`)
    if (used) {
      throw new Exit(
        exitCodes.failed,
        'This database has records. The demo company needs an empty one: name another folder in QUARTERDECK_DATA.',
      )
    }
    const log = createLog({ level: 'warn', isPretty: true, to: process.stderr })
    const kernel = composeKernel({ config, db, replica, log, secret: readSecret(config, process.env) })
    await kernel.learnZone()
    for (const line of await fillDemo(kernel, { config, say })) say(line)
  })
}
