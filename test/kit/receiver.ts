import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** A request that a receiver got. */
export interface Received {
  readonly path: string
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
/** How it answers from now on: a status, or whatever is done with the response. */
export type Manner = number | ((answer: ServerResponse, received: Received) => void)

/** A real HTTP server on this machine. */
export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  readonly answer: (how: Manner) => void
  readonly close: () => Promise<void>
}

/** Starts one that answers 204, closed after the file. Call it at the top level of a test file. */
export async function httpReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let manner: Manner = 204
  const server = createServer((request: IncomingMessage, answer) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      received.push(one)
      if (typeof manner === 'number') answer.writeHead(manner).end()
      else manner(answer, one)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  afterAll(close)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (how) => void (manner = how),
    close,
  }
}
