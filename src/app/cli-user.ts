import { randomInt } from 'node:crypto'
import { roles } from '../foundation/roles.ts'
import { accountByEmail, listAccounts } from '../kernel/access/account-view.server.ts'
import { changeAccount, createAccount, disable, setPassword } from '../kernel/access/accounts.server.ts'
import { ensureRoles, listRoles } from '../kernel/access/roles.server.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Db } from '../kernel/database/db.server.ts'
import type { Given } from './cli-commands.ts'
import { withDatabase } from './cli-data.ts'
import { bringUpToDate } from './database.ts'
import { Exit, exitCodes } from './exit.ts'

const say = (text: string): void => console.log(text)
const deeds = { add, list, password, role, disable: close }
type Deed = keyof typeof deeds

/** `quarterdeck user add|list|password|role|disable` */
export async function user({ words, flags }: Given): Promise<void> {
  const [deed = '', email = ''] = words
  if (!(deed in deeds)) throw new Exit(exitCodes.badConfiguration, `Say what to do: ${Object.keys(deeds).join(', ')}.`)
  if (deed !== 'list' && !email)
    throw new Exit(exitCodes.badConfiguration, `Say whose account: npx quarterdeck user ${deed} EMAIL`)
  await withDatabase('user', async ({ db }, config) => {
    await bringUpToDate({ db, config, say })
    if ((await listRoles(db)).length === 0) await ensureRoles(db, roles)
    await deeds[deed as Deed](db, { email, words: words.slice(2), flags })
  })
}

interface Asked {
  readonly email: string
  readonly words: readonly string[]
  readonly flags: Given['flags']
}
const clock = systemClock

async function add(db: Db, { email, flags }: Asked): Promise<void> {
  const name = typeof flags.name === 'string' ? flags.name : email
  const given = rolesIn(flags.role)
  const chosen = newPassword()
  await createAccount({ db, clock }, { name, email, password: chosen, roles: given })
  say(`${email} can sign in as ${given.join(', ')} with the password ${chosen}`)
  say('It is shown this once; they can change it after signing in.')
}

async function list(db: Db): Promise<void> {
  let after: { name: string; id: string } | undefined
  do {
    const accounts = await listAccounts(db, { after, limit: 500 })
    for (const one of accounts)
      say(`${one.email}\t${one.name}\t${one.roles.join(', ')}${one.isDisabled ? '\tdisabled' : ''}`)
    after = accounts.length === 500 ? accounts.at(-1) : undefined
  } while (after)
}

async function password(db: Db, { email }: Asked): Promise<void> {
  const chosen = newPassword()
  await setPassword({ db, clock }, await accountByEmail(db, email), chosen)
  say(`The password of ${email} is now ${chosen} (shown this once). They are signed out everywhere.`)
}

async function role(db: Db, { email, words }: Asked): Promise<void> {
  const given = rolesIn(words.join(','))
  await changeAccount({ db, clock }, await accountByEmail(db, email), { roles: given })
  say(`${email} is now: ${given.join(', ')}.`)
}

async function close(db: Db, { email }: Asked): Promise<void> {
  await disable({ db, clock }, await accountByEmail(db, email))
  say(`${email} can no longer sign in, and is signed out everywhere.`)
}

function rolesIn(text: string | boolean | undefined): string[] {
  const given = typeof text === 'string' ? text.split(',').filter(Boolean) : []
  if (given.length > 0) return given
  throw new Exit(exitCodes.badConfiguration, `Name a role: ${roles.map((one) => one.name).join(', ')}.`)
}

// Letters that can't be mistaken for each other: 80 bits.
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const all = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
  return all.replace(/(.{4})(?=.)/g, '$1-')
}
