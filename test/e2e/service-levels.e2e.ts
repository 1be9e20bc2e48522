import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('lets a manager promise something, see on a ticket why it is due when it is, and ask what other hours would have come to', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const name = unique('Tide tables')
  const service = await make(page, 'services', { name })
  const reason = await make(page, 'pending-reasons', { name: unique('A chart'), waitsFor: 'parts' })
  const level = await make(page, 'service-levels', {
    ...{ name, services: [service.id], response: '2 h', resolution: '2 working days' },
  })

  await visit(`/service-levels/${level.id}/edit`)
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await page.getByRole('textbox', { name: 'Note for agents' }).fill('{number} is running out.')
  await page.getByLabel('Make it more urgent by one').check()
  await checkAccessibility()
  await picture('service-level-steps')
  await page.getByRole('button', { name: /^Save/ }).click()
  await page
    .getByText(
      'At 75 % of the time for the resolution: tell whoever has it and the team’s lead, note “{number} is running out.” and make it more urgent by one.',
    )
    .waitFor()

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
  await checkAccessibility()
  await picture('what-if')
  await page.getByRole('link', { name: /^TKT-/ }).first().click()
  await page.getByRole('heading', { name: 'Promises' }).waitFor()

  // Other journeys’ tickets are about other services, but nobody needs this any more.
  await page.request.post(`/api/v1/service-levels/${level.id}/archive`, { headers: { 'X-Quarterdeck': 'web' } })
})
