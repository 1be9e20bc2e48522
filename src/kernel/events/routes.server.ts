import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Who } from '../access/who.ts'
import { describe } from '../http/describe.server.ts'
import type { Kernel } from '../kernel.server.ts'
import type { News } from './change.ts'
import { openEventStream } from './event-stream.server.ts'
import { type Live, openLive } from './live.server.ts'

const heartbeatEvery = 20_000
/** How long a page whose session ended may still be told of changes, at most. */
const checkEvery = 2000

/** Live updates for open pages, as server-sent events. */
export async function liveRoutes(app: FastifyInstance, kernel: Kernel): Promise<void> {
  const open = new Set<() => void>()
  let live: Promise<Live> | null = null
  app.get(
    '/api/v1/live',
    {
      config: {
        permission: 'signed-in',
        ...describe({
          summary: 'Changes as they happen, of what the caller may read',
          tag: 'Live updates',
          says: 'Server-sent events: `change` { type, id, version, verb }, `many` { type }, `inbox` {} when the caller’s inbox changed, `sign` { name, data } of what nothing keeps, such as who looks at what.',
          produces: 'text/event-stream',
        }),
      },
    },
    async (request, reply) => {
      live ??= openLive(kernel).catch((error: unknown) => {
        live = null
        throw error
      })
      await serve({ app, request, reply, live: await live, open })
    },
  )
  app.addHook('preClose', async () => {
    for (const end of [...open]) end()
    await (await live)?.close()
  })
}

interface Serving {
  readonly app: FastifyInstance
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly live: Live
  readonly open: Set<() => void>
}

async function serve({ app, request, reply, live, open }: Serving): Promise<void> {
  const stream = openEventStream(reply.hijack().raw, reply.getHeaders())
  let who: Who = request.who
  const recheck = async (): Promise<void> => {
    const found = request.token ? await app.sessions.find(request.token).catch(() => undefined) : null
    if (found === null) end()
    else if (found) who = { ...who, ...found.who }
  }
  const beat = setInterval(() => stream.write(': still here\n\n'), heartbeatEvery)
  const check = setInterval(() => void recheck(), checkEvery)
  let leave = (): void => undefined
  let isOver = false
  const end = (): void => {
    if (isOver) return
    isOver = true
    clearInterval(beat)
    clearInterval(check)
    leave()
    open.delete(end)
    stream.end()
  }
  open.add(end)
  reply.raw.once('close', end)
  const tell = (news: News): void => {
    if (!stream.write(eventsOf(news))) end()
  }
  try {
    leave = await live.join({ who: () => who, tell }, resumeAt(request))
    if (isOver) leave()
  } catch (error) {
    request.log.warn({ error: String(error) }, 'An open page could not be served.')
    end()
  }
}

/** The position that the page has seen, from a reconnection. */
function resumeAt({ headers }: FastifyRequest): number | undefined {
  const id = headers['last-event-id']
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined
}

/** The last event alone carries the position, so that a page that loses the line in between gets all of it again. */
function eventsOf({ position, changes, many, isInbox = false, sign }: News): string {
  const events = [
    ...(isInbox ? [['inbox', {}] as const] : []),
    ...(sign ? [['sign', sign] as const] : []),
    ...many.map((type) => ['many', { type }] as const),
    ...changes.map(({ type, id, version, verb }) => ['change', { type, id, version, verb }] as const),
  ]
  if (events.length === 0) return `id: ${position}\n\n`
  return events
    .map(([name, data], at) => {
      const id = at === events.length - 1 ? `id: ${position}\n` : ''
      return `event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`
    })
    .join('')
}
