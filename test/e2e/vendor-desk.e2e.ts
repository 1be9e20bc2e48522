import { expect, it } from 'vitest'
import { mailServer } from '../kit/mail-server.ts'
import { ask, make, setMailServer, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { anonymous, signIn } = withBrowser()
const post = await mailServer()
const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const

interface Rows {
  readonly rows: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly version: number
  }[]
}
const where = (filter: object): string => `limit=1&filter=${encodeURIComponent(JSON.stringify(filter))}`

it('gives a ticket to a vendor, whose contact answers from the mail on a phone and says that it is done', async () => {
  const boss = await signIn('Administrator')
  await setMailServer(boss.page, post.port)
  const agent = await signIn('Service-desk agent')
  const { page } = agent
  const title = unique('No light on the line')
  const { rows: people } = await ask<Rows>(page, '/people?limit=1')
  const ticket = await make(page, 'tickets', { title, description: 'Dark since nine.', requester: people[0]?.id })

  await page.goto(`/desk?ticket=${ticket.id}`)
  await page.getByRole('button', { name: 'Give to a vendor…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Given under').fill('Lines between')
  await page.getByRole('option', { name: 'Lines between all sites' }).click()
  await dialog.getByRole('checkbox', { name: 'Nordlys Netz hotline' }).check()
  await dialog.getByLabel('What they are told').fill('Please look at the line to Hamburg.')
  await dialog.getByLabel('Mails with the link only').check()
  await dialog.getByLabel('The description').uncheck()
  await agent.checkAccessibility()
  await agent.picture('vendor-give')
  await dialog.getByRole('button', { name: 'Give it to Nordlys Netz' }).click()
  await page.getByText(/^With Nordlys Netz since \d\d:\d\d/).waitFor()
  await page.getByText('What they see: only what they are told.').waitFor()
  await page.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByLabel('The description').check()
  await agent.checkAccessibility()
  await agent.picture('vendor-sees')
  await dialog.getByRole('button', { name: 'Let them see this' }).click()
  await page.getByText('What they see: what they are told and the description.').waitFor()
  await agent.checkAccessibility()
  await agent.picture('vendor-given')

  const link = new URL(await linkAbout(title))
  const contact = await anonymous({ ...phone, url: link.origin })
  await contact.visit(link.pathname)
  await contact.page.getByText('Dark since nine.').waitFor()
  await contact.picture('vendor-link-phone')
  await contact.page.getByLabel('Your answer').fill('A digger cut the fibre. We splice it today.')
  await contact.page.getByRole('button', { name: 'Send the answer' }).click()
  await contact.page.getByText('A digger cut the fibre. We splice it today.').waitFor()
  await page.getByText('A digger cut the fibre. We splice it today.').waitFor()
  await contact.page.getByLabel('Your answer').fill('It is spliced, the light is back.')
  await contact.page.getByRole('button', { name: 'It is done' }).click()
  await contact.page.getByRole('heading', { name: 'Thank you, it is back with us' }).waitFor()
  await contact.visit(link.pathname)
  await contact.page.getByText('The ticket is no longer with you').waitFor()

  await page.getByText(/^Nordlys Netz said it is done.*It is spliced, the light is back\.$/).waitFor()
  expect((await ask<{ state: string }>(page, `/tickets/${ticket.id}`)).state).toBe('in_progress')
})

it('invites a contact to the portal, where they see the tickets that they have and nothing else', async () => {
  const manager = await signIn('Vendor manager')
  const { page } = manager
  const email = `${unique('rae').replace(' ', '.')}@nordlys-netz.example`
  const { rows: vendors } = await ask<Rows>(page, `/vendors?${where({ name: 'Nordlys Netz' })}`)
  const { rows: engagements } = await ask<Rows>(page, `/engagements?${where({ name: 'Lines between all sites' })}`)
  const rae = await make(page, 'vendor-contacts', { name: 'Rae Holm', email, vendor: vendors[0]?.id })
  await manager.visit(`/vendor-contacts/${rae.id}`)
  await page.getByRole('button', { name: 'Invite to the portal' }).click()
  await page.getByText(`They are invited as ${email}`).waitFor()

  const agent = await signIn('Service-desk agent')
  const { rows: people } = await ask<Rows>(agent.page, '/people?limit=1')
  const ticket = await make(agent.page, 'tickets', { title: unique('Slow line'), requester: people[0]?.id })
  const shares = { description: false, comments: [], files: [] }
  await make(agent.page, `tickets/${ticket.id}/vendors`, {
    ...{
      engagement: engagements[0]?.id,
      contacts: [rae.id],
      way: 'works',
      subject: 'Slow line',
      told: 'Please measure it.',
    },
    shares,
  })

  const welcome = new URL(await linkIn(email, /http\S+\/vendor-welcome\/\S+/))
  const guest = await anonymous({ url: welcome.origin })
  await guest.visit(welcome.pathname)
  await guest.page.getByLabel('Password').fill('anvil gravity lantern')
  await guest.page.getByRole('button', { name: 'Choose it' }).click()
  await guest.page.getByRole('link', { name: 'Sign in' }).click()
  await guest.page.getByLabel('E-mail').fill(email)
  await guest.page.getByLabel('Password', { exact: true }).fill('anvil gravity lantern')
  await guest.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await guest.page.getByRole('heading', { name: 'Tickets with you' }).waitFor()
  await guest.page.getByRole('button', { name: /^Slow line/ }).click()
  await guest.page.getByText('Please measure it.').waitFor()
  await guest.checkAccessibility()
  await guest.picture('vendor-portal')
  await guest.page.setViewportSize(phone.viewport)
  await guest.page.emulateMedia({ colorScheme: 'dark' })
  await guest.picture('vendor-portal-phone')
  await guest.page.goto('/people')
  await guest.page.getByRole('heading', { name: 'Tickets with you' }).waitFor()
  expect((await guest.page.request.get('/api/v1/people')).status()).toBe(404)
  await setMailServer((await signIn('Administrator')).page, null)
})

/** The newest link in mails about something. */
const linkAbout = (title: string): Promise<string> =>
  newest(({ mail }) => mail.subject?.includes(title) === true, /http\S+\/for-vendors\/\S+/)
const linkIn = (to: string, shape: RegExp): Promise<string> => newest((one) => one.to === to, shape)

async function newest(is: (one: (typeof post.received)[number]) => boolean, shape: RegExp): Promise<string> {
  // Whoever has another mail since may have it for another reason.
  const find = (): string =>
    post.received
      .filter(is)
      .flatMap(({ mail }) => shape.exec(mail.text ?? '')?.[0] ?? [])
      .at(-1) ?? ''
  await expect.poll(find, { timeout: 15_000 }).not.toBe('')
  return find()
}
