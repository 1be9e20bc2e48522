import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('asks for what a move needs: on the page, in the palette, in bulk, on the board and in a rule', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  const { keyboard } = page
  const word = unique('Flicker')
  const reason = unique('A part')
  await make(page, 'pending-reasons', { name: reason, waitsFor: 'parts' })
  const { rows } = await ask<{ rows: readonly { id: string }[] }>(page, '/people?limit=1')
  const tickets = []
  for (const place of ['one', 'two', 'three'])
    tickets.push(await make(page, 'tickets', { title: `${word} ${place}`, requester: rows[0]?.id }))
  const [first] = tickets
  const dialog = page.getByRole('dialog')

  await visit(`/tickets/${first?.number}`)
  await page.getByRole('button', { name: 'More moves' }).click()
  await page.getByRole('menuitem', { name: 'Put on hold…', exact: true }).click()
  await dialog.getByRole('button', { name: 'Put on hold' }).waitFor()
  await keyboard.press('Control+Enter')
  await dialog.getByText('Waits for is needed.').waitFor()
  await checkAccessibility()
  await picture('move-asks')
  await choose(page, 'Waits for', reason)
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('Pending', { exact: true }).first().waitFor()

  await keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or type a command' }).waitFor()
  await keyboard.type('resolve')
  await page.getByRole('option', { name: 'Resolve…' }).waitFor()
  await keyboard.press('Enter')
  await choose(page, 'Resolution', 'Solved for good')
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await page.getByText('Resolved', { exact: true }).first().waitFor()

  await visit(`/tickets?q=${encodeURIComponent(word)}&filter=${encodeURIComponent('{"state":"new"}')}`)
  const grid = page.getByRole('grid', { name: 'Tickets' })
  await grid
    .getByRole('row')
    .nth(1)
    .click({ position: { x: 5, y: 5 } })
  for (const key of ['x', 'ArrowDown', 'x']) await keyboard.press(key)
  await page.getByText('2 selected').waitFor()
  await page.getByRole('button', { name: 'Move', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Put on hold…' }).click()
  await choose(page, 'Waits for', reason)
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await page.getByRole('status').filter({ hasText: '2 tickets moved.' }).waitFor()
  expect(await statesOf(word)).toEqual(['pending', 'pending', 'resolved'])

  await visit(`/tickets?q=${encodeURIComponent(word)}&as=board`)
  const resolved = page.getByRole('region', { name: 'Resolved' })
  await page.getByRole('button', { name: `Move ${word} two` }).click()
  await page.getByRole('menuitem', { name: 'Resolve…' }).click()
  await choose(page, 'Resolution', 'Worked around')
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await resolved.getByText(`${word} two`).waitFor()
  expect(await statesOf(word)).toEqual(['pending', 'resolved', 'resolved'])
  await page
    .getByRole('region', { name: 'Pending' })
    .getByText(/Flicker/)
    .dragTo(resolved)
  await choose(page, 'Resolution', 'Worked around')
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await expect.poll(() => resolved.getByText(word).count()).toBe(3)

  await visit('/automation-rules/new')
  await page.getByRole('textbox', { name: 'Name' }).fill(`${word} waits`)
  await page.getByRole('combobox', { name: /^Record/ }).fill('Ticket')
  await page.getByRole('option', { name: 'Ticket', exact: true }).click()
  await page.getByRole('combobox', { name: 'What happens' }).click()
  await page.getByRole('option', { name: 'Created' }).click()
  await keyboard.press('Escape')
  await page.getByRole('button', { name: 'What to do' }).click()
  await page.getByRole('menuitem', { name: 'Move it on' }).click()
  await page.getByRole('combobox', { name: 'Move' }).click()
  await page.getByRole('option', { name: 'Put on hold' }).click()
  await page.getByRole('combobox', { name: 'Waits for' }).click()
  await page.getByRole('option', { name: reason }).click()
  await checkAccessibility()
  await keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: `${word} waits` }).waitFor()
  await page.getByText(reason).first().waitFor()

  async function statesOf(text: string): Promise<readonly string[]> {
    const answer = await ask<{ rows: readonly { state: string }[] }>(page, `/tickets?q=${encodeURIComponent(text)}`)
    return answer.rows.map(({ state }) => state).toSorted()
  }
})

async function choose(page: Page, label: string, option: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel(label, { exact: true })
    .or(dialog.getByLabel(`${label} *`, { exact: true }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).first().click()
}
