import { randomInt } from 'node:crypto'
import { Failure } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import {
  type Account,
  accountByEmail,
  changeAccount,
  createAccount,
  listAccounts,
  setPassword,
} from './accounts.server.ts'

export const userHelp = `quarterdeck user list
quarterdeck user add EMAIL NAME [ROLE …]
quarterdeck user password EMAIL
quarterdeck user role EMAIL [ROLE …]
quarterdeck user disable EMAIL
quarterdeck user enable EMAIL

'add' and 'password' make a random password and print it once.`

/** Runs `quarterdeck user …`: resolves to the lines to print. Throws a Failure in words. */
export async function userCommand(
  kernel: Pick<Kernel, 'db' | 'clock'>,
  [verb = '', email = '', ...rest]: readonly string[],
): Promise<readonly string[]> {
  const { db } = kernel
  if (verb === 'list') return everyone(kernel)
  if (verb === 'add' && email && rest[0]) {
    const password = randomPassword()
    await createAccount(kernel, { email, name: rest[0], password, roles: rest.slice(1) })
    return [`${email} can sign in with the password ${password}`]
  }
  if (verb === 'password' && email) {
    const password = randomPassword()
    await setPassword(kernel, await accountByEmail(db, email), password)
    return [`${email} can sign in with the password ${password}`]
  }
  if (verb === 'role' && email) {
    await changeAccount(kernel, await accountByEmail(db, email), { roles: rest })
    return [`${email} has ${rest.length === 0 ? 'no role' : rest.join(', ')}.`]
  }
  if ((verb === 'disable' || verb === 'enable') && email) {
    await changeAccount(kernel, await accountByEmail(db, email), { isDisabled: verb === 'disable' })
    return [`${email} can ${verb === 'disable' ? 'no longer' : 'now'} sign in.`]
  }
  throw new Failure('Invalid', `Say what to do:\n${userHelp}`)
}

async function everyone({ db }: Pick<Kernel, 'db'>): Promise<readonly string[]> {
  const lines: string[] = []
  for (let after: Account | undefined; ; ) {
    const page = await listAccounts(db, { after, limit: 500 })
    lines.push(
      ...page.map(({ email, name, roles, isDisabled }) =>
        [email, name, roles.join(', ') || 'no role', ...(isDisabled ? ['disabled'] : [])].join('  '),
      ),
    )
    after = page.at(-1)
    if (!after || page.length < 500) return lines
  }
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password that can be read aloud: 20 of 31 letters in groups of five, 99 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join(
    '-',
  )
