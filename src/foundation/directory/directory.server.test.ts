import { Attribute, Change, Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieOf } from '../../../test/kit/access.ts'
import { testApplication } from '../../../test/kit/application.ts'
import {
  base,
  directoryPassword,
  hasSlapd,
  readerDn,
  type Slapd,
  startSlapd,
  writerDn,
} from '../../../test/counterparts/slapd.ts'
import { changeAccount, createAccount, setPassword } from '../../kernel/access/accounts.server.ts'
import { ensureRoles } from '../../kernel/access/roles.server.ts'
import { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import { isPasswordOf, readDirectory } from '../../kernel/directory/ldap.server.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { roles } from '../roles.ts'
import { syncDirectory } from './sync.server.ts'
import { syncWhenDue } from './sync-when-due.server.ts'

const many = 2000
const uid = (n: number): string => `uid=p${n},ou=people,${base}`
const entries = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
  `dn: ou=people,${base}\nobjectClass: organizationalUnit\nou: people`,
  `dn: ${readerDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${directoryPassword}`,
  ...Array.from({ length: many }, (_, n) =>
    [
      `dn: ${uid(n)}`,
      'objectClass: inetOrgPerson',
      `uid: p${n}`,
      `cn: Person ${n}`,
      `sn: ${n}`,
      `employeeNumber: E${n}`,
      ...(n < 20 ? [`mail: P${n}@example.com`, `userPassword: the password of ${n}`] : []),
      ...(n > 0 ? [`manager: UID=p${Math.floor(n / 10)}, OU=people,${base}`] : []),
    ].join('\n'),
  ),
]
const { kernel, app, db } = await testApplication()
let slapd: Slapd

const signIn = (n: number, password: string) =>
  app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { email: `p${n}@example.com`, password } })
const me = async (cookie: string) => (await app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode
const access = async () => settingsOf(kernel, DirectorySettings)
const set = async (values: Record<string, unknown>): Promise<void> => {
  const { id } = await access()
  await kernel.store.asSystem('test').update(DirectorySettings, id, values)
}
const inDirectory = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ url: `ldap://127.0.0.1:${slapd.port}` })
  await client.startTLS({ ca: slapd.certificate, host: '127.0.0.1' })
  await client.bind(writerDn, directoryPassword)
  await work(client)
  await client.unbind()
}
const lock = (n: number) =>
  inDirectory((client) =>
    client.modify(
      uid(n),
      new Change({
        operation: 'add',
        modification: new Attribute({ type: 'pwdAccountLockedTime', values: ['000001010000Z'] }),
      }),
    ),
  )

