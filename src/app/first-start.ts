import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createDemo } from '../demo/index.server.ts'
import { ensureCurrencies } from '../foundation/currencies/index.server.ts'
import { roles } from '../foundation/roles.ts'
import {
  ensureCatalogue,
  ensureMacros,
  ensureServiceLevels,
  ensureTicketGround,
} from '../internal/support/index.server.ts'
import { ensureRoles } from '../kernel/access/roles.server.ts'
import { prepareSetup } from '../kernel/access/set-up.server.ts'
import type { Config } from '../kernel/config.server.ts'
import type { Db } from '../kernel/database/db.server.ts'
import type { Kernel } from '../kernel/kernel.server.ts'

type Say = (text: string) => void

/** Fills the demo company; resolves to who can sign in, in lines to print: the passwords are kept nowhere in plain text. */
export async function fillDemo(kernel: Kernel, { config, say }: { config: Config; say: Say }): Promise<string[]> {
  const mark = markOf(config)
  mkdirSync(config.data, { recursive: true, mode: 0o700 })
  writeFileSync(mark, 'The demo company is being made. While this file is here it is not complete.\n')
  say('Making the demo company …')
  await ensureRoles(kernel.db, roles)
  const { accounts } = await createDemo(kernel)
  rmSync(mark)
  const width = (key: 'role' | 'email') => Math.max(...accounts.map((account) => account[key].length))
  const [roleWidth, emailWidth] = [width('role'), width('email')]
  const lines = accounts.map(
    ({ role, email, password }) => `  ${role.padEnd(roleWidth)}  ${email.padEnd(emailWidth)}  ${password}`,
  )
  return ['Sign in as one of these. Write the passwords down: they are shown this once.', '', ...lines]
}

/** Empties a database whose demo company was interrupted in the making, so that the start makes it anew. */
export async function forgetUnfinishedDemo({ db, config, say }: { db: Db; config: Config; say: Say }): Promise<void> {
  if (!existsSync(markOf(config))) return
  say('The demo company was interrupted in the making: beginning anew.')
  await db.query('drop schema public cascade; create schema public')
  rmSync(markOf(config))
}

function markOf({ data }: Config): string {
  return path.join(data, 'demo-is-unfinished')
}

/** Gives an installation what it needs to be used; resolves to how to set it up, in lines to print, while nobody administers it. */
export async function prepareInstallation(
  kernel: Kernel,
  { hasChanged, serves = true }: { hasChanged: boolean; serves?: boolean },
): Promise<string[]> {
  if (hasChanged || !(await hasRoles(kernel.db))) {
    await ensureCurrencies(kernel.store.asSystem('ready-made currencies'))
    await ensureCatalogue(kernel.store.asSystem('ready-made catalogue'))
    await ensureTicketGround(kernel.store.asSystem('ready-made rules'))
    await ensureMacros(kernel.store.asSystem('ready-made macros'))
    await ensureServiceLevels(kernel.store.asSystem('ready-made service levels'))
    await ensureRoles(kernel.db, roles) // last: while there are none, the next start does this again
  }
  // A new code ends the one before, and a worker prints none.
  const setUp = serves ? await prepareSetup(kernel) : null
  if (!setUp) return []
  return [
    'Nobody can sign in yet. Create the first administrator:',
    '',
    `  page  ${kernel.url}/set-up`,
    `  code  ${setUp.code}`,
  ]
}

async function hasRoles(db: Db): Promise<boolean> {
  const rows = await db.query('select 1 from role limit 1')
  return rows.length > 0
}
