import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { openEventStream } from './event-stream.server.ts'

test('a page that does not read is dropped; one that reads is not', async () => {
  const outcomes = new Map<string, boolean>()
  const server = createServer((request, response) => {
    const stream = openEventStream(response, { 'x-kept': 'yes' })
    const text = `data: ${'x'.repeat(100_000)}\n\n`
    let left = 150
    const next = (): void => {
      const isThere = stream.write(text)
      if (!isThere || --left === 0) {
        outcomes.set(request.url ?? '', isThere)
        stream.end()
      } else setTimeout(next, 2)
    }
    next()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const deaf = connect(port, '127.0.0.1')
  deaf.on('error', () => undefined)
  deaf.pause()
  deaf.write('GET /deaf HTTP/1.1\r\nHost: x\r\n\r\n')
  const answer = await fetch(`http://127.0.0.1:${port}/reads`)
  expect(answer.headers.get('x-kept')).toBe('yes')
  expect((await answer.text()).length).toBeGreaterThan(15_000_000)
  while (outcomes.size < 2) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(outcomes).toEqual(
    new Map([
      ['/deaf', false],
      ['/reads', true],
    ]),
  )
  deaf.destroy()
  server.close()
})
