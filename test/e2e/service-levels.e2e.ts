import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets a manager write what is done about a promise, and which clocks a reason pauses, without knowing how it is kept', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Buoys')
  const service = await make(page, 'services', { name })
  const level = await make(page, 'service-levels', { name, services: [service.id], resolution: '2 working days' })
  await visit(`/service-levels/${level.id}/edit`)
  const steps = page.getByRole('list', { name: 'Escalation steps' })
  const addAction = async (verb: string): Promise<void> => {
    await steps.getByRole('button', { name: 'And then' }).click()
    await page.getByRole('menuitem', { name: verb }).click()
  }
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  for (const verb of ['Make it more urgent by one', 'Give it to somebody', 'Set a field', 'Comment', 'Add a task'])
    await addAction(verb)
  await steps.getByRole('combobox', { name: 'Field to set' }).fill('Major')
  await page.getByRole('option', { name: 'Major incident' }).click()
  await steps.getByRole('checkbox', { name: 'Major incident' }).check()
  await steps.getByRole('textbox', { name: 'Task' }).fill('Call them back')
  await page.getByRole('button', { name: /^Save/ }).click()
  await steps.getByText('Step 1: action 5: write what the comment says.').waitFor()
  await steps.getByRole('textbox', { name: 'Comment' }).fill('{number} is running out.')
  await checkAccessibility()
  await picture('service-level-steps')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page
    .getByText(
      'At 75 % of the time for the resolution: tell whoever has it and the team’s lead, make it more urgent by one, take its assignment group away, set the major incident to yes, note “{number} is running out.” and add the task “Call them back”.',
    )
    .waitFor()

  // Only who may read webhooks is offered to call one.
  const administrator = await signIn('Administrator')
  const hook = unique('Pager')
  await make(administrator.page, 'webhooks', { name: hook, url: 'https://pager.example/', isOn: false })
  await administrator.visit(`/service-levels/${level.id}/edit`)
  await administrator.page.getByRole('button', { name: 'And then' }).click()
  await administrator.page.getByRole('menuitem', { name: 'Call a webhook' }).click()
  await administrator.page.getByRole('combobox', { name: 'Webhook' }).click()
  await administrator.page.getByRole('option', { name: hook }).click()
  await administrator.page.getByRole('button', { name: /^Save/ }).click()
  await administrator.page.getByText('add the task “Call them back” and call a webhook.').waitFor()

  await visit('/pending-reasons/new')
  const waits = unique('A chart')
  await page.getByRole('textbox', { name: 'Name' }).fill(waits)
  await page.getByRole('combobox', { name: 'Whom or what' }).click()
  await page.getByRole('option', { name: 'Parts' }).click()
  await page.getByRole('checkbox', { name: 'To those who ask: updates' }).uncheck()
  await page
    .getByText('To those who ask: resolution and next reply. Between teams: all but the first response.')
    .waitFor()
  await checkAccessibility()
  await picture('pending-reason-form')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: waits }).waitFor()

  await page.request.post(`/api/v1/service-levels/${level.id}/archive`, { headers: { 'X-Quarterdeck': 'web' } })
})

it('lets a manager promise something, see on a ticket why it is due when it is, and ask what other hours would have come to', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Tide tables')
  const service = await make(page, 'services', { name })
  const reason = await make(page, 'pending-reasons', { name: unique('A chart'), waitsFor: 'parts' })
  const level = await make(page, 'service-levels', {
    ...{ name, services: [service.id], response: '2 h', resolution: '2 working days' },
  })

  const { rows } = await ask<{ rows: readonly { id: string }[] }>(page, '/people?limit=1')
  const ticket = await make(page, 'tickets', { title: name, requester: rows[0]?.id, service: service.id })
  await visit(`/tickets/${ticket.number}`)
  const resolution = page.getByRole('listitem').filter({ hasText: 'within 2 working days' })
  await resolution.getByText('Why this due date?').click()
  await resolution.getByText(`“${name}” counts, since it names this service, before`).waitFor()
  await resolution.getByText(/are left: due/).waitFor()
  await checkAccessibility()
  await picture('promises')

  const held = await page.request.post(`/api/v1/tickets/${ticket.id}/moves/hold`, {
    data: { pendingReason: reason.id },
    headers: { 'X-Quarterdeck': 'web' },
  })
  expect(held.status(), await held.text()).toBe(200)
  await resolution.getByText('Paused', { exact: true }).waitFor()

  await visit('/what-if')
  await page.getByRole('combobox', { name: 'Counted in the hours of' }).click()
  await page.getByRole('option', { name: 'All hours' }).click()
  await page.getByRole('button', { name: 'Work it out' }).click()
  await page.getByRole('heading', { name: 'What moves' }).waitFor()
  await page.getByRole('button', { name: 'Stop here' }).waitFor({ state: 'detached' })
  await checkAccessibility()
  await picture('what-if')
  await page.getByRole('link', { name: /^TKT-/ }).first().click()
  await page.getByRole('heading', { name: 'Promises' }).waitFor()

  // Other journeys’ tickets are about other services, but nobody needs this any more.
  await page.request.post(`/api/v1/service-levels/${level.id}/archive`, { headers: { 'X-Quarterdeck': 'web' } })
})
