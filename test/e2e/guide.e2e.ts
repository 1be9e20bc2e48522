import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base, directoryPassword, hasSlapd, readerDn, type Slapd, startSlapd } from '../counterparts/slapd.ts'
import { mailServer } from '../kit/mail-server.ts'
import { type Visitor, withBrowser } from './rig.ts'
import { type RunningServer, startServer } from './server.ts'

const { anonymous } = withBrowser()
const post = await mailServer()
const password = 'correct horse battery'
const entries = [
  `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: example\no: Example`,
  `dn: ou=people,${base}\nobjectClass: organizationalUnit\nou: people`,
  `dn: ${readerDn}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: ${directoryPassword}`,
  ...['Bea Kern', 'Cem Aydin', 'Dana Novak'].map((name) => {
    const [first = '', last = ''] = name.split(' ')
    return `dn: uid=${first.toLowerCase()},ou=people,${base}\nobjectClass: inetOrgPerson\nuid: ${first.toLowerCase()}\ncn: ${name}\nsn: ${last}\nmail: ${first.toLowerCase()}@example.com\nuserPassword: ${password}`
  }),
]

/** docs/guides/set-up-your-company.md, done in its order and with its words by somebody who has only that. */
describe.skipIf(!hasSlapd && !process.env['CI'])('the guide for a new installation (needs slapd)', () => {
  let server: RunningServer
  let slapd: Slapd
  beforeAll(async () => {
    slapd = await startSlapd(`${entries.join('\n\n')}\n`)
    server = await startServer({ flags: ['--empty'] })
  })
  afterAll(async () => {
    await server?.stop()
    await slapd?.stop()
  })

  it('leads from the printed code to mail, directory, roles, a field, an approval and a rule, each tried', async () => {
    const began = performance.now()
    const ada = await anonymous({ url: server.url })
    const { page, picture } = ada
    await begin(ada, server)
    await organisation(ada)
    await calendar(ada)
    await mail(ada)
    await directory(ada, slapd)
    await roles(ada)
    await field(ada)
    await approval(ada, await anonymous({ url: server.url }))
    await rule(ada)
    await backup(ada)
    const minutes = (performance.now() - began) / 60_000
    expect(minutes).toBeLessThan(15)
    await ada.visit('/admin/checklist')
    const open = page.locator('li[data-state="open"] h2')
    expect(await open.allTextContents()).toEqual(['Sign-in and second factor'])
    await picture('guide-checklist')
    await page.setViewportSize({ width: 390, height: 844 })
    await picture('guide-checklist-narrow')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture('guide-checklist-narrow-dark')
  }, 240_000)
})

async function begin({ page, visit, picture, checkAccessibility }: Visitor, server: RunningServer): Promise<void> {
  const code = /^\s*code\s+(\S+)\s*$/m.exec(server.output())?.[1] ?? ''
  await visit('/')
  await page.getByLabel('One-time code').fill(code)
  await page.getByLabel('Your name').fill('Ada First')
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create the first account' }).click()
  await page.getByRole('region', { name: 'Setting up' }).waitFor()
  await checkAccessibility()
  await picture('guide-my-work')
  await page.getByRole('link', { name: /^All steps/ }).click()
  await page.getByRole('heading', { name: 'Setting up' }).waitFor()
  await checkAccessibility()
  await picture('guide-checklist-begun')
}

async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Opens a step by the link that the page Setting up gives it. */
async function step({ page, visit, checkAccessibility }: Visitor, link: string): Promise<void> {
  await visit('/admin/checklist')
  await page.getByRole('link', { name: link }).click()
  await checkAccessibility()
}

async function save(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(`${what} was saved`).waitFor()
}

async function organisation(ada: Visitor): Promise<void> {
  const { page } = ada
  await step(ada, 'Describe your organisation')
  await page.getByRole('textbox', { name: 'Name of the organisation' }).fill('Example')
  await page.getByRole('combobox', { name: 'Currency' }).fill('Euro')
  await page.getByRole('option', { name: /Euro/ }).first().click()
  await save(page, 'Organisation')
}

async function calendar(ada: Visitor): Promise<void> {
  const { page } = ada
  await step(ada, 'Make a calendar')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Office hours')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Office hours' }).waitFor()
}

async function mail(ada: Visitor): Promise<void> {
  const { page, picture } = ada
  await step(ada, 'Set up mail')
  await page.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1')
  await page.getByRole('textbox', { name: 'Port' }).fill(String(post.port))
  await choose(page, 'Encryption', 'None')
  await page.getByRole('textbox', { name: 'From address' }).fill('deck@example.com')
  await save(page, 'Mail')
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('To').fill('ada@example.com')
  await picture('guide-mail')
  await dialog.getByRole('button', { name: 'Send a test mail' }).click()
  await expect.poll(() => post.received.length).toBe(1)
}

