import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base, directoryPassword, hasSlapd, readerDn, type Slapd, startSlapd } from '../counterparts/slapd.ts'
import { ask } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const group = (place: string, name: string, ...members: readonly string[]): string =>
  [
    `dn: cn=${name},ou=${place},${base}\nobjectClass: groupOfNames\ncn: ${name}`,
    ...members.map((member) => `member: uid=${member},ou=people,${base}`),
  ].join('\n')
const entries = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
  ...['people', 'groups', 'teams'].map(
    (name) => `dn: ou=${name},${base}\nobjectClass: organizationalUnit\nou: ${name}`,
  ),
  `dn: ${readerDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${directoryPassword}`,
  ...['Ada', 'Bea'].map(
    (name) =>
      `dn: uid=${name},ou=people,${base}\nobjectClass: inetOrgPerson\nuid: ${name}\ncn: ${name}\nsn: ${name}\nmail: ${name}@directory.example`,
  ),
  group('groups', 'it-managers', 'Ada'),
  group('teams', 'Night watch', 'Ada', 'Bea'),
]

describe.skipIf(!hasSlapd && !process.env['CI'])('a directory (needs slapd)', () => {
  let slapd: Slapd
  beforeAll(async () => {
    slapd = await startSlapd(`${entries.join('\n\n')}\n`)
  })
  afterAll(() => slapd?.stop())

  it('is tried before it is read, and says in words why it can’t be', async () => {
    const { page, visit, picture, checkAccessibility } = await signIn('Administrator')
    await visit('/admin/directory')
    await page.getByText('It has not been read yet.').waitFor()
    await page.getByRole('button', { name: 'See what would change' }).click()
    await page.getByText('Name a directory and save first.').waitFor()
    const pathOf = async (type: string): Promise<string> => {
      const { groups } = await ask<{ groups: readonly { type: string; id: string }[] }>(page, '/settings')
      const id = groups.find((one) => one.type === type)?.id
      return `/${type === 'directory_settings' ? 'directory' : 'teams-of-the-directory'}/${id}`
    }
    const set = async (type: string, data: object): Promise<void> => {
      const at = await pathOf(type)
      const { version } = await ask<{ version: number }>(page, at)
      const headers = { 'X-Quarterdeck': 'web', 'If-Match': `"${version}"` }
      const answer = await page.request.patch(`/api/v1${at}`, { data, headers })
      expect(answer.status(), await answer.text()).toBe(200)
    }
    const address = `ldap://127.0.0.1:${slapd.port}`
    const reader = { bindDn: readerDn, password: directoryPassword, certificate: slapd.certificate }
    // When asked only: the other journeys' company stays as it is.
    const places = { base: `ou=people,${base}`, groupBase: `ou=groups,${base}` }
    await set('directory_settings', { address, kind: 'openldap', syncs: 'never', ...places, ...reader })
    await set('directory_settings', { makesAccounts: true })
    await set('directory_team_settings', { base: `ou=teams,${base}` })

    await visit('/admin/settings#directory_settings')
    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.getByRole('textbox', { name: 'Group 1' }).fill('IT-Managers')
    await page.getByRole('combobox', { name: 'Role of group 1' }).click()
    await page.getByRole('option', { name: 'IT manager' }).click()
    await checkAccessibility()
    await picture('directory-settings')
    await page.keyboard.press('Control+Enter')
    const given = async () => (await ask<{ groupRoles: unknown }>(page, await pathOf('directory_settings'))).groupRoles
    await expect.poll(given).toEqual([{ group: 'IT-Managers', role: 'it_manager' }])

    await visit('/admin/directory')
    await page.getByRole('button', { name: 'See what would change' }).click()
    await page
      .getByText(
        '2 entries read: 2 new people, 2 new accounts, 1 role given or taken, 1 team changed – if it were read in earnest.',
      )
      .waitFor()
    await page.getByText('Ada gets IT manager').waitFor()
    await page.getByText('Night watch: new, with Ada and Bea').waitFor()
    await checkAccessibility()
    await picture('directory')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture('directory-dark')
    await page.setViewportSize({ width: 390, height: 844 })
    await picture('directory-narrow')
    await set('directory_settings', { address: null, groupBase: null, groupRoles: null, makesAccounts: false })
    await set('directory_team_settings', { base: null })
  })
})