describe.skipIf(!hasSlapd && !process.env.CI)('a directory (needs slapd)', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await ensureRoles(db, roles)
    slapd = await startSlapd(`${entries.join('\n\n')}\n`)
    await set({
      address: `ldap://127.0.0.1:${slapd.port}`,
      kind: 'openldap',
      certificate: slapd.certificate,
      bindDn: readerDn,
      password: directoryPassword,
      base: `ou=people,${base}`,
      makesAccounts: true,
      checksPasswords: true,
      syncs: 'each_minute',
    })
  }, 60_000)
  afterAll(() => slapd.stop())

  it('is read in full by pages, though it gives out 500 at once', async () => {
    expect(await readDirectory(await access(), kernel.clock.now())).toHaveLength(many)
  })

  it('says what is wrong: a wrong password, no trust, no encryption, nobody there', async () => {
    const right = await access()
    const read = (wrong: object) => readDirectory({ ...right, ...wrong }, kernel.clock.now())
    await expect(read({ password: 'wrong' })).rejects.toThrow(/refuses the entry that reads/)
    await expect(read({ certificate: null })).rejects.toThrow(/certificate can’t be trusted/)
    await expect(read({ security: 'none' })).rejects.toThrow(/wants encryption/)
    await expect(read({ base: `ou=nowhere,${base}` })).rejects.toThrow(/nothing at the place/)
    await expect(read({ address: 'ldap://127.0.0.1:1' })).rejects.toThrow(/Nobody answers/)
  })

  it('is tried from its page', async () => {
    const { id } = await access()
    const records = kernel.store.asSystem('test')
    await expect(records.act(DirectorySettings, id, 'test', {})).resolves.toMatchObject({ id })
  })

  it('shows in a dry run what would happen, and changes nothing', async () => {
    const report = await syncDirectory(kernel, { isDryRun: true })
    expect(report).toMatchObject({ isDryRun: true, found: many, created: many, updated: 0, left: 0, batch: null })
    expect(await db.query('select 1 from person limit 1')).toHaveLength(0)
  })

  it('makes people, their managers and accounts, and takes over no account that has a password of its own', async () => {
    const own = { name: 'Boss', email: 'p19@example.com', password: 'quiet harbour eleven', roles: ['administrator'] }
    const boss = await createAccount(kernel, own)
    const report = await syncDirectory(kernel)
    expect(report).toMatchObject({ found: many, created: many, accountsMade: 19, left: 0, stopped: null })
    expect(report.problems).toEqual([`${uid(19)}: p19@example.com has an account of its own; it isn’t taken over.`])
    expect(await db.query({ text: 'select 1 from directory_entry where account_id = $1', values: [boss] })).toEqual([])
    const [row] = await db.query<{ name: string; manager: string; email: string; role: string[] }>(
      `select p.name, m.name as manager, p.email, a.roles as role from person p join person m on m.id = p.manager join account a on a.self = p.id
        where p.employee_number = 'E12'`,
    )
    expect(row).toEqual({ name: 'Person 12', manager: 'Person 1', email: 'p12@example.com', role: ['employee'] })
    const [told] = await db.query<{ via: string; reason: string }>(
      `select via, reason from history where type = 'person' and verb = 'created' limit 1`,
    )
    expect(told).toEqual({ via: 'import', reason: `Read from the directory ldap://127.0.0.1:${slapd.port}` })
  })

  it('read again, changes nothing', async () => {
    const again = await syncDirectory(kernel)
    expect(again).toMatchObject({ created: 0, updated: 0, accountsMade: 0, left: 0, batch: null })
  })

  it('checks passwords: the right one only, never an empty one', async () => {
    expect((await signIn(3, 'the password of 3')).statusCode).toBe(200)
    expect((await signIn(3, 'the password of 4')).statusCode).toBe(401)
    expect((await signIn(19, 'the password of 19')).statusCode).toBe(401)
    expect(await isPasswordOf(await access(), uid(3), '')).toBe(false)
    const [noted] = await db.query(`select method from sign_in where outcome = 'in' order by entry desc limit 1`)
    expect(noted).toEqual({ method: 'directory' })
    await set({ checksPasswords: false })
    expect((await signIn(5, 'the password of 5')).statusCode).toBe(401)
    await set({ checksPasswords: true })
  })

  it('leaves a password kept here worth nothing for whom the directory checks, but for administrators', async () => {
    const [account] = await db.query<{ id: string }>(`select id from account where email = 'p6@example.com'`)
    const id = account?.id ?? ''
    await setPassword(kernel, id, 'kept here long ago')
    expect((await signIn(6, 'kept here long ago')).statusCode).toBe(401)
    expect((await signIn(6, 'the password of 6')).statusCode).toBe(200)
    await changeAccount(kernel, id, { roles: ['administrator'] })
    expect((await signIn(6, 'kept here long ago')).statusCode).toBe(200)
    await changeAccount(kernel, id, { roles: ['employee'] })
  })

  it('a leaver disabled there loses every session at the next minute’s reading, and comes back with the entry', async () => {
    const cookies = [cookieOf(await signIn(7, 'the password of 7')), cookieOf(await signIn(7, 'the password of 7'))]
    const other = cookieOf(await signIn(8, 'the password of 8'))
    for (const cookie of [...cookies, other]) expect(await me(cookie)).toBe(200)
    await lock(7)
    await syncWhenDue(kernel)
    for (const cookie of cookies) await expect.poll(() => me(cookie), { timeout: 1000, interval: 5 }).toBe(401)
    expect(await me(other)).toBe(200)
    expect((await signIn(7, 'the password of 7')).statusCode).toBe(401)
    const state = () => db.query(`select state from person where employee_number = 'E7'`)
    expect(await state()).toEqual([{ state: 'left' }])
    const unlocked = new Change({
      operation: 'delete',
      modification: new Attribute({ type: 'pwdAccountLockedTime', values: [] }),
    })
    await inDirectory((client) => client.modify(uid(7), unlocked))
    expect(await syncDirectory(kernel)).toMatchObject({ back: 1 })
    expect(await state()).toEqual([{ state: 'active' }])
    expect((await signIn(7, 'the password of 7')).statusCode).toBe(200)
  })

  it('whom an administrator disabled here stays disabled', async () => {
    await db.query(`update account set is_disabled = true where email = 'p9@example.com'`)
    await syncDirectory(kernel)
    expect((await signIn(9, 'the password of 9')).statusCode).toBe(401)
  })

  it('stops when too many would leave, until their number is confirmed', async () => {
    await set({ filter: '(&(objectClass=inetOrgPerson)(uid=p1*))' })
    const stopped = await syncDirectory(kernel)
    expect(stopped).toMatchObject({ left: 0, batch: null })
    expect(stopped.stopped).toMatch(/^889 of 2000 would be disabled, more than 20 %/)
    const cookie = cookieOf(await signIn(8, 'the password of 8'))
    expect(await me(cookie)).toBe(200)
    expect(await syncDirectory(kernel, { confirmed: 889 })).toMatchObject({ left: 889, stopped: null })
    expect(await me(cookie)).toBe(401)
  })

  it('is read by one at a time', async () => {
    const both = await Promise.allSettled([syncDirectory(kernel), syncDirectory(kernel)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