async function directory(ada: Visitor, slapd: Slapd): Promise<void> {
  const { page, picture, checkAccessibility } = ada
  await step(ada, 'Set up a directory')
  await page.getByRole('textbox', { name: 'Address' }).fill(`ldap://127.0.0.1:${slapd.port}`)
  await choose(page, 'Kind', 'OpenLDAP')
  await page.getByRole('textbox', { name: 'Certificate of your own authority' }).fill(slapd.certificate)
  await page.getByRole('textbox', { name: 'Reads as' }).fill(readerDn)
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(directoryPassword)
  await page.getByRole('textbox', { name: 'People are under' }).fill(`ou=people,${base}`)
  await page.getByRole('checkbox', { name: 'Make accounts' }).check()
  await page.getByRole('checkbox', { name: 'Check passwords there' }).check()
  await save(page, 'Directory')
  await page.getByRole('button', { name: 'Test the directory' }).click()
  await page.getByText('It answers, and people were found').waitFor()
  await picture('guide-directory-tried')
  await page.goto('/admin/directory')
  await page.getByRole('button', { name: 'See what would change' }).click()
  await page.getByText(/3 entries read/).waitFor()
  await checkAccessibility()
  await picture('guide-directory')
  await page.getByRole('button', { name: 'Read it now' }).click()
  await page
    .getByText(/3 entries read/)
    .first()
    .waitFor()
}

async function roles(ada: Visitor): Promise<void> {
  const { page, picture } = ada
  await step(ada, 'Open the accounts')
  await page.getByRole('link', { name: /Bea Kern/ }).click()
  await page.getByRole('checkbox', { name: /^Administrator/ }).check()
  await picture('guide-roles')
  await page.getByRole('button', { name: /^Save/ }).click()
}

async function field(ada: Visitor): Promise<void> {
  const { page, picture, visit } = ada
  await step(ada, 'Add a field')
  await page.getByRole('button', { name: 'Add a field' }).click()
  await choose(page, /^Record/, 'Service')
  await page.getByRole('textbox', { name: /^Label/ }).fill('Cost centre')
  await picture('guide-field')
  await page.getByRole('button', { name: /^Add/ }).last().click()
  await page.getByRole('link', { name: 'Cost centre' }).waitFor()
  await visit('/services/new')
  await page.getByRole('textbox', { name: /^Name/ }).fill('Payroll')
  await page.getByRole('textbox', { name: 'Cost centre' }).fill('CC-17')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'Payroll' }).waitFor()
  await page.getByText('CC-17').first().waitFor()
}

async function approval({ page, picture }: Visitor, bea: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Ask for approval…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is to be approved').fill('Move it to the new cost centre')
  await dialog.getByLabel(/^Who( \*)?$/).fill('Bea')
  await page.getByRole('option', { name: /Bea/ }).first().click()
  await picture('guide-approval-ask')
  await dialog.getByRole('button', { name: 'Ask for approval' }).click()
  const panel = page.getByRole('article', { name: 'Move it to the new cost centre' })
  await panel.getByText('waiting').waitFor()

  await bea.visit('/')
  await bea.page.getByLabel('E-mail').fill('bea@example.com')
  await bea.page.getByLabel('Password', { exact: true }).fill(password)
  await bea.page.getByRole('button', { name: 'Sign in' }).click()
  await bea.page.getByText('Move it to the new cost centre').click()
  await bea.picture('guide-approval-waiting')
  await bea.page.getByRole('button', { name: 'Approve' }).click()
  await panel.getByText('Bea Kern approved').waitFor()
  await picture('guide-approval')
}

async function rule(ada: Visitor): Promise<void> {
  const { page, picture, checkAccessibility } = ada
  await step(ada, 'Open the rules')
  await page.getByRole('link', { name: 'New automation rule' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('New services are looked at')
  await page.getByRole('combobox', { name: /^Record/ }).fill('Service')
  await page.getByRole('option', { name: 'Service', exact: true }).click()
  await page.getByRole('combobox', { name: 'What happens' }).click()
  await page.getByRole('option', { name: 'Created' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'What to do' }).click()
  await page.getByRole('menuitem', { name: 'Comment' }).click()
  await page.getByRole('textbox', { name: 'Comment' }).fill('{name} is new.')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: 'New services are looked at' }).waitFor()
  await page.getByRole('button', { name: 'Try it on the last 30 days' }).click()
  await page.getByText(/would have acted/).waitFor()
  await checkAccessibility()
  await picture('guide-rule')
}

async function backup(ada: Visitor): Promise<void> {
  const { page, picture, checkAccessibility } = ada
  await step(ada, 'Take a backup')
  await page.getByRole('button', { name: 'Take a backup now' }).click()
  await page.getByText(/read back and found whole/).waitFor({ timeout: 30_000 })
  await checkAccessibility()
  await picture('guide-backup')
}
