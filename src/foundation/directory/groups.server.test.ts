import { Attribute, Change, Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { changeAccount } from '../../kernel/access/accounts.server.ts'
import { ensureRoles } from '../../kernel/access/roles.server.ts'
import { giveSourceRoles } from '../../kernel/access/source-roles.server.ts'
import { system } from '../../kernel/access/who.ts'
import { DirectorySettings } from '../../kernel/directory/directory.settings.ts'
import { settingsOf } from '../../kernel/settings/settings.server.ts'
import { roles } from '../roles.ts'
import { DirectoryTeamSettings } from './directory-team.settings.ts'
import { syncDirectory } from './sync.server.ts'

const personDn = (name: string): string => `cn=${name},ou=people,${base}`
const groupDn = (name: string): string => `cn=${name},ou=groups,${base}`
const teamDn = (name: string): string => `cn=${name},ou=teams,${base}`
const unit = (name: string): string => `dn: ou=${name},${base}\nobjectClass: organizationalUnit\nou: ${name}`
const names = ['Ada', 'Bea', 'Cleo', 'Müller, Eva']
const dnOf = (name: string): string => personDn(name.replace(',', String.raw`\2C`))
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const entries = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
  ...['people', 'groups', 'teams'].map(unit),
  `dn: ${readerDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${directoryPassword}`,
  ...names.map((name, n) =>
    [
      `dn:: ${base64(dnOf(name))}`,
      'objectClass: inetOrgPerson',
      `cn:: ${base64(name)}`,
      `sn: ${n}`,
      `uid: u${n}`,
      `mail: m${n}@example.com`,
    ].join('\n'),
  ),
]
const { kernel, db } = await testApplication()
let slapd: Slapd

const inDirectory = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ url: `ldap://127.0.0.1:${slapd.port}` })
  await client.startTLS({ ca: slapd.certificate, host: '127.0.0.1' })
  await client.bind(writerDn, directoryPassword)
  await work(client)
  await client.unbind()
}
const addGroup = (dn: string, member: readonly string[]) =>
  inDirectory((client) => client.add(dn, { objectClass: 'groupOfNames', member: [...member] }))
const modify = (dn: string, operation: 'add' | 'delete', type: string, values: readonly string[]) =>
  inDirectory((client) =>
    client.modify(dn, new Change({ operation, modification: new Attribute({ type, values: [...values] }) })),
  )
const set = async (type: typeof DirectorySettings | typeof DirectoryTeamSettings, values: Record<string, unknown>) => {
  const { id } = await settingsOf(kernel, type)
  await kernel.store.asSystem('test').update(type, id, values)
}
const rolesOf = async (n: number): Promise<readonly string[]> => {
  const [row] = await db.query<{ roles: string[] }>({
    text: 'select roles from account where email = $1',
    values: [`m${n}@example.com`],
  })
  return (row?.roles ?? []).toSorted()
}
const idOf = async (n: number): Promise<string> => {
  const [row] = await db.query<{ id: string }>({
    text: 'select id from account where email = $1',
    values: [`m${n}@example.com`],
  })
  return row?.id ?? ''
}
const teamOf = (name: string) =>
  db.query<{ members: string[] }>({
    text: `select array(select p.name from person p where p.id = any(t.members) order by p.name) as members from team t where lower(t.name) = lower($1)`,
    values: [name],
  })

