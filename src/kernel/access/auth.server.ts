import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { verifyPassword } from 'better-auth/crypto'
import { Failure, invalid } from '../errors.ts'
import type { Kernel } from '../kernel.server.ts'
import { authTables } from './auth-tables.server.ts'
import { longestPassword } from './password.ts'
import { sessionDays } from './session.server.ts'

const dayMs = 86_400_000

/** Signs people in and out; better-auth keeps the passwords, this room everything else. */
export interface Auth {
  /** A new session, as the signed cookie to set and the token itself. Throws Forbidden 401, alike for an unknown e-mail and a wrong password. */
  readonly signIn: (given: {
    email: string
    password: string
    address: string
    userAgent: string
  }) => Promise<{ cookie: string; token: string; account: string }>
  /** Resolves when this is the account's password; throws Invalid at `current`. */
  readonly checkPassword: (account: string, password: string) => Promise<void>
}

/** Opens better-auth on our tables: passwords only, no sign-up, no door of its own. */
export function openAuth(kernel: Pick<Kernel, 'db' | 'clock' | 'secret' | 'url'>): Auth {
  const auth = betterAuth({
    baseURL: kernel.url,
    secret: kernel.secret,
    database: authTables(kernel.db),
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: longestPassword },
    session: { expiresIn: sessionDays * 86_400, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix,
      useSecureCookies: isSecure(kernel.url),
      database: { generateId: () => kernel.clock.id() },
      ipAddress: { ipAddressHeaders: ['x-quarterdeck-address'], ipv6Subnet: 128 },
    },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: await prepareSession(kernel, session) }) } },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  return {
    signIn: async ({ email, password, address, userAgent }) => {
      const headers = new Headers({ 'x-quarterdeck-address': address, 'user-agent': userAgent })
      try {
        const { headers: answer, response } = await auth.api.signInEmail({
          body: { email, password },
          headers,
          returnHeaders: true,
        })
        const cookie = answer.getSetCookie().find((line) => line.startsWith(`${cookieName(kernel.url)}=`))
        if (!cookie) throw new Error('better-auth set no session cookie.')
        return { cookie, token: response.token, account: response.user.id }
      } catch (error) {
        if (error instanceof APIError) throw wrongPassword()
        throw error
      }
    },
    checkPassword: async (account, password) => {
      const [row] = await kernel.db.query<{ password: string | null }>({
        text: `select password from credential where account_id = $1 and provider_id = 'credential'`,
        values: [account],
      })
      const isRight = row?.password ? await verifyPassword({ hash: row.password, password }) : false
      if (!isRight) throw invalid([{ field: 'current', says: 'This is not your password.' }])
    },
  }
}

const cookiePrefix = 'quarterdeck'
const isSecure = (url: string): boolean => url.startsWith('https://')

/** The session cookie's name; over https only a page of this host over https can set it. */
export const cookieName = (url: string): string => `${isSecure(url) ? '__Secure-' : ''}${cookiePrefix}.session_token`

/** The `Set-Cookie` line that makes the browser forget its session. */
export const forgetCookie = (url: string): string =>
  `${cookieName(url)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${isSecure(url) ? '; Secure' : ''}`

/** Says the same for an unknown e-mail, a wrong password and a password that nobody set. */
export const wrongPassword = (): Failure =>
  new Failure('Forbidden', 'The e-mail or the password is not right.', { status: 401 })

async function prepareSession<S extends { userId: string }>({ db, clock }: Pick<Kernel, 'db' | 'clock'>, session: S) {
  const [account] = await db.query<{ is_disabled: boolean }>({
    text: 'select is_disabled from account where id = $1',
    values: [session.userId],
  })
  if (!account || account.is_disabled)
    throw new Failure('Forbidden', 'This account is disabled. Ask an administrator.', { status: 401 })
  const now = clock.now()
  return { ...session, createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + sessionDays * dayMs) }
}
