import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Serves the built web app: hashed files for a year, the page for every address that isn't the API's. */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const hasWeb = folder !== undefined && existsSync(path.join(folder, 'index.html'))
  if (hasWeb) await serveFiles(app, folder)
  app.setNotFoundHandler((request, reply) => {
    if (hasWeb && isPage(request)) return reply.header('Cache-Control', 'no-cache').sendFile('index.html')
    return notFound(request, reply)
  })
}

async function serveFiles(app: FastifyInstance, folder: string): Promise<void> {
  const config = { permission: 'public' } as const
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
  })
  app.get<{ Params: { '*': string } }>('/assets/*', { config }, (request, reply) =>
    reply.header('Cache-Control', 'public, max-age=31536000, immutable').sendFile(`assets/${request.params['*']}`),
  )
  for (const file of topFiles(folder)) {
    app.get(`/${file}`, { config }, (_request, reply) => reply.header('Cache-Control', 'no-cache').sendFile(file))
  }
}

function topFiles(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !/^\.|\.(br|gz)$/.test(entry.name),
  )
  return files.map((entry) => entry.name)
}

// A missing file (it has an ending) must not be answered with the page.
function isPage(request: FastifyRequest): boolean {
  const { pathname } = new URL(request.url, 'http://here')
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && !/^\/(api|assets)(\/|$)/.test(pathname) && !/\.[a-z0-9]+$/i.test(pathname)
}

function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      code: 'NotFound',
      detail: `There is nothing at ${request.url.split('?')[0]}.`,
      requestId: request.id,
    })
}
