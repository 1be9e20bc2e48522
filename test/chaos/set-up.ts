import { expect } from 'vitest'
import type { Installation } from './installation.ts'

const email = 'administrator@example.com'
const password = 'five green lamps at sea'

/** The first administrator, by the code that the start printed; resolves to what proves who writes. */
export async function setUp({ url, said }: Pick<Installation, 'url' | 'said'>): Promise<Record<string, string>> {
  const code = /code {2}([A-Z0-9-]{19})/.exec(said())?.[1]
  const post = (at: string, body: object) =>
    fetch(`${url}/api/v1/${at}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-quarterdeck': 'test' },
      body: JSON.stringify(body),
    })
  const made = await post('set-up', { code, name: 'Administrator', email, password })
  expect(made.ok, await made.clone().text()).toBe(true)
  const cookie = (await post('sign-in', { email, password })).headers.getSetCookie().map((line) => line.split(';')[0])
  return { cookie: cookie.join('; '), 'x-quarterdeck': 'test' }
}
