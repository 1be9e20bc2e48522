import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { launchBrowser } from './browser.ts'
import { keepAnswers } from './described.ts'
import type { DemoAccount } from './server.ts'

/** One person at one browser window. Whatever goes wrong on any page fails the test at its end. */
export interface Visitor {
  readonly page: Page
  /** Opens a page of Quarterdeck, waits until it stands still, and checks that everybody can use it. */
  readonly visit: (path: string) => Promise<void>
  /** Checks the page as it is now with axe: WCAG 2.2, levels A and AA. */
  readonly checkAccessibility: () => Promise<void>
  /** Keeps a picture in build/screenshots. */
  readonly picture: (name: string) => Promise<void>
}

export interface Rig {
  /** A visitor signed in with the demo account of a role, such as 'CIO'. */
  readonly signIn: (role: string, options?: BrowserContextOptions) => Promise<Visitor>
  /** A visitor who hasn't signed in; `url` for a server other than the shared one. */
  readonly anonymous: (options?: BrowserContextOptions & { readonly url?: string }) => Promise<Visitor>
}

/** How pages of one room are looked at: contrast depends on the scheme, and what fits on the width. */
export const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const

const pictures = join(import.meta.dirname, '../../build/screenshots')

/** Call it once at the top level of a journey's file: `const { signIn } = withBrowser()`. */
export function withBrowser(): Rig {
  let browser: Browser
  let troubles: string[] = []
  let answers: (() => Promise<readonly string[]>)[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepLastSight(browser, task.name)
    const undescribed = await Promise.all(answers.map((look) => look()))
    answers = []
    await Promise.all(browser.contexts().map((context) => context.close()))
    const seen = troubles
    troubles = []
    expect(seen, 'troubles on the pages visited').toEqual([])
    expect(undescribed.flat(), 'answers that the description of the API doesn’t promise').toEqual([])
  })

  const anonymous: Rig['anonymous'] = async ({ url = inject('demoUrl'), ...options } = {}) => {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    listen(page, (trouble) => troubles.push(trouble))
    answers.push(keepAnswers(page))
    return visitorOf(page)
  }

  return {
    anonymous,
    signIn: async (role, options) => {
      const visitor = await anonymous(options)
      const { email, password } = accountOf(role)
      const answer = await visitor.page.request.post('/api/v1/sign-in', {
        data: { email, password },
        headers: { 'X-Quarterdeck': 'web' },
      })
      expect(answer.ok(), `sign-in as ${role}: ${answer.status()} ${await answer.text()}`).toBe(true)
      return visitor
    },
  }
}

/** What every open page looked like when a journey failed. */
async function keepLastSight(browser: Browser, journey: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const pages = browser.contexts().flatMap((context) => context.pages())
  const name = journey.replaceAll(/\W+/g, '-').slice(0, 60)
  await Promise.all(
    pages.map((page, place) => page.screenshot({ path: join(pictures, `failed-${name}-${place + 1}.png`) })),
  )
}

/** The demo account of a role, by the words that the first start printed. */
export function accountOf(role: string): DemoAccount {
  const accounts = inject('demoAccounts')
  const account = accounts.find((each) => each.role.toLowerCase() === role.toLowerCase())
  if (!account)
    throw new Error(`The demo has no account for '${role}', but for: ${accounts.map((each) => each.role).join(', ')}.`)
  return account
}

function listen(page: Page, report: (trouble: string) => void): void {
  page.on('pageerror', (error) => report(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) report(`${response.status()} ${response.url()}`)
  })
  page.on('console', (message) => {
    // A refused request is an answer, not a trouble: the page that asked shows it.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) report(`${page.url()}: ${message.text()}`)
  })
}

function visitorOf(page: Page): Visitor {
  const checkAccessibility = async (): Promise<void> => {
    await settled(page)
    // Within the page, and the details of violations alone: a third of the time. Axe's other mode is for pages with frames.
    const axe = new AxeBuilder({ page }).options({ runOnly: rules, resultTypes: ['violations'] }).setLegacyMode()
    const { violations } = await axe.analyze()
    const found = violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
    )
    expect(found, `accessibility of ${page.url()}`).toEqual([])
  }
  return {
    page,
    checkAccessibility,
    visit: async (path) => {
      await page.goto(path)
      await checkAccessibility()
    },
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true })
      await settled(page)
      await page.screenshot({ path: join(pictures, `${name}.png`) })
    },
  }
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Until nothing is loading: the live updates keep one request open for ever, so the network never falls silent. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.waitForFunction(() => document.querySelector('main') !== null)
  // A button may be busy for as long as a dialog asks how to go on.
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]:not(button)') === null)
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.playState !== 'running' || animation.effect?.getComputedTiming().iterations === Infinity,
      ),
  )
}
