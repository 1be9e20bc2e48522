import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { ask } from './as-people-do.ts'
import { accountOf, looks, withBrowser } from './rig.ts'

const { signIn } = withBrowser()

/** A list of 300 suppliers as an accounting system exported it, with somebody of this company answering for them. */
const suppliersOf = (owner: string): string =>
  readFileSync(join(import.meta.dirname, '../data/vendors/kreditoren.csv'), 'latin1').replaceAll(
    'Vera Lindqvist',
    owner,
  )

const files = ['legal_entity.csv', 'vendor.csv', 'contracts.csv']
const head = [
  ...['Supplier', 'Contract Number', 'Contract Name', 'Contract Type', 'Status', 'Contract Owner'],
  ...['Contract Start Date', 'Contract End Date', 'Auto-Renew (Y/N)', 'Renewal Term (months)', 'Notice Period (days)'],
  'Annual Value (EUR)',
].join(';')

/** 300 contracts with one of the suppliers each. They end through the year; one has a day that never is. */
function contractsOf(suppliers: string, owner: string, wrongDay: string): string {
  const names = suppliers
    .split(/\r?\n/)
    .slice(1, 301)
    .map((line) => line.split(';')[2] ?? '')
  const now = new Date()
  const lines = names.map((name, n) => {
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + (n % 12), 1 + (n % 28)))
    const end = last.toLocaleDateString('de-DE', { timeZone: 'UTC' })
    const isRenewed = n % 3 > 0
    return [
      ...[name, `BR-${1000 + n}`, `${name}, ${n % 2 ? 'licences' : 'support'} ${n}`, n % 2 ? 'License' : 'Support'],
      ...['Active', owner, '1.1.2024', n === 7 ? wrongDay : end, isRenewed ? 'Y' : 'N', isRenewed ? '12' : ''],
      ...[String(30 * (1 + (n % 3))), `${10 + n}.400,50`],
    ].join(';')
  })
  return [head, ...lines].join('\r\n')
}

it('as the vendor manager: bring 300 suppliers and 300 contracts in, mend a day, and find them on the renewal desk', async () => {
  const { page, visit, picture, checkAccessibility } = await signIn('Vendor manager')
  const owner = nameOf(accountOf('Vendor manager').email)
  const suppliers = suppliersOf(owner)
  const contracts = contractsOf(suppliers, owner, '31.11.2027')

  for (const type of ['legal_entity', 'vendor']) {
    await visit(`/imports?type=${type}`)
    await send(page, `${type}.csv`, suppliers)
    await page.getByRole('button', { name: /^Preview/ }).click()
    await page.getByRole('button', { name: /^Import 29\d rows/ }).click()
    await page.getByText(/^29\d .+ created, \d+ were left out/).waitFor()
  }
  await page.getByText('can also bring in').waitFor()

  await visit('/imports?type=contract')
  await send(page, 'contracts.csv', contracts)
  await picture('bring-contracts-columns')
  await page.getByRole('button', { name: 'Preview 300 rows' }).click()
  await page.getByText('300 contracts will be created.').waitFor()
  await page.getByRole('button', { name: 'Import 300 rows' }).click()
  await page.getByText('300 contracts were created.').waitFor()

  // Their terms stand in columns of the same file, which the first reading left out.
  await page.getByText(/^Contract Start Date, Contract End Date, .+ were left out\./).waitFor()
  await page.getByRole('link', { name: 'contract events' }).click()
  await send(page, 'contracts.csv', contracts)
  const forAll = page.getByRole('region', { name: 'For all rows' })
  await forAll.getByText('As in Contract Start Date').waitFor()
  await picture('bring-terms-columns')
  const [desk, telephone] = looks
  await page.setViewportSize(telephone.viewport)
  await page.emulateMedia({ colorScheme: telephone.colorScheme })
  await checkAccessibility()
  await picture('bring-terms-columns-dark-390')
  await page.setViewportSize(desk.viewport)
  await page.emulateMedia({ colorScheme: desk.colorScheme })
  await page.getByRole('button', { name: 'Preview 300 rows' }).click()
  await page.getByText('299 contract events will be created, 1 can’t be taken and will be left out.').waitFor()
  await page
    .getByRole('group', { name: 'Show rows' })
    .getByRole('button', { name: /^Refused/ })
    .click()
  await page.getByText("Last day is a day that doesn’t exist. The file says '31.11.2027'.").waitFor()
  await picture('bring-terms-refused')
  await page.getByRole('button', { name: 'Import 299 rows' }).click()
  await page.getByText(/^299 contract events were created/).waitFor()

  // November has thirty days: mended and brought again, only that row is new.
  await visit('/imports?type=contract_event')
  await send(page, 'contracts.csv', contractsOf(suppliers, owner, '30.11.2027'))
  await page.getByText('The columns are read as they were for the last file with these headers.').waitFor()
  await page.getByRole('button', { name: 'Preview 300 rows' }).click()
  await page.getByText('1 contract event will be created, 299 stay as they are.').waitFor()
  await page.getByRole('button', { name: 'Import 1 row' }).click()
  await page.getByText('1 contract event was created, 299 stayed as they were.').waitFor()

  await visit('/renewals')
  const row = page.getByRole('row').filter({ hasText: /, (support|licences) \d+/ })
  await row.first().waitFor()
  expect(await row.first().textContent()).toMatch(/€[\d,]+/)
  await checkAccessibility()
  await picture('bring-renewals')

  // Other journeys share this company: everything is taken back, what was brought last first.
  const { imports } = await ask<{ imports: readonly { id: string; fileName: string }[] }>(page, '/imports')
  for (const { id } of imports.filter(({ fileName }) => files.includes(fileName))) {
    const answer = await page.request.post(`/api/v1/imports/${id}/undo`, { headers: { 'X-Quarterdeck': 'web' } })
    expect(answer.status(), await answer.text()).toBe(202)
    await expect
      .poll(async () => (await ask<{ status: string }>(page, `/imports/${id}`)).status, {
        timeout: 10_000,
        interval: 50,
      })
      .toBe('undone')
  }
}, 60_000)

/** 'matthias.petersen@…' → 'Matthias Petersen'. */
const nameOf = (email: string): string =>
  (email.split('@')[0] ?? '')
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

async function send(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('heading', { name }).waitFor()
}
