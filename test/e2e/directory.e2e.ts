import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base, directoryPassword, hasSlapd, readerDn, type Slapd, startSlapd } from '../counterparts/slapd.ts'
import { ask } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const entries = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
  `dn: ou=people,${base}\nobjectClass: organizationalUnit\nou: people`,
  `dn: ${readerDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${directoryPassword}`,
  ...['Ada', 'Bea'].map(
    (name) => `dn: uid=${name},ou=people,${base}\nobjectClass: inetOrgPerson\nuid: ${name}\ncn: ${name}\nsn: ${name}`,
  ),
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
    const set = async (data: object): Promise<void> => {
      const { groups } = await ask<{ groups: readonly { type: string; id: string }[] }>(page, '/settings')
      const id = groups.find(({ type }) => type === 'directory_settings')?.id
      const { version } = await ask<{ version: number }>(page, `/directory/${id}`)
      const headers = { 'X-Quarterdeck': 'web', 'If-Match': `"${version}"` }
      const answer = await page.request.patch(`/api/v1/directory/${id}`, { data, headers })
      expect(answer.status(), await answer.text()).toBe(200)
    }
    const address = `ldap://127.0.0.1:${slapd.port}`
    const reader = { bindDn: readerDn, password: directoryPassword, certificate: slapd.certificate }
    // When asked only: the other journeys' company stays as it is.
    await set({ address, kind: 'openldap', base: `ou=people,${base}`, syncs: 'never', ...reader })
    await page.getByRole('button', { name: 'See what would change' }).click()
    await page.getByText('2 entries read: 2 new people – if it were read in earnest.').waitFor()
    await checkAccessibility()
    await picture('directory')
    await page.setViewportSize({ width: 390, height: 844 })
    await picture('directory-narrow')
    await set({ address: null })
  })
})