describe.skipIf(!hasSlapd && !process.env['CI'])('groups of a directory (needs slapd)', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await ensureRoles(db, roles)
    slapd = await startSlapd(`${entries.join('\n\n')}\n`)
    await addGroup(groupDn('it-managers'), [dnOf('Ada'), groupDn('deputies')])
    await addGroup(groupDn('deputies'), [dnOf('Bea'), groupDn('it-managers')])
    await addGroup(groupDn('auditors'), [dnOf('Müller, Eva')])
    await addGroup(teamDn('Operations'), [dnOf('Cleo'), groupDn('deputies')])
    await set(DirectorySettings, {
      address: `ldap://127.0.0.1:${slapd.port}`,
      kind: 'openldap',
      certificate: slapd.certificate,
      bindDn: readerDn,
      password: directoryPassword,
      base: `ou=people,${base}`,
      groupBase: `ou=groups,${base}`,
      groupRoles: [
        { group: 'IT-Managers', role: 'it_manager' },
        { group: groupDn('auditors'), role: 'auditor' },
      ],
      makesAccounts: true,
    })
    await set(DirectoryTeamSettings, { base: `ou=teams,${base}` })
  }, 60_000)
  afterAll(() => slapd.stop())

  it('say in a dry run who would come, get which roles and be in which team, and nothing changes', async () => {
    const report = await syncDirectory(kernel, { isDryRun: true })
    expect(report).toMatchObject({ created: 4, accountsMade: 4, rolesChanged: 3, teamsChanged: 1, batch: null })
    expect(report.problems).toEqual([])
    expect(report.who.created.toSorted()).toEqual(names)
    expect(report.who.accountsMade).toContain('Müller, Eva (m3@example.com)')
    expect(report.who.roles.toSorted()).toEqual([
      'Ada gets IT manager',
      'Bea gets IT manager',
      'Müller, Eva gets Auditor',
    ])
    expect(report.who.teams).toEqual(['Operations: new, with Ada, Bea and Cleo'])
    expect(await db.query('select 1 from account_source_role')).toEqual([])
    expect(await db.query('select 1 from team')).toEqual([])
  })

  it('give roles, through groups within groups in a circle, and become teams; read again, nothing changes', async () => {
    await syncDirectory(kernel)
    expect(await Promise.all([0, 1, 2, 3].map(rolesOf))).toEqual([
      ['employee', 'it_manager'],
      ['employee', 'it_manager'],
      ['employee'],
      ['auditor', 'employee'],
    ])
    expect(await teamOf('Operations')).toEqual([{ members: ['Ada', 'Bea', 'Cleo'] }])
    const again = await syncDirectory(kernel)
    expect(again).toMatchObject({ updated: 0, rolesChanged: 0, teamsChanged: 0, problems: [], batch: null })
  })

  it('take roles of groups that somebody left, but neither those by hand nor those of another source', async () => {
    await changeAccount(kernel, await idOf(0), { roles: ['employee', 'it_manager', 'cio'] })
    await giveSourceRoles(kernel, {
      account: await idOf(1),
      source: 'scim',
      roles: ['it_manager'],
      by: system('a test'),
    })
    await modify(groupDn('it-managers'), 'delete', 'member', [dnOf('Ada')])
    await modify(groupDn('deputies'), 'delete', 'member', [dnOf('Bea')])
    await modify(groupDn('deputies'), 'add', 'member', [dnOf('Cleo')])
    const foreseen = await syncDirectory(kernel, { isDryRun: true })
    expect(foreseen.who.roles.toSorted()).toEqual(['Ada loses IT manager', 'Cleo gets IT manager'])
    expect(foreseen.who.teams).toEqual(['Operations: without Ada and Bea'])
    await syncDirectory(kernel)
    expect(await rolesOf(0)).toEqual(['cio', 'employee'])
    expect(await rolesOf(1)).toEqual(['employee', 'it_manager'])
    expect(await rolesOf(2)).toEqual(['employee', 'it_manager'])
    expect(await teamOf('Operations')).toEqual([{ members: ['Cleo'] }])
    const [told] = await db.query({
      text: `select via, who_name from history where record_id = $1 order by entry desc limit 1`,
      values: [await idOf(2)],
    })
    expect(told).toMatchObject({ via: 'import' })
  })

  it('count by what people’s own entries say, where no place of groups is given', async () => {
    await set(DirectorySettings, { groupBase: null })
    await set(DirectoryTeamSettings, { base: null })
    await syncDirectory(kernel)
    expect(await rolesOf(3)).toEqual(['auditor', 'employee'])
    await set(DirectorySettings, { groupBase: `ou=groups,${base}` })
    await set(DirectoryTeamSettings, { base: `ou=teams,${base}` })
    await syncDirectory(kernel)
    expect(await teamOf('Operations')).toEqual([{ members: ['Cleo'] }])
  })

  it('that can’t be read, or of whom none is found, change nothing and are told', async () => {
    await set(DirectorySettings, { groupBase: `ou=nowhere,${base}` })
    const lost = await syncDirectory(kernel)
    expect(lost.problems).toEqual([`Groups: There is nothing at ou=nowhere,${base}, where groups should be.`])
    await set(DirectorySettings, { groupBase: `ou=groups,${base}`, groupFilter: '(cn=none)' })
    await set(DirectoryTeamSettings, { base: null })
    const gone = await syncDirectory(kernel)
    expect(gone.problems[0]).toMatch(/There is no group IT-Managers/)
    await set(DirectorySettings, { groupFilter: null })
  })

  it('take the roles of who left', async () => {
    await syncDirectory(kernel)
    expect(await rolesOf(3)).toEqual(['auditor', 'employee'])
    await modify(dnOf('Müller, Eva'), 'add', 'pwdAccountLockedTime', ['000001010000Z'])
    const foreseen = await syncDirectory(kernel, { isDryRun: true })
    expect(foreseen.leavers[0]).toMatch(/^Müller, Eva \(cn=/)
    await syncDirectory(kernel)
    expect(await rolesOf(3)).toEqual(['employee'])
  })

  it('name a person who changes with what changes', async () => {
    await modify(dnOf('Ada'), 'add', 'title', ['CTO'])
    await modify(dnOf('Ada'), 'add', 'manager', [dnOf('Bea')])
    const foreseen = await syncDirectory(kernel, { isDryRun: true })
    expect(foreseen).toMatchObject({ updated: 1, who: { updated: ['Ada: job title CTO, manager becomes Bea'] } })
    expect((await syncDirectory(kernel)).who).toEqual(foreseen.who)
  })
})
