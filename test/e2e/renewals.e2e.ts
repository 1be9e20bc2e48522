import { expect, it } from 'vitest'
import { looks, withBrowser } from './rig.ts'

const { signIn } = withBrowser()

it('as the vendor manager: see this quarter’s decisions, open one, decide, and send the letter', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Vendor manager')
  // What waits for them, and the desk in a sentence, stand on their first page.
  await visit('/')
  await page.getByRole('listitem').filter({ hasText: 'Decide whether it goes on' }).first().waitFor()
  await page
    .getByRole('listitem')
    .filter({ hasText: /Renewals\d+ contracts? to decide by .+ at stake/ })
    .getByRole('link')
    .click()
  await page.waitForURL('**/renewals')
  await page.getByText(/\d+ contracts? to decide by/).waitFor()
  await page
    .getByText(/at stake/)
    .first()
    .waitFor()
  await picture('renewals')

  // One that renews by itself unless notice is given; each of its days explains itself.
  const line = page.getByRole('row').filter({ hasText: 'Renews by itself' }).last()
  const name = (await line.getByRole('button').textContent()) ?? ''
  await line.getByRole('button').click()
  const side = page.getByRole('complementary', { name })
  await side.getByRole('heading', { name: 'Why these dates' }).waitFor()
  await side.getByText(/^Notice must be received at least/).waitFor()
  await checkAccessibility()
  await picture('renewals-open')

  // What is known for deciding has been put together; each figure opens to its rows.
  await side.getByRole('link', { name: 'Dossier', exact: true }).click()
  const assemble = page.getByRole('button', { name: 'Assemble it now' })
  await assemble.or(page.getByRole('heading', { name: 'What it cost, and will cost' })).waitFor()
  if (await assemble.isVisible()) await assemble.click()
  await page.getByRole('heading', { name: 'What it cost, and will cost' }).waitFor()
  await page.getByText('At stake').click()
  await page
    .getByRole('listitem')
    .filter({ hasText: /^What .+ comes to\.$/ })
    .waitFor()
  await checkAccessibility()
  await picture('renewal-dossier')
  const [paper] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as PDF' }).click(),
  ])
  expect(paper.suggestedFilename()).toMatch(/^DOS-\d+ as of .+\.pdf$/)
  await page.getByRole('link', { name: 'To the decision' }).click()

  // A decision has its reasons.
  await side.getByRole('radio', { name: 'Exit' }).check()
  await side.getByRole('button', { name: 'Record the decision' }).click()
  await side.getByText('Say why it is decided so.').waitFor()
  await side.getByRole('textbox', { name: 'Why' }).fill('Nobody has used it since the move.')
  await side.getByRole('button', { name: 'Record the decision' }).click()
  await side.getByText('Decided: Exit').waitFor()
  await side.getByRole('link', { name: 'What it was decided by' }).click()
  await page.getByRole('region', { name: 'What was decided' }).getByText('Nobody has used it').waitFor()
  await picture('renewal-dossier-decided')
  await page.getByRole('link', { name: 'To the decision' }).click()
  await side.getByRole('link', { name: 'Open the letter' }).click()

  // The letter is drafted and kept, can be changed, is saved as a file, and is recorded as sent.
  const words = page.getByRole('textbox', { name: 'Letter' })
  await words.waitFor()
  await words.fill(`${await words.inputValue()}\n\nOur customer number is 4711.`)
  await page.getByRole('button', { name: 'Keep these words' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Save as PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^LTR-\d+ notice .+\.pdf$/)
  await checkAccessibility()
  await picture('renewal-letter')
  await page.getByRole('button', { name: 'Record as sent today' }).click()
  await page.getByText('Kept as it was sent.').waitFor()
  await page.getByText('Counts as received on').waitFor()
  await picture('renewal-letter-sent')
  await page.getByRole('link', { name, exact: true }).first().click()

  // The contract's page says so, and why.
  await page.getByText(/^We gave notice/).waitFor()
  await page.getByText(/^This term comes to/).waitFor()
  await checkAccessibility()
  await picture('contract')
  await page.getByText(/^We gave notice/).scrollIntoViewIfNeeded()
  await picture('contract-why')
  await visit('/renewals?decided=true')
  expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0)
}, 60_000)

it.for(looks)(
  'the renewal desk can be read $colorScheme at $viewport.width points',
  async ({ colorScheme, viewport }) => {
    const { page, visit, picture } = await signIn('Vendor manager', { colorScheme, viewport })
    for (const as of ['list', 'calendar', 'timeline']) {
      await visit(as === 'list' ? '/renewals' : `/renewals?as=${as}`)
      await page.getByText(/to decide by/).waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(viewport.width)
      await picture(`renewals-${as}-${colorScheme}-${viewport.width}`)
    }
  },
)

it('a dossier, and contracts that could end together, can be read in the dark on a phone', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('Vendor manager', {
    ...{ colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  })
  const isWithin = async (): Promise<void> =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await visit('/renewal-dossiers/DOS-0001')
  await page.getByRole('heading', { name: 'What it cost, and will cost' }).waitFor()
  await isWithin()
  await picture('dossier-dark-390')
  // One of what is bought under several contracts.
  const asked = { by: 'engagement', filter: JSON.stringify({ state: 'in_force', outlook: ['renews', 'ends'] }) }
  const answer = await page.request.get(`/api/v1/contracts/groups?${new URLSearchParams(asked)}`)
  const { groups } = (await answer.json()) as { groups: readonly { value: string | null; count: number }[] }
  const several = groups.find(({ value, count }) => value !== null && count > 1)
  expect(several).toBeDefined()
  await visit(`/engagements/${several?.value}`)
  await page.getByText(/^Ending all of them on/).scrollIntoViewIfNeeded()
  await isWithin()
  await checkAccessibility()
  await picture('end-together-dark-390')
}, 40_000)
