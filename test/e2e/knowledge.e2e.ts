import { expect, it } from 'vitest'
import { unique } from './as-people-do.ts'
import { withBrowser } from './rig.ts'

const { signIn } = withBrowser()
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

it('lets an employee on a phone find an article, read it and say that it solved it, by day and by night', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, visit, checkAccessibility, picture } = await signIn('Employee', { ...phone, colorScheme })
    await visit('/help/articles')
    await picture(`help-${colorScheme}`)
    const box = page.getByRole('searchbox', { name: 'What do you need help with?' })
    await box.fill('how do i conect to the vpn from home')
    const results = page.getByRole('search').getByRole('listitem')
    await results.first().getByText('Connect to the VPN from home').waitFor()
    await checkAccessibility()
    await picture(`help-search-${colorScheme}`)
    await box.fill('print queue server')
    await page.getByText('Add a printer').waitFor()
    expect(await page.getByText('Restart the print queue server').count()).toBe(0)
    // Whoever types asks once they stop, not with every key (GLPI #16877).
    let requests = 0
    page.on('request', (request) => (requests += request.url().includes('/help/search?') ? 1 : 0))
    await box.fill('')
    await box.pressSequentially('vpn home', { delay: 10 })
    await results.first().getByText('Connect to the VPN from home').waitFor()
    expect(requests).toBeLessThan(8)
    await results
      .first()
      .getByRole('link', { name: /Connect to the VPN from home/ })
      .click()

    await page.getByRole('heading', { name: 'Connect to the VPN from home', level: 1 }).waitFor()
    await page.getByRole('heading', { name: /If it doesn’t connect/, level: 2 }).waitFor()
    await checkAccessibility()
    await picture(`article-${colorScheme}`)
    await page.getByText('On this page').first().click()
    await page.getByRole('link', { name: 'Before you begin', exact: true }).click()
    expect(page.url()).toContain('#before-you-begin')
    await page.getByRole('button', { name: 'This solved it' }).click()
    await page.getByText(/colleagues say the same/).waitFor()
    await checkAccessibility()
    await page.reload()
    await expect
      .poll(() => page.getByRole('button', { name: 'This solved it' }).getAttribute('aria-pressed'))
      .toBe('true')
    // One step back over the part of the page, one to the search.
    await page.goBack()
    await page.goBack()
    await expect.poll(() => box.inputValue()).toBe('vpn home')
  }
})

it('leads from a question in vain to the article that answers it', async () => {
  const words = unique('flurbin wuzzle')
  const employee = await signIn('Employee')
  await employee.visit('/help/articles')
  const box = employee.page.getByRole('searchbox', { name: 'What do you need help with?' })
  const kept = employee.page.waitForResponse((answer) => answer.url().endsWith('/help/searches'))
  await box.fill(words)
  await employee.page.getByText(`Nothing found for “${words}”`).waitFor()
  await employee.checkAccessibility()
  await box.press('Enter')
  expect((await kept).status()).toBe(200)

  const agent = await signIn('Service-desk agent')
  await agent.visit('/knowledge')
  await agent.picture('knowledge-desk')
  await agent.page.getByRole('link', { name: `Write this article: ${words}` }).click()
  const { page } = agent
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(words)
  const text = page.getByRole('textbox', { name: 'Text of the article' })
  await text.fill('Hold the button.\n\n## Then\n\nWait for **green**.')
  await page.getByRole('region', { name: 'Preview' }).getByRole('heading', { name: 'Then' }).waitFor()
  await agent.checkAccessibility()
  await agent.picture('knowledge-write')

  // What was typed is there again after the page was lost.
  await page.waitForTimeout(400)
  await page.reload()
  await page.getByText('that wasn’t saved').waitFor()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  expect(await text.inputValue()).toContain('Hold the button.')
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('heading', { name: words, level: 1 }).waitFor()
  await agent.checkAccessibility()

  await box.fill('')
  await box.fill(words.replace('flurbin', 'flurbins'))
  await employee.page
    .getByRole('search')
    .getByRole('link', { name: new RegExp(words) })
    .click()
  await employee.page.getByRole('button', { name: 'It didn’t help' }).click()
  await employee.page.getByRole('textbox', { name: 'What is missing or wrong?' }).fill('Which button?')
  await employee.page.getByRole('button', { name: 'Tell them' }).click()
  await employee.page.getByText('on the list of whoever keeps this article right').waitFor()

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await text.fill('Hold the red button.')
  const title = page.getByRole('textbox', { name: 'Title' })
  await title.fill(`${words}, mended`)
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('People see edition 1 until you publish title and text.').waitFor()
  await employee.page.reload()
  await employee.page.getByRole('heading', { name: words, level: 1, exact: true }).waitFor()
  await page.reload()
  await expect.poll(() => title.inputValue()).toBe(`${words}, mended`)
  await agent.picture('knowledge-waiting')
  await page.getByRole('button', { name: 'Editions' }).click()
  const editions = page.getByRole('dialog', { name: 'What people have read' })
  await editions.getByText('Hold the red button.').waitFor()
  await agent.checkAccessibility()
  await agent.picture('knowledge-editions')
  await editions.getByRole('button', { name: 'Take this text back' }).click()
  await expect.poll(() => text.inputValue()).toContain('## Then')
  await page.goto('/knowledge')
  expect(await page.getByText(`“${words}”`).count()).toBe(0)
})
