import type { ServerResponse } from 'node:http'

type Headers = Readonly<Record<string, string | number | string[] | undefined>>

/** Server-sent events to one page. */
export interface EventStream {
  /** False when the page is gone, or was dropped because it doesn't read. */
  readonly write: (text: string) => boolean
  readonly end: () => void
}

/** Bytes that may wait for a page that doesn't read; beyond that it is dropped, and comes back by itself. */
const mostUnread = 1_000_000

/** Begins the answer that never ends, with the headers that every answer has. Source: HTML standard, section 9.2. */
export function openEventStream(raw: ServerResponse, headers: Headers): EventStream {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close', // with the stream the connection ends, so that a server that stops waits for no page
  })
  raw.write('retry: 2000\n\n')
  const write = (text: string): boolean => {
    if (raw.destroyed || raw.writableEnded) return false
    raw.write(text)
    if (raw.writableLength <= mostUnread) return true
    raw.destroy()
    return false
  }
  return { write, end: () => void raw.end() }
}
