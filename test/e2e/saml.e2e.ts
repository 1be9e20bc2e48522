import { afterAll, describe, expect, inject, it } from 'vitest'
import { demoPeople, hasLemonldap, type Lemonldap, startLemonldap } from '../counterparts/lemonldap.ts'
import { freePort } from '../kit/free-port.ts'
import { withBrowser } from './rig.ts'

describe.skipIf(!hasLemonldap && !process.env['CI'])('single sign-on by SAML (needs LemonLDAP::NG)', () => {
  const { anonymous, signIn } = withBrowser()
  let provider: Lemonldap | null = null
  afterAll(() => provider?.stop())

  it('is set up by an administrator, lets somebody in and out again, in a browser that keeps its cookies to itself', async () => {
    // The provider is another site than we are, so that no cookie of ours comes along with what it posts.
    const url = inject('demoUrl').replace('127.0.0.1', 'localhost')
    const port = await freePort()
    const its = `http://127.0.0.1:${port}`
    const boss = await signIn('Administrator')
    await boss.visit('/identity-providers/new')
    await boss.page.getByLabel('Name').fill('Badwolf')
    await boss.page.getByRole('combobox', { name: 'Protocol' }).click()
    await boss.page.getByRole('option', { name: 'SAML 2.0' }).click()
    await boss.picture('saml-form')
    await boss.page.getByRole('button', { name: 'Create identity provider' }).click()
    await boss.page.getByText('Give the address of its metadata, or paste the metadata; one of them.').waitFor()
    await boss.page.getByLabel('Address of its metadata').fill(`${its}/saml/metadata`)
    await boss.page.getByLabel('Make accounts').check()
    await boss.checkAccessibility()
    await boss.page.getByRole('button', { name: 'Create identity provider' }).click()
    await boss.page.waitForURL(/\/identity-providers\/[0-9a-f-]{36}/)
    const id = new URL(boss.page.url()).pathname.split('/').at(-1)
    await boss.page.getByRole('button', { name: 'Copy: Metadata, and entity ID' }).waitFor()

    const ourMetadata = await (await fetch(`${url}/api/v1/sign-in/providers/${id}/metadata`)).text()
    provider = await startLemonldap({ port, ourMetadata, redirectUri: `${url}/no`, afterLogout: `${url}/sign-in` })
    await boss.page.getByRole('button', { name: 'Try this provider' }).click()
    await boss.page.getByRole('dialog').getByRole('button', { name: 'Try this provider' }).click()
    await boss.page.getByText('Badwolf: It answers as it should').waitFor()
    await boss.page.reload()
    await boss.page.getByText('takes sign-outs from here').waitFor()
    await boss.checkAccessibility()
    await boss.picture('saml-provider')

    const { login, name } = demoPeople.doctor
    const { page, visit, picture, checkAccessibility } = await anonymous({ url, viewport: { width: 390, height: 844 } })
    await visit('/people')
    await page.getByRole('link', { name: 'Continue with Badwolf' }).click()
    await page.locator('#userfield').fill(login)
    await page.locator('#passwordfield').fill(login)
    await page.locator('#lform button[type=submit]').click()
    await page.getByText('The provider doesn’t vouch for your e-mail address.').waitFor()

    // Whoever sets it up sees why without looking into a log.
    await boss.page.getByText('It doesn’t say that dwho@badwolf.org is verified').scrollIntoViewIfNeeded()
    await boss.checkAccessibility()
    await boss.picture('saml-refused')
    const at = `/api/v1/identity-providers/${id}`
    const { version } = (await (await boss.page.request.get(at)).json()) as { version: number }
    const trusted = await boss.page.request.patch(at, {
      data: { trustsEmail: true },
      headers: { 'X-Quarterdeck': 'web', 'If-Match': `"${version}"` },
    })
    expect(trusted.ok()).toBe(true)
    await page.goto('/sign-in?to=%2Fpeople')
    await page.getByRole('link', { name: 'Continue with Badwolf' }).click()
    await page.waitForURL(`${url}/people`)
    await page.getByRole('heading', { name: 'People' }).waitFor()
    await page.getByRole('button', { name: `Account of ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Account and password' }).click()
    await page.getByText('by single sign-on (SAML)').first().waitFor()
    await page.getByText('You have none here').waitFor()
    await checkAccessibility()
    await picture('saml-signed-in')
    await page.getByRole('button', { name: `Account of ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(`${url}/sign-in`)
    await page.getByRole('link', { name: 'Continue with Badwolf' }).click()
    await page.locator('#passwordfield').waitFor()

    // The other journeys' door stays as it was.
    const archived = await boss.page.request.post(`/api/v1/identity-providers/${id}/archive`, {
      headers: { 'X-Quarterdeck': 'web' },
    })
    expect(archived.ok()).toBe(true)
  })
})
