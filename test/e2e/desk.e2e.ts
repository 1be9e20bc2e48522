import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const count = 30

it('lets an agent clear a queue of 30 tickets from the keyboard alone', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Service-desk agent')
  const { keyboard } = page
  const word = unique('Dim')
  const { rows: people } = await ask<{ rows: readonly { id: string }[] }>(page, '/people?limit=1')
  const { self } = await ask<{ self: { id: string } }>(page, '/me')
  await makeMany(
    page,
    Array.from({ length: count }, (_, n) => ({
      title: `${word} screen ${String(n + 1).padStart(2, '0')}`,
      description: 'It is too dark.',
      requester: people[0]?.id,
      assignee: self.id,
      urgency: n % 3 === 0 ? 'high' : 'low',
    })),
  )
  const row = page.locator('[data-desk-row][aria-current="true"]')
  const pane = page.locator('article[aria-label*="screen"]')

  await visit('/desk')
  await keyboard.press('/')
  await keyboard.type(word)
  await page.getByRole('list', { name: 'Mine' }).getByRole('listitem').first().getByText(word).waitFor()
  await page.waitForURL(/q=/)
  await expect.poll(() => page.locator('[data-desk-row]').count(), { timeout: 15_000 }).toBe(count)
  await keyboard.press('Enter')
  await row.waitFor()
  await pane.waitFor()
  await checkAccessibility()
  await picture('desk')

  // The first one is answered and put on hold by a key each; the reply is kept when one looks at another ticket meanwhile.
  await keyboard.press('r')
  await focused(page, 'Reply')
  await keyboard.type('Is the brightness turned down?')
  await keyboard.press('Escape')
  await onRow(page)
  await keyboard.press('j')
  await keyboard.press('k')
  await keyboard.press('r')
  await focused(page, 'Reply')
  expect(await page.getByLabel('Reply', { exact: true }).inputValue()).toBe('Is the brightness turned down?')
  await keyboard.press('Control+Enter')
  await pane.getByRole('log').getByText('Is the brightness turned down?').waitFor()
  await onRow(page)
  await keyboard.press('n')
  await focused(page, 'Internal note')
  await keyboard.type('Third one from this floor.')
  await keyboard.press('Control+Enter')
  await pane.getByRole('log').getByText('Third one from this floor.').waitFor()
  await onRow(page)

  const cleared: string[] = []
  for (let left = count; left > 0; left--) {
    const number = await page.locator('[data-desk-row][aria-current="true"]').getAttribute('data-desk-row')
    cleared.push(number ?? '')
    await keyboard.press('e')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Resolve' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[role="dialog"]') !== null)
    await keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('[data-desk-row]').count(), { timeout: 15_000 }).toBe(left - 1)
    if (left > 1) await onRow(page)
  }
  expect(new Set(cleared).size).toBe(count)
  const found = await ask<{ rows: readonly { state: string }[] }>(
    page,
    `/tickets?q=${encodeURIComponent(word)}&limit=100`,
  )
  expect(found.rows.map(({ state }) => state)).toEqual(Array.from({ length: count }, () => 'resolved'))
  await page.getByText('Nothing in this queue matches').waitFor()
  await checkAccessibility()
}, 300_000)

