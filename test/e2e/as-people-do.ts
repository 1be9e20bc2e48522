import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const door = { 'X-Quarterdeck': 'web' }

/** Makes a record as the signed-in visitor, without the form: what a journey needs before it begins. */
export async function make(page: Page, path: string, values: object): Promise<{ id: string; number: string | null }> {
  const answer = await page.request.post(`/api/v1/${path}`, { data: values, headers: door })
  expect(answer.status(), await answer.text()).toBe(201)
  return answer.json()
}

/** Changes a record of this version as the signed-in visitor, without the form. */
export async function change(page: Page, path: string, version: number, values: object): Promise<void> {
  const headers = { ...door, 'If-Match': `"${version}"` }
  const answer = await page.request.patch(`/api/v1/${path}`, { data: values, headers })
  expect(answer.status(), await answer.text()).toBe(200)
}

/** What the API says to the signed-in visitor. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`/api/v1${path}`)
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200)
  return answer.json()
}

/** Lets mails go out to a server of the test, or to none again, as an administrator: other journeys begin without one. */
export async function setMailServer(page: Page, port: number | null): Promise<void> {
  const { groups } = await ask<{ groups: readonly { type: string; id: string }[] }>(page, '/settings')
  const id = groups.find(({ type }) => type === 'mail_settings')?.id
  const { version } = await ask<{ version: number }>(page, `/mail/${id}`)
  const to = { host: '127.0.0.1', port, fromAddress: 'deck@example.com', security: 'none' }
  await change(page, `mail/${id}`, version, port === null ? { host: null } : to)
}

/** Presses Tab until something has the focus, as someone without a mouse would. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses < mostPresses; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}.`)
}
const mostPresses = 120

/** A word that no other run of the same journey used. */
export const unique = (word: string): string => `${word} ${Date.now().toString(36)}`
