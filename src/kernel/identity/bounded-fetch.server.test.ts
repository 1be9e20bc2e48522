import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchBounded } from './bounded-fetch.server.ts'

const server = createServer((request, response) => {
  if (request.url === '/on') return void response.writeHead(302, { location: '/short' }).end()
  response.end('x'.repeat(request.url === '/long' ? 1_000_001 : 5))
})
let at = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

test('reads what is short, and gives up on what is longer than a megabyte', async () => {
  expect(await (await fetchBounded(`${at}/short`)).text()).toBe('xxxxx')
  await expect(fetchBounded(`${at}/long`)).rejects.toThrow('longer than a megabyte')
})

test('isn’t led elsewhere', async () => {
  expect((await fetchBounded(`${at}/on`)).status).toBe(302)
})

test('ends when its time is over', async () => {
  await expect(fetchBounded(`${at}/short`, { signal: AbortSignal.abort() })).rejects.toThrow('abort')
})