it('shows who else is there, puts what they wrote first, and takes macros and calls', async () => {
  const agent = await signIn('Service-desk agent')
  const manager = await signIn('IT manager')
  const { page } = agent
  const { keyboard } = page
  const word = unique('Hum')
  const [person] = (await ask<{ rows: readonly Person[] }>(page, '/people?filter={"phone":{"empty":false}}&limit=1'))
    .rows
  await make(manager.page, 'macros', {
    name: `Restart ${word}`,
    word: word.replace(' ', ''),
    scope: 'everyone',
    text: 'Hello {requester.firstName}, please restart it. {agent.firstName}',
    urgency: 'high',
  })

  // From a call: the end of the number, a line, Enter.
  await agent.visit('/desk')
  const asked: string[] = []
  page.on('request', (request) => void (request.url().includes('/desk/people') && asked.push(request.url())))
  await keyboard.press('c')
  await page.getByLabel('Who is calling').waitFor()
  await keyboard.type(person?.phone.slice(-7) ?? '', { delay: 20 })
  await page.getByRole('option').first().waitFor()
  expect(asked.length, 'GLPI #16877: nothing is asked for with each key').toBeLessThan(4)
  await agent.checkAccessibility()
  await keyboard.press('Tab')
  await keyboard.type(`${word} in the ceiling`)
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: `${word} in the ceiling` }).waitFor()
  const address = page.url().replace(/^https?:\/\/[^/]+/, '')

  await manager.page.goto(address)
  await page
    .getByText(/^Jonas Sievers is looking/)
    .first()
    .waitFor()
  await manager.page.keyboard.press('r')
  await manager.page.keyboard.type('Which room?')
  await page
    .getByText(/^Jonas Sievers is replying/)
    .first()
    .waitFor()

  // The agent has begun an answer when another one comes.
  await keyboard.press('r')
  await keyboard.type(`/${word.replace(' ', '')}`)
  await page.getByRole('list', { name: 'Macros' }).waitFor()
  await keyboard.press('Tab')
  const reply = page.getByLabel('Reply', { exact: true })
  await expect.poll(() => reply.inputValue()).toMatch(/^Hello \S+, please restart it\. \S+$/)
  await page.getByText('Then: urgency high.').waitFor()
  const write = page.getByRole('region', { name: 'Write' })
  const steps = { name: 'steps.txt', mimeType: 'text/plain', buffer: Buffer.from('Off, wait, on.') }
  await write.locator('input[type="file"]').setInputFiles([steps, { ...steps, name: 'wrong.txt' }])
  const files = write.getByRole('list', { name: 'Files that go with it' })
  await files.getByText('steps.txt').waitFor()
  await write.getByRole('button', { name: 'Leave wrong.txt out' }).click()
  await expect.poll(() => files.getByRole('listitem').count()).toBe(1)
  await manager.page.keyboard.press('Control+Enter')
  await page.getByText('wrote something since you began').waitFor()
  await keyboard.press('Control+Enter')
  await page.getByText('wrote something meanwhile').waitFor()
  await agent.checkAccessibility()
  await agent.picture('desk-meanwhile')
  await page.getByRole('button', { name: 'I have read it' }).click()
  await page.getByRole('button', { name: 'Send reply' }).click()
  const log = page.getByRole('log')
  await log.getByText('please restart it').waitFor()
  await log.getByRole('link', { name: 'steps.txt' }).waitFor()
  await log.getByText('Which room?').waitFor()
  await expect.poll(async () => (await ticketOf(page, word)).urgency, { timeout: 10_000 }).toBe('high')

  // A call that is solved while they are on the phone, from the first key to the resolved ticket.
  await agent.visit('/desk')
  const began = Date.now()
  await keyboard.press('c')
  await page.getByLabel('Who is calling').waitFor()
  await keyboard.type(person?.phone.slice(-7) ?? '')
  await page.getByRole('option').first().waitFor()
  await keyboard.press('Tab')
  await keyboard.type(`${word} password forgotten`)
  await page.getByRole('button', { name: 'Solved on the spot' }).click()
  await keyboard.press('Control+Enter')
  await page.getByText('is created and resolved').waitFor()
  expect(Date.now() - began, 'a call takes ten seconds').toBeLessThan(10_000)
})

