import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask, make, unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('shows an auditor everything and offers them nothing that writes', async () => {
  const keeper = await signIn('IT manager')
  const told = { name: unique('Private'), mobile: '+49 170 5550124' }
  const person = await make(keeper.page, 'people', told)
  const { page, visit, picture } = await signIn('Auditor')
  const service = await firstOf(page, 'services', { state: 'live' })
  const pages = ['/', '/people', '/teams', '/services', '/org-chart', '/service-map', '/currencies']
  for (const path of [...pages, `/people/${person.id}`, `/services/${service.id}`]) {
    await visit(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await writing(page), `what writes on ${path}`).toEqual([])
  }
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('button', { name: 'Show as of this day' }).first().waitFor()
  expect(await writing(page), 'what writes on the history').toEqual([])
  await picture('auditor-history')
  await visit('/admin/settings#sign_in_settings')
  await page.getByRole('term').filter({ hasText: 'Shortest password' }).waitFor()
  expect(await page.getByRole('textbox').count(), 'settings that can’t be changed are no form').toBe(0)
  await picture('auditor-settings')
  await visit(`/people/${person.id}`)
  await page.getByRole('term').filter({ hasText: 'Mobile' }).waitFor()
  await page.getByText(told.mobile).waitFor()
})

it('shows an employee the directory, without what is private and without administration', async () => {
  const keeper = await signIn('Administrator')
  const leaver = unique('Leaver')
  const told = { name: leaver, mobile: '+49 170 5550123', leavesOn: '2031-01-31', phone: '+49 30 5550123' }
  const person = await make(keeper.page, 'people', told)

  const { page, visit, picture } = await signIn('Employee')
  await visit('/')
  await picture('employee-first-page')
  await page.getByRole('link', { name: 'Look up people' }).waitFor()
  expect(await page.getByRole('link', { name: /administration|imports|reference|roles|accounts/i }).count()).toBe(0)
  await visit('/people')
  await page.getByRole('grid', { name: 'People' }).waitFor()
  expect(await page.getByRole('link', { name: 'New person' }).count()).toBe(0)

  await visit(`/people/${person.id}`)
  await page.getByRole('heading', { name: leaver }).waitFor()
  await page.getByText('+49 30 5550123').waitFor()
  const shown = await page.getByRole('main').innerText()
  expect(shown).not.toMatch(/Mobile|170 5550123|Leaves on|2031/)
  expect(Object.keys(await ask<object>(page, `/people/${person.id}`))).not.toContain('mobile')

  const unseen = ['/imports', '/imports/0192d3a0-0000-7000-8000-000000000000', '/no-such-records', '/nowhere/at/all']
  for (const path of unseen) {
    await visit(path)
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  }
  await visit('/people/0192d3a0-0000-7000-8000-000000000000')
  await page.getByRole('link', { name: 'All people' }).waitFor()
  await visit('/nowhere/at/all')
  await picture('nothing-here')
  await page.getByRole('link', { name: 'Go to my work' }).click()
  await page.waitForURL((url) => url.pathname === '/')
})

/** The names of all buttons, links and inputs that would change a record. */
async function writing(page: Page): Promise<readonly string[]> {
  const verbs =
    /^(new |edit( |$)|add |archive$|restore$|import |comment$|undo$|change a field|remove |take live|retire$|record as|mark as)/i
  const found = await Promise.all(
    (['button', 'link', 'textbox'] as const).map((role) =>
      page.getByRole('main').getByRole(role, { name: verbs }).all(),
    ),
  )
  const names = await Promise.all(
    found.flat().map(async (one) => (await one.getAttribute('aria-label')) ?? (await one.innerText())),
  )
  return names.filter((name) => !name.endsWith('favourites'))
}

async function firstOf(page: Page, path: string, filter: object): Promise<{ id: string }> {
  const { rows } = await ask<{ rows: readonly { id: string }[] }>(
    page,
    `/${path}?limit=1&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  const [first] = rows
  if (!first) throw new Error(`No ${path} fit ${JSON.stringify(filter)}.`)
  return first
}
