import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { mailServer } from '../kit/mail-server.ts'
import { ask, make, setMailServer, unique } from './as-people-do.ts'
import { accountOf, withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()
const post = await mailServer()
const pictures = join(import.meta.dirname, '../../build/screenshots')
const door = { 'X-Quarterdeck': 'web' }

it('has a purchase approved by two people from their phones’ mail while whoever asked watches it move', async () => {
  const boss = await signIn('Administrator')
  await setMailServer(boss.page, post.port)
  const cost = await addCost(boss.page)
  const asker = await signIn('IT manager')
  const { id } = await make(asker.page, 'services', {
    name: unique('Licences'),
    [cost]: { amount: '12500.00', currency: 'EUR' },
  })
  const names = (await peopleOf(boss.page, ['CIO', 'Finance partner'])).map(({ title }) => title)

  await asker.visit(`/services/${id}`)
  await asker.page.getByRole('button', { name: 'More actions' }).click()
  await asker.page.getByRole('menuitem', { name: 'Ask for approval…' }).click()
  const dialog = asker.page.getByRole('dialog')
  await dialog.getByLabel('What is to be approved').fill('Buy fifty licences')
  await dialog.getByRole('button', { name: 'Ask for approval' }).click()
  await dialog.getByText('Choose who decides.').waitFor()
  for (const name of names) {
    await dialog.getByLabel(/^Who( \*)?$/).fill(name)
    await asker.page.getByRole('option', { name }).first().click()
  }
  await dialog.getByLabel('Why').fill('The old ones end in December.')
  await asker.checkAccessibility()
  await asker.picture('approval-ask')
  await dialog.getByRole('button', { name: 'Ask for approval' }).click()
  const panel = asker.page.getByRole('article', { name: 'Buy fifty licences' })
  await panel.getByText('waiting').waitFor()
  await asker.picture('approval-asked')

  await decideByMail('CIO', 'approval-phone')
  await panel.getByText(`${names[0]} approved`).waitFor({ timeout: 15_000 })
  expect(await panel.getByText('waiting').count()).toBe(1)
  await decideByMail('Finance partner')
  await panel.getByText('approved', { exact: true }).waitFor({ timeout: 15_000 })
  await asker.picture('approval-done')
  await asker.page.getByRole('tab', { name: /History/ }).click()
  await asker.page
    .getByText(/Buy fifty licences/)
    .first()
    .waitFor()
  await setMailServer(boss.page, null)
})

it('lets somebody decide in another’s place while they are away, on a page of their own work', async () => {
  const boss = await signIn('Administrator')
  const [approver, { title: deputy = '' } = {}] = await peopleOf(boss.page, ['CIO', 'Security officer'])
  const cio = await signIn('CIO')
  await cio.visit('/account')
  const away = cio.page
    .getByRole('region', { name: 'While you are away' })
    .or(cio.page.locator('section', { hasText: 'While you are away' }))
  await away.getByLabel('Who decides for you').fill(deputy)
  await cio.page.getByRole('option', { name: deputy }).first().click()
  await away.getByLabel('From').fill('2026-01-01')
  await away.getByLabel('Until').fill('2099-12-31')
  await away.getByRole('button', { name: 'Let them decide for me' }).click()
  await away.getByText(`${deputy} decides for you`).waitFor()
  await cio.checkAccessibility()
  await cio.picture('deputy')

  const asker = await signIn('IT manager')
  const { id } = await make(asker.page, 'services', { name: unique('Badge readers') })
  const asked = await asker.page.request.post(`/api/v1/records/${id}/approvals`, {
    data: {
      title: 'Replace the readers',
      steps: [{ label: 'CIO', approvers: [{ kind: 'record', id: approver?.id }] }],
    },
    headers: door,
  })
  expect(asked.status(), await asked.text()).toBe(201)

  const officer = await signIn('Security officer', { viewport: { width: 390, height: 844 } })
  await officer.visit('/')
  await officer.page.getByText('Replace the readers').click()
  await officer.checkAccessibility()
  await officer.picture('approval-my-work')
  await officer.page.getByRole('button', { name: 'Approve' }).click()
  await officer.page.getByText('You approved “Replace the readers”.').waitFor()
  await asker.visit(`/services/${id}`)
  await asker.page.getByText(`${deputy}, in place of ${approver?.title}, approved`).waitFor()
  await away.getByRole('button', { name: `End it for ${deputy}` }).click()
  await away.getByText(`${deputy} decides for you`).waitFor({ state: 'detached' })
})

/** Opens the link of the mail in a phone’s browser that nobody is signed in to, and approves. */
async function decideByMail(role: string, picture?: string): Promise<void> {
  const { email } = accountOf(role)
  const mine = () => post.received.find(({ to, mail }) => to === email && mail.subject?.includes('Buy fifty licences'))
  await expect.poll(mine, { timeout: 20_000 }).toBeDefined()
  const [link = ''] = /http\S+\/approve\/\S+/.exec(mine()?.mail.text ?? '') ?? []
  if (picture) await lookAtMail(String(mine()?.mail.html), picture)
  const phone = await anonymous({ viewport: { width: 390, height: 844 }, url: new URL(link).origin })
  await phone.visit(new URL(link).pathname)
  await phone.page.getByText('€12,500.00').first().waitFor()
  if (picture) {
    await phone.picture(picture)
    await phone.page.emulateMedia({ colorScheme: 'dark' })
    await phone.checkAccessibility()
    await phone.picture(`${picture}-dark`)
  }
  await phone.page.getByRole('button', { name: 'Approve' }).click()
  await phone.page
    .getByText(/approved/i)
    .first()
    .waitFor()
  await phone.visit(new URL(link).pathname)
  expect(await phone.page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
}

/** Shows a mail as a phone's mail program does, by day and by night. */
async function lookAtMail(html: string, picture: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const program = await anonymous({ viewport: { width: 390, height: 844 }, colorScheme })
    await program.page.setContent(html)
    await program.page.getByRole('link', { name: 'Look at it and decide' }).waitFor()
    const isWider = await program.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(isWider, 'nothing has to be scrolled sideways').toBe(false)
    const { violations } = await new AxeBuilder({ page: program.page }).withTags(['wcag2a', 'wcag2aa']).analyze()
    expect(violations.map(({ help }) => help)).toEqual([])
    await program.page.screenshot({ path: join(pictures, `${picture}-mail-${colorScheme}.png`) })
  }
}

/** What a service costs, as a field that this installation adds; resolves to its name. */
async function addCost(page: Page): Promise<string> {
  const data = { recordType: 'service', label: unique('Cost'), kind: 'money' }
  const answer = await page.request.post('/api/v1/added-fields', { data, headers: door })
  expect(answer.status(), await answer.text()).toBe(201)
  return ((await answer.json()) as { handle: string }).handle
}

/** The people who stand for the demo accounts of these roles. */
async function peopleOf(page: Page, roles: readonly string[]): Promise<readonly { id: string; title: string }[]> {
  const { rows } = await ask<{ rows: readonly { email: string; self: { id: string; title: string } }[] }>(
    page,
    '/accounts?limit=200',
  )
  return roles.map((role) => {
    const found = rows.find(({ email }) => email === accountOf(role).email)
    if (!found) throw new Error(`Nobody stands for ${role}.`)
    return found.self
  })
}