it('does with several tickets at once what it does with one, and shows what whoever asks works with', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Service-desk agent')
  const manager = await signIn('IT manager')
  const { keyboard } = page
  const word = unique('Squeak')
  const { self } = await ask<{ self: { id: string } }>(page, '/me')
  const [device] = (
    await ask<{ rows: readonly Device[] }>(page, `/devices?filter={"kind":"laptop","state":"in_use"}&limit=1`)
  ).rows
  const team = (await ask<{ rows: readonly { id: string }[] }>(page, '/teams?filter={"name":"Service desk"}')).rows[0]
  await makeMany(
    page,
    [1, 2, 3].map((n) => ({
      ...{ title: `${word} in chair ${n}`, requester: device?.assignedTo.id, assignee: self.id, team: team?.id },
      urgency: 'low',
    })),
  )
  await make(manager.page, 'macros', {
    ...{ name: `Oil ${word}`, text: 'Hello {requester.firstName}, we bring oil.', urgency: 'high', move: 'start' },
  })
  const all = () =>
    ask<{ rows: readonly Squeak[] }>(page, `/tickets?q=${encodeURIComponent(word)}&sort=title`).then(({ rows }) => rows)

  await visit(`/desk?queue=mine&q=${encodeURIComponent(JSON.stringify(word))}`)
  await expect.poll(() => page.locator('[data-desk-row]').count(), { timeout: 15_000 }).toBe(3)
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await keyboard.press(key)
  const bar = page.getByRole('region', { name: 'Selected tickets' })
  await bar.getByText('3 selected').waitFor()
  await keyboard.press('m')
  await page.getByRole('combobox', { name: 'Find a macro' }).fill(`Oil ${word}`)
  await page.getByRole('dialog').getByText('we bring oil').waitFor()
  await checkAccessibility()
  await keyboard.press('Enter')
  await page.getByText(`3 tickets got “Oil ${word}”.`).waitFor()
  expect(await all()).toMatchObject(
    [1, 2, 3].map(() => ({ state: 'in_progress', urgency: 'high', waitsFor: 'requester' })),
  )

  // A colleague is named in a note, which is still there after a reload.
  await keyboard.press('Escape')
  await keyboard.press('n')
  await focused(page, 'Internal note')
  await keyboard.type('Bring the can, @Jonas Siev')
  await page.getByRole('option', { name: 'Jonas Sievers' }).click()
  const note = page.getByLabel('Internal note', { exact: true })
  await expect.poll(() => note.inputValue()).toMatch(/^Bring the can, @\[Jonas Sievers\]/)
  await page.reload()
  await expect.poll(() => note.inputValue(), { timeout: 15_000 }).toMatch(/^Bring the can, @\[Jonas Sievers\]/)
  await note.press('Control+Enter')
  await page.getByRole('log').getByText('Bring the can').waitFor()

  // Which device it is about: one press in the card of whoever asks, which the ticket's own page has, too.
  const card = page.getByRole('region', { name: 'Who asks' })
  await card.getByRole('button', { name: `${device?.title} is affected` }).click()
  await card.getByRole('button', { name: 'Affected', pressed: true }).waitFor()
  await checkAccessibility()
  await picture('desk-devices')
  const [open] = (await all()).filter((row) => row.device?.id === device?.id)
  await visit(`/tickets/${open?.number}`)
  await card.getByRole('link', { name: device?.title ?? '' }).waitFor()
  await page.getByRole('button', { name: 'Why?' }).click()
  await page.getByRole('region', { name: 'What is promised' }).waitFor()
  await picture('ticket-page')
  await page.getByRole('link', { name: 'Work on it at the desk' }).click()
  await page.getByRole('heading', { name: open?.title ?? '' }).waitFor()

  // Dragged to a colleague on the workload page, which says who is on call. All of the team is in sight.
  await page.setViewportSize({ width: 1280, height: 1400 })
  await visit(`/workload?team=${encodeURIComponent(JSON.stringify(team?.id))}`)
  await page.getByText(/^On call now: /).waitFor()
  const own = page.getByRole('region').filter({ has: page.getByRole('link', { name: open?.title ?? '' }) })
  const other = page
    .getByRole('region')
    .filter({ hasText: 'open' })
    .filter({ hasNotText: open?.title ?? '' })
    .last()
  const name = (await other.getAttribute('aria-label')) ?? ''
  await own
    .getByRole('listitem')
    .filter({ hasText: open?.title ?? '' })
    .dragTo(other)
  await page.getByText(`is given to ${name}`).waitFor()
  await picture('workload')
  await page.getByRole('link', { name: 'The rota' }).click()
  await page
    .getByRole('region', { name: 'On call' })
    .getByText(/^On call now: /)
    .waitFor()
  await checkAccessibility()
  await picture('on-call')
})

interface Device {
  readonly id: string
  readonly title: string
  readonly assignedTo: { readonly id: string }
}
interface Squeak {
  readonly number: string
  readonly title: string
  readonly device: { readonly id: string } | null
}

interface Person {
  readonly phone: string
}

async function ticketOf(page: Page, word: string): Promise<{ urgency: string }> {
  const { rows } = await ask<{ rows: readonly { urgency: string }[] }>(page, `/tickets?q=${encodeURIComponent(word)}`)
  return rows[0] ?? { urgency: '' }
}

async function makeMany(page: Page, create: readonly object[]): Promise<void> {
  const answer = await page.request.post('/api/v1/tickets/bulk', {
    data: { create },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** Until the focus is on the current row of the queue: nothing was lost, and keys mean the next ticket. */
const onRow = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.matches('[data-desk-row][aria-current="true"]'))

const focused = (page: Page, label: string) =>
  page.waitForFunction((name) => document.activeElement?.getAttribute('aria-label') === name, label)
