import http from 'node:http'

/** One request to repeat; `body` is made anew each time. */
export interface Shot {
  readonly port: number
  readonly path: string
  readonly method?: 'GET' | 'POST' | 'PATCH'
  readonly headers?: Record<string, string>
  readonly body?: () => { readonly path?: string; readonly headers?: Record<string, string>; readonly json: unknown }
  /** Told of each answer's body. */
  readonly onAnswer?: (body: string) => void
}
/** Milliseconds and requests a second. */
export interface Figures {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly perSecond: number
}

/** Sends the shot again and again over `clients` connections for `seconds`; throws at the first answer that isn't a success. */
export async function drive(shot: Shot, { clients = 8, seconds = 2 } = {}): Promise<Figures> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  const start = performance.now()
  const end = start + seconds * 1000
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const before = performance.now()
      await send(shot, agent)
      times.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const elapsed = (performance.now() - start) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond: times.length / elapsed }
}

function send({ port, path, method = 'GET', headers, body, onAnswer }: Shot, agent: http.Agent): Promise<void> {
  const given = body?.()
  const payload = given ? JSON.stringify(given.json) : undefined
  const all = {
    ...headers,
    ...given?.headers,
    ...(payload ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) } : {}),
  }
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', path: given?.path ?? path, method, headers: all, agent },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if ((response.statusCode ?? 500) >= 300)
            return reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 300)}`))
          onAnswer?.(text)
          resolve()
        })
      },
    )
    request.on('error', reject)
    request.end(payload)
  })
}

/** The middle one of an odd number of figures, by throughput. */
export function median(figures: readonly Figures[]): Figures {
  const sorted = figures.toSorted((a, b) => a.perSecond - b.perSecond)
  return sorted[sorted.length >> 1] as Figures
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
