import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { LookupAddress } from 'node:dns'
import { beforeEach, expect, test } from 'vitest'
import { httpReceiver } from '../../../test/kit/receiver.ts'
import { OutboundFailure, type OutboundOptions, sendOutside } from './send.server.ts'

const receiver = await httpReceiver()
const { port } = new URL(receiver.url)
const here = { allowed: ['127.0.0.1'] }

beforeEach(() => receiver.answer(204))

/** A resolver that says where `localhost` leads, the one name that tests may connect to: one list of addresses after the other, and the last one from then on. */
function names(...answers: readonly (readonly string[])[]): {
  lookUp: NonNullable<OutboundOptions['lookUp']>
  asked: () => number
} {
  let asked = 0
  const lookUp = (_host: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void): void => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? []
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { lookUp: lookUp as unknown as NonNullable<OutboundOptions['lookUp']>, asked: () => asked }
}

async function failureOf(work: Promise<unknown>): Promise<OutboundFailure> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(OutboundFailure)
  return error as OutboundFailure
}

test('sends a request and reads the answer', async () => {
  receiver.answer((answer) => answer.writeHead(201, { 'X-Case': 'kept' }).end('made'))
  const before = receiver.received.length
  const answer = await sendOutside({ url: `${receiver.url}/in?a=1`, headers: { 'x-one': '1' }, body: '{"ü":1}' }, here)
  expect(answer).toMatchObject({ status: 201, headers: { 'x-case': 'kept' }, body: 'made', isCut: false })
  expect(receiver.received.slice(before)).toMatchObject([
    { path: '/in?a=1', method: 'POST', body: '{"ü":1}', headers: { 'x-one': '1', 'content-length': '8' } },
  ])
})

test('a name that leads inside is refused, however many of its addresses are outside', async () => {
  const before = receiver.received.length
  for (const addresses of [
    ['127.0.0.1'],
    ['93.184.215.14', '127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
  ]) {
    const { lookUp } = names(addresses)
    const { kind, message } = await failureOf(
      sendOutside({ url: `http://localhost:${port}/` }, { allowed: [], lookUp }),
    )
    expect([kind, message]).toEqual(['refused', expect.stringMatching(/^localhost leads to .*, an address/)])
  }
  expect(receiver.received).toHaveLength(before)
})

test('a name that changes after it was checked isn’t asked again: what was checked is connected to', async () => {
  const { lookUp, asked } = names(['127.0.0.1'], ['10.0.0.1'])
  const answer = await sendOutside({ url: `http://localhost:${port}/` }, { ...here, lookUp })
  expect([answer.status, asked()]).toEqual([204, 1])
  const again = await failureOf(sendOutside({ url: `http://localhost:${port}/` }, { ...here, lookUp }))
  expect(again.kind).toBe('refused')
})

test('a host that the operator names may lead inside', async () => {
  const { lookUp } = names(['127.0.0.1'])
  const options = { allowed: ['localhost'], lookUp }
  expect((await sendOutside({ url: `http://localhost:${port}/` }, options)).status).toBe(204)
})

test('a redirect is an answer, and isn’t followed', async () => {
  receiver.answer((answer) => answer.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end())
  const before = receiver.received.length
  expect((await sendOutside({ url: receiver.url }, here)).status).toBe(302)
  expect(receiver.received).toHaveLength(before + 1)
})

test('of a huge answer no more is read than is wanted', async () => {
  receiver.answer((answer) => {
    const chunk = Buffer.alloc(65_536, 'x')
    const pour = (): void => {
      while (!answer.destroyed && answer.write(chunk));
      answer.once('drain', pour)
    }
    answer.writeHead(200)
    pour()
  })
  const answer = await sendOutside({ url: receiver.url }, { ...here, most: 1000 })
  expect([answer.body.length, answer.isCut]).toEqual([1000, true])
})

test('headers beyond 16 KB are refused', async () => {
  receiver.answer((answer) => answer.writeHead(200, { 'x-big': 'x'.repeat(40_000) }).end())
  const { kind, message } = await failureOf(sendOutside({ url: receiver.url }, here))
  expect([kind, message]).toEqual(['broken', 'The answer’s headers are larger than 16 KB.'])
})

test('whoever hangs, or drips byte after byte, is late', async () => {
  receiver.answer(() => undefined)
  expect((await failureOf(sendOutside({ url: receiver.url }, { ...here, limit: 150 }))).kind).toBe('late')
  receiver.answer((answer) => {
    answer.writeHead(200)
    const drip = setInterval(() => answer.write('.'), 20)
    answer.on('close', () => clearInterval(drip))
  })
  expect((await failureOf(sendOutside({ url: receiver.url }, { ...here, limit: 150 }))).kind).toBe('late')
})

test('a broken line is told in words', async () => {
  receiver.answer((answer) => answer.destroy())
  expect(await failureOf(sendOutside({ url: receiver.url }, here))).toMatchObject({
    kind: 'broken',
    message: 'The connection was broken off before there was an answer.',
  })
  const closed = await failureOf(sendOutside({ url: 'http://127.0.0.1:1/' }, here))
  expect(closed.message).toBe('Nothing listens there: the connection was refused.')
})

test('a certificate that nobody known vouches for is refused, in words', async () => {
  const pem = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../../test/data/mail', name))
  const secure = createServer({ key: pem('server.key'), cert: pem('server.pem') }, (_request, answer) => answer.end())
  await new Promise<void>((resolve) => void secure.listen(0, '127.0.0.1', () => resolve()))
  const { port: at } = secure.address() as AddressInfo
  const { kind, message } = await failureOf(sendOutside({ url: `https://127.0.0.1:${at}/` }, here))
  expect([kind, message]).toEqual([
    'broken',
    'The certificate of the other side is of an authority that isn’t known here.',
  ])
  expect((await failureOf(sendOutside({ url: `https://127.0.0.1:${port}/` }, here))).message).toBe(
    'The other side doesn’t speak TLS there.',
  )
  await new Promise<void>((resolve) => void secure.close(() => resolve()))
})
