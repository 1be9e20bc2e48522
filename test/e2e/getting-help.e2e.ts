import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { mailServer } from '../kit/mail-server.ts'
import { ask, make, setMailServer, unique } from './as-people-do.ts'
import { accountOf, withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()
const post = await mailServer()
const door = { 'X-Quarterdeck': 'web' }
const phone = { viewport: { width: 390, height: 844 } }

it('helps an employee on a phone: an article, else software with the manager’s approval by mail, followed, confirmed and rated', async () => {
  const boss = await signIn('Administrator')
  await setMailServer(boss.page, post.port)
  const { email } = accountOf('Employee')
  const manager = await giveManagerAnAccount(boss.page, email)

  const employee = await signIn('Employee', phone)
  const { page } = employee
  await employee.visit('/')
  await page.getByRole('heading', { name: /^How can we help/ }).waitFor()
  await employee.picture('help-home-phone')
  const search = page.getByRole('searchbox', { name: /What do you need/ })
  await search.fill('conect vpn home')
  await page.getByRole('link', { name: /Connect to the VPN from home/ }).waitFor()
  await employee.checkAccessibility()
  await employee.picture('help-search-phone')
  // By keyboard alone: down to the first answer, and into it.
  await search.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Connect to the VPN from home' }).first().waitFor()
  await employee.checkAccessibility()

  await page.goto('/')
  await search.fill('program')
  await page
    .getByRole('search')
    .getByRole('link', { name: /^Software installation/ })
    .click()
  await page.getByLabel('Which program?').waitFor()
  await employee.checkAccessibility()
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await page.getByText('2 answers need a look.').waitFor()
  await employee.checkAccessibility()
  const program = unique('Figma')
  await page.getByLabel('Which program?').fill(program)
  await page.getByRole('radio', { name: 'Yes' }).click()
  await page.getByLabel('What does it cost, as far as you know?').fill('180')
  await page.getByLabel('What do you need it for?').fill('To draw the new dials.')
  await employee.picture('help-order-phone')
  await page.getByRole('button', { name: 'Ask for it' }).click()
  await page.getByText(`Your manager ${manager.name} has to approve it`).waitFor()
  await employee.checkAccessibility()
  await employee.picture('help-request-phone')
  const number = page.url().split('/').at(-1) ?? ''

  const approval = await linkTo(manager.email, 'Software installation', /http\S+\/approve\/\S+/)
  const desk = await anonymous({ ...phone, url: new URL(approval).origin })
  await desk.visit(new URL(approval).pathname)
  await desk.page.getByText(program).first().waitFor()
  await desk.page.getByRole('button', { name: 'Approve' }).click()
  await desk.page.getByText('You approved it').first().waitFor()

  await page.getByText(/is on it: check the program/).waitFor({ timeout: 15_000 })
  await page.getByRole('textbox', { name: 'Your message' }).fill('I am in on Thursday.')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('list', { name: 'Messages' }).getByText('I am in on Thursday.').waitFor()
  const { id } = await ask<{ id: string }>(boss.page, `/tickets/${number}`)
  for (const title of ['Check the program for security and licence', 'Buy the licence', 'Install it'])
    await finishTask(boss.page, id, title)
  await page.goto(`/help/requests/${number}`)
  await page.getByRole('heading', { name: 'Done: did it work?' }).waitFor({ timeout: 25_000 })
  await employee.checkAccessibility()
  await employee.picture('help-done-phone')

  const done = new URL(await linkTo(email, number, /http\S+\/done\/\S+?(?=\?score=4)/))
  const mail = await anonymous({ ...phone, url: done.origin })
  await mail.visit(`${done.pathname}?score=4`)
  expect(await mail.page.getByRole('radio', { name: /Good$/ }).first().isChecked()).toBe(true)
  await mail.picture('help-rate-phone')
  await mail.page.emulateMedia({ colorScheme: 'dark' })
  await mail.checkAccessibility()
  // Opening it changed nothing.
  expect((await ask<{ state: string }>(page, `/my-requests/${number}`)).state).toBe('resolved')
  await mail.page.getByLabel('In your words').fill('Quick, thank you.')
  await mail.page.getByRole('button', { name: 'It works' }).click()
  await mail.page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.getByText('Done and closed').waitFor({ timeout: 15_000 })
  await page.getByText('4 of 5').waitFor()

  await employee.visit('/help/requests')
  await page
    .getByRole('link', { name: /Software installation.*Done and closed/ })
    .first()
    .waitFor()
  await employee.visit('/help/catalogue')
  await page.setViewportSize({ width: 320, height: 700 })
  await employee.visit('/')
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isWider, 'nothing has to be scrolled sideways at 320 pixels').toBe(false)
  await setMailServer(boss.page, null)
  await boss.page.request.patch(`/api/v1/accounts/${manager.account}`, { data: { isDisabled: true }, headers: door })
})

