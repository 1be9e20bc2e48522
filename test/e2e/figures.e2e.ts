import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { looks, withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const address = '/support/figures'
const dayBack = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

it('as the IT manager: see why a share moved, and open the tickets behind it', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager')
  await visit(`${address}?show=firstContact`)
  await page.getByRole('heading', { name: 'Service figures' }).waitFor()
  await checkAccessibility()
  await picture('figures')

  // What exactly is counted is one press away.
  await page.getByRole('button', { name: 'Backlog: what is counted' }).click()
  await page.getByText('neither resolved nor ended').waitFor()
  await page.keyboard.press('Escape')

  // The period stands in the address, so that a link shows the same report.
  await page.getByText('90 days', { exact: true }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBeTruthy()

  // Why: in sentences, and each number opens to exactly so many tickets; of days that nobody works on any more.
  await visit(`${address}?from=${dayBack(40)}&to=${dayBack(2)}&show=firstContact`)
  const reasons = page.getByRole('listitem').filter({ hasText: /tickets?$/ })
  const link = reasons.first().getByRole('link')
  const count = Number(/^(\d+)/.exec((await link.textContent()) ?? '')?.[1])
  expect(count).toBeGreaterThan(0)
  await link.click()
  await page.getByRole('heading', { level: 1, name: new RegExp(`^Tickets\\s*${count}$`) }).waitFor()
  await page.goBack()

  // Promises stand apart by kind, and what was broken is listed one by one, each with its ticket.
  await visit(`${address}?from=${dayBack(40)}&to=${dayBack(2)}`)
  const solutions = page.getByRole('row').filter({ has: page.getByRole('button', { name: 'Solution', exact: true }) })
  // The first of them are those to who asked; others are between teams and by suppliers.
  const broken = solutions.first().getByRole('link').last()
  const brokenCount = Number((await broken.textContent())?.replace(',', ''))
  await broken.click()
  await page
    .getByRole('heading', { level: 1, name: new RegExp(`^Solutions to who asked\\s*${brokenCount}$`) })
    .waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'Broken by' }).count()).toBe(Math.min(brokenCount, 100))
  await checkAccessibility()
  await picture('promises-broken')
  await page.goBack()

  // A chart is read by its keys, and as a table whose numbers lead to their rows.
  const chart = page.getByRole('slider', { name: 'Promises kept over time' })
  await chart.focus()
  await page.keyboard.press('Home')
  const first = await chart.getAttribute('aria-valuetext')
  await page.keyboard.press('ArrowRight')
  expect(await chart.getAttribute('aria-valuetext')).not.toBe(first)
  await page.getByText('As a table').first().click()
  await page.getByRole('table', { name: 'Promises kept over time' }).getByRole('link').first().waitFor()

  // The table is sorted by whatever one wants to know first.
  await page.getByText('Service', { exact: true }).click()
  const heading = page.getByRole('button', { name: 'Backlog', exact: true })
  await heading.click()
  await page.getByRole('columnheader', { name: 'Backlog ↓' }).waitFor()
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Table as CSV' }).click(),
  ])
  const table = readFileSync((await download.path()) ?? '', 'utf8')
  expect(table).toContain('Service,')
  expect(table).toContain('\r\nAll,')
}, 90_000)

it.for(looks)('can be read $colorScheme at $viewport.width points', async ({ colorScheme, viewport }) => {
  const { page, visit, checkAccessibility, picture } = await signIn('CIO', { colorScheme, viewport })
  await visit(address)
  await page.getByRole('heading', { name: 'How long the backlog has waited' }).waitFor()
  await checkAccessibility()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(viewport.width)
  await picture(`figures-${colorScheme}-${viewport.width}`)
})

it('shows what became of each promise on a phone, without moving the page sideways', async () => {
  const { page, visit, checkAccessibility, picture } = await signIn('IT manager', {
    viewport: { width: 390, height: 844 },
  })
  await visit('/support/promises')
  const result = page
    .getByRole('row')
    .getByText(/^(Kept|Broken by )/)
    .first()
  await result.waitFor()
  const box = await result.boundingBox()
  expect((box?.x ?? 390) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  await checkAccessibility()
  await picture('promises-390')
})
