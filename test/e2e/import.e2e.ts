import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { messyPeople } from '../data/importing/messy-people.ts'
import { ask } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()

const extra = [
  '000901;Ringo;Circle;ringo@example.com;000902;Buyer;1.2.2020;Employee;0049 30 100001;1,50',
  '000902;Round;Circle;round@example.com;000901;Buyer;1.2.2020;Employee;0049 30 100002;1,50',
  '000903;Xanthippe;Quillfeather;xanthippe@example.com;000002;Astronomer;1.2.2020;Employee;0049 30 100003;1,50',
]
const messy = `${[...messyPeople({ rows: 300, wrongEvery: 20 })].join('')}${extra.join('\r\n')}\r\n`

it('brings in a messy file of people, mends what was refused, and takes it all back', async () => {
  const visitor = await signIn('IT manager')
  const { page, visit, picture, checkAccessibility } = visitor
  const before = await countPeople(page)

  await visit('/imports?type=person')
  await send(page, 'people.csv', messy)
  await page.getByText('CSV, UTF-8, semicolons').waitFor()
  await checkAccessibility()
  await picture('import-columns')
  await page.getByRole('button', { name: /^Preview 303 rows/ }).click()
  await page.getByText('can’t be taken and will be left out').waitFor()
  await checkAccessibility()
  expect(await countPeople(page), 'a preview writes nothing').toBe(before)

  const showOnly = page.getByRole('group', { name: 'Show rows' })
  await showOnly.getByRole('button', { name: /^Refused/ }).click()
  await page.getByText('nobody140@example.com').first().waitFor()
  await page
    .getByText(/circle/)
    .first()
    .waitFor()
  await picture('import-refused')
  const refused = await downloaded(page, /with reasons$/)
  const reasons = parse(refused, { bom: true, columns: true, relax_column_count: true }) as Line[]
  expect(reasons.length).toBeGreaterThan(10)
  expect(reasons.every((line) => line['Import: reason'])).toBe(true)

  await page.getByRole('button', { name: /^Import \d+ rows/ }).click()
  await page.getByText(/were (created|changed)/).waitFor()
  await checkAccessibility()
  await picture('import-result')
  expect(await countPeople(page)).toBe(before + 303 - reasons.length)
  await page.getByRole('region', { name: 'Rows' }).getByRole('link').first().click()
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/)

  await visit('/imports?type=person')
  await send(page, 'people-mended.csv', stringify(reasons.map(mended), { header: true }))
  await page.getByRole('button', { name: /^Preview/ }).click()
  await page.getByRole('button', { name: `Import ${reasons.length} rows` }).click()
  await page.getByText(/were (created|changed)/).waitFor()
  expect(await countPeople(page), 'everyone once').toBe(before + 303)

  await visit('/imports?type=person')
  await send(
    page,
    'people-again.csv',
    extra.slice(2).reduce((text, line) => `${text}${line}\r\n`, headOf(messy)),
  )
  await page.getByRole('button', { name: /^Preview/ }).click()
  await page.getByText('1 stay as they are').or(page.getByText('1 stays as it is')).waitFor()
  expect(await page.getByRole('button', { name: /^Import/ }).count(), 'nothing left to import').toBe(0)
  await page.getByRole('button', { name: 'Discard the file' }).click()
  await page.getByRole('heading', { name: 'Earlier imports' }).waitFor()

  await visit('/org-chart')
  await page.getByLabel('Find a person').fill('Xanthippe')
  await page.getByRole('option', { name: /Quillfeather/ }).click()
  await page.getByRole('treeitem', { name: /Xanthippe Quillfeather/ }).waitFor()
  await checkAccessibility()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or type a command' }).fill('xantippe quilfeather')
  await page.getByRole('option', { name: /Xanthippe Quillfeather/ }).waitFor()
  await checkAccessibility()
  await picture('search-typo')
  await page.getByRole('option', { name: /Xanthippe Quillfeather/ }).click()
  await page.getByRole('heading', { name: 'Xanthippe Quillfeather' }).waitFor()

  await undoImport(page, 'people-mended.csv')
  await undoImport(page, 'people.csv')
  expect(await countPeople(page), 'as before the import').toBe(before)
  await checkAccessibility()
}, 300_000)

type Line = Record<string, string>

const countPeople = async (page: Page): Promise<number> => (await ask<{ count: number }>(page, '/people/count')).count

async function send(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('heading', { name }).waitFor()
}

async function downloaded(page: Page, name: RegExp): Promise<string> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name }).click()
  return readFileSync(await (await waiting).path(), 'utf8')
}

/** The head of a file, with its byte-order mark. */
const headOf = (text: string): string => text.slice(0, text.indexOf('\n') + 1)

/** What a person does with a refused row: writes what is missing and leaves the rest. */
function mended(line: Line): Line {
  const number = line['Personalnummer'] ?? ''
  return {
    ...line,
    'E-Mail': `mended${number}@example.com`,
    Vorgesetzter: '000001',
    Eintrittsdatum: '1.3.2020',
  }
}

async function undoImport(page: Page, fileName: string): Promise<void> {
  await page.goto('/imports')
  await page.getByRole('link', { name: fileName }).first().click()
  await page.getByRole('button', { name: 'Undo this import' }).click()
  await page.getByText('This import was undone').waitFor()
}