it('lets somebody who writes no code offer something new, with a question that depends on another, and see it as an employee would', async () => {
  const keeper = await signIn('IT manager')
  const { page } = keeper
  const name = unique('Standing desk')
  await keeper.visit('/catalogue-items/new')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Summary').fill('A desk that goes up and down.')
  const questions = page.getByRole('group', { name: 'Questions' })
  await questions.getByRole('button', { name: 'Question', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Yes or no' }).click()
  await page.getByLabel('What is asked').fill('Do you have a doctor’s note?')
  await questions.getByRole('button', { name: 'Question', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Several lines of text' }).click()
  await page.getByLabel('What is asked').fill('What does it say?')
  await page.getByRole('button', { name: 'Only under a condition' }).click()
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await expect.poll(() => preview.getByLabel('What does it say?').count()).toBe(0)
  await preview.getByRole('radio', { name: 'Yes' }).click()
  await preview.getByLabel('What does it say?').waitFor()
  // A group within it: either of two, of which one looks at whom it is for.
  await page.getByRole('button', { name: 'A group' }).click()
  await page.getByRole('button', { name: 'Another condition' }).first().click()
  await page.getByLabel('Which answer').nth(2).click()
  await page.getByRole('option', { name: 'Their kind' }).click()
  const inWords = `“Do you have a doctor’s note?” is yes and either “Do you have a doctor’s note?” is yes or their kind is employee`
  await page.getByText(`When ${inWords}.`).waitFor()
  await preview.getByLabel('What does it say?').waitFor()
  // At the page's end nothing lies half below the bar that stays in view.
  await page.getByText(`When ${inWords}.`).evaluate((element) => {
    for (let around: Element | null = element; around; around = around.parentElement) around.scrollTop = 1e6
  })
  await keeper.checkAccessibility()
  await keeper.picture('catalogue-editor')
  await preview.getByText('Desktop', { exact: true }).click()
  await page
    .getByRole('button', { name: /^Create/ })
    .first()
    .click()
  await page.getByRole('heading', { name }).waitFor()
  // The editor says the same words until the page of the item is there.
  await page.getByRole('button', { name: 'Offer it' }).waitFor()
  await page.getByText(`when ${inWords}`).waitFor()
  await page.getByRole('button', { name: 'Offer it' }).click()
  await page.getByText('Offered').first().waitFor()

  const employee = await signIn('Employee', phone)
  await employee.visit('/help/catalogue')
  await employee.page.getByRole('link', { name: new RegExp(name) }).click()
  await employee.page.getByRole('radio', { name: 'No' }).click()
  await employee.page.getByRole('button', { name: 'Order it' }).click()
  await employee.page.getByRole('heading', { name }).waitFor()
  await employee.page.getByRole('button', { name: 'I don’t need it any more' }).click()
  await employee.page.getByText('Cancelled').first().waitFor()
  await page.getByRole('button', { name: 'Retire' }).click()
  await page.getByText('Retired').first().waitFor()
})

/** The link in the newest mail to somebody about something. */
async function linkTo(to: string, about: string, shape: RegExp): Promise<string> {
  const find = () =>
    post.received.findLast(
      (one) => one.to === to && one.mail.subject?.includes(about) && shape.test(one.mail.text ?? ''),
    )
  await expect.poll(find, { timeout: 25_000 }).toBeDefined()
  return shape.exec(find()?.mail.text ?? '')?.[0] ?? ''
}

async function finishTask(page: Page, ticket: string, title: string): Promise<void> {
  const find = async () => {
    const filter = encodeURIComponent(JSON.stringify({ ticket, state: 'open' }))
    const { rows } = await ask<{ rows: readonly { id: string; title: string }[] }>(
      page,
      `/fulfilment-tasks?filter=${filter}`,
    )
    return rows.find((row) => row.title === title)?.id
  }
  await expect.poll(find, { timeout: 15_000 }).toBeDefined()
  const answer = await page.request.post(`/api/v1/fulfilment-tasks/${await find()}/moves/finish`, {
    data: {},
    headers: door,
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** The employee's manager signs in nowhere in the demo; here they have an account, so that they are asked by mail. */
async function giveManagerAnAccount(page: Page, employee: string) {
  const filter = encodeURIComponent(JSON.stringify({ email: employee }))
  const { rows } = await ask<{ rows: readonly { manager: { id: string; title: string } }[] }>(
    page,
    `/people?filter=${filter}`,
  )
  const { id, title: name } = rows[0]?.manager ?? { id: '', title: '' }
  const { email } = await ask<{ email: string }>(page, `/people/${id}`)
  const known = await ask<{ rows: readonly { id: string }[] }>(page, `/accounts?q=${encodeURIComponent(email)}`)
  const [before] = known.rows
  const account =
    before ??
    (await make(page, 'accounts', { name, email, self: id, roles: ['employee'], password: unique('a long password') }))
  await page.request.patch(`/api/v1/accounts/${account.id}`, { data: { isDisabled: false }, headers: door })
  return { name, email, account: account.id }
}
