import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const agreement = readFileSync(new URL('../data/contracts/common-paper-dpa.md', import.meta.url))

it('reads an amendment beside what it is checked against, sees what changed, and judges an item by a passage', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, visit, checkAccessibility, picture } = await signIn('Vendor manager', { colorScheme })
    await visit('/contract-texts')
    await page.getByRole('searchbox').fill('personal data breach notify')
    await page.getByRole('link', { name: /amended, 5\.1/ }).waitFor()
    await checkAccessibility()
    await picture(`contract-search-${colorScheme}`)
    await page.getByRole('link', { name: /amended, 5\.1/ }).click()
    await page.getByRole('heading', { name: 'Data processing agreement, amended', level: 1 }).waitFor()
    const marked = async () => (await page.locator('mark[data-active]').allInnerTexts()).join('')
    await expect.poll(marked).toContain('reasonably practicable')

    const assists = page.getByRole('button', { name: /breaches/ }).first()
    await assists.click()
    await page.getByRole('heading', { name: 'Since the version before' }).waitFor()
    expect(await page.locator('del').allInnerTexts()).toContainEqual(expect.stringContaining('24 hours'))
    await checkAccessibility()
    await picture(`contract-text-${colorScheme}`)
    await page.getByRole('button', { name: 'Judge it yourself' }).click()
    await selectWords(page, 'as soon as reasonably practicable')
    await page.getByText('By this passage: as soon as reasonably practicable').waitFor()
    await page.getByRole('radio', { name: 'Missing', exact: true }).check()
    await page.getByLabel('Why').fill('Nobody is bound to a time.')
    await page.getByRole('button', { name: 'Keep my verdict' }).click()
    await page.getByText(/judged it “missing”/).waitFor()
    await checkAccessibility()
    await picture(`contract-judged-${colorScheme}`)
    await page.getByRole('button', { name: 'Let the rules decide again' }).click()
    await page.getByText(/judged it “missing”/).waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'Obligations' }).click()
    await page.getByText('Keep as an obligation').first().waitFor()
    await checkAccessibility()
    await picture(`contract-duties-${colorScheme}`)
  }
})

/** Selects words of the contract's text, as by dragging over them. */
const selectWords = (page: Page, words: string): Promise<void> =>
  page.evaluate((wanted) => {
    for (const piece of document.querySelectorAll('[data-at]')) {
      const node = piece.firstChild
      const at = node?.textContent?.indexOf(wanted) ?? -1
      if (node && at >= 0) document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
    }
  }, words)

it('takes a contract on a phone: the file is read, checked, judged, and what is owed is kept', async () => {
  const name = unique('Processing terms')
  const { page, visit, checkAccessibility, picture } = await signIn('Vendor manager', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const contract = await page.request.get('/api/v1/contracts?limit=1&sort=number')
  const [{ id = '' } = {}] = ((await contract.json()) as { rows: readonly { id: string }[] }).rows
  const made = await page.request.post('/api/v1/contract-documents', {
    data: { name, contract: id, kind: 'data_processing' },
    headers: { 'X-Quarterdeck': 'web' },
  })
  const document = (await made.json()) as { id: string }
  await visit(`/contract-texts/${document.id}`)
  await page.getByText('There is no file yet').waitFor()
  await picture('contract-text-without-a-file')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add the file' }).click(),
  ])
  await chooser.setFiles({ name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 no more') })
  await page.getByText(/was cut off at byte 16/).waitFor()
  await checkAccessibility()
  await picture('contract-text-broken')
  const [another] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Add another file' }).click(),
  ])
  await another.setFiles({ name: 'dpa.md', mimeType: 'text/markdown', buffer: agreement })
  await page.getByRole('button', { name: /Check against GDPR/ }).click()
  await page.getByText(/8 of 11 are met/).waitFor()
  await checkAccessibility()
  await picture('contract-check-phone')

  await page.getByRole('button', { name: /Only on documented instructions/ }).click()
  await page.getByRole('button', { name: /^2\.2/ }).first().click()
  await expect.poll(() => page.locator('mark[data-active]').first().isVisible()).toBe(true)
  await checkAccessibility()
  await picture('contract-passage-phone')
  await page.getByText('Checks and obligations', { exact: true }).click()
  await page
    .getByRole('button', { name: /confidential/i })
    .first()
    .click()
  await page.getByRole('button', { name: 'Judge it yourself' }).click()
  await page.getByRole('button', { name: 'Keep my verdict' }).click()
  await page.getByText('Say why.').waitFor()
  await page.getByRole('radio', { name: 'Met', exact: true }).check()
  await page.getByLabel('Why').fill('The main agreement binds its people.')
  await checkAccessibility()
  await picture('contract-judge-phone')
  await page.getByRole('button', { name: 'Keep my verdict' }).click()
  await page.getByText(/9 of 11 are met/).waitFor()
  await page.getByText(/judged it “met”/).waitFor()

  await page.getByRole('tab', { name: 'Obligations' }).click()
  await page.getByRole('button', { name: 'Keep as an obligation' }).first().click()
  await page.getByRole('link', { name: /Kept as OBL-/ }).click()
  await page.getByText('Where it is written', { exact: true }).waitFor()
  await page.getByRole('link', { name: 'See where it is written' }).waitFor()
  // What was just done is said over the page's foot, and covers what lies there.
  await page.getByText('Kept as an obligation').waitFor({ state: 'hidden' })
  await checkAccessibility()
  await picture('obligation-phone')
})
