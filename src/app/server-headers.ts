import type { FastifyInstance } from 'fastify'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // The component library sets sizes and positions as inline styles; scripts stay strict.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Sends with every answer what keeps a browser from doing more than the web app needs; a route may be stricter. */
export function guardHeaders(app: FastifyInstance, { isSecure }: { isSecure: boolean }): void {
  const headers: readonly (readonly [string, string])[] = [
    ['Content-Security-Policy', isSecure ? `${policy}; upgrade-insecure-requests` : policy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ...(isSecure ? [['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] as const] : []),
  ]
  app.addHook('onSend', async (request, reply) => {
    // What somebody may read today stays on no disk of the machine they read it on.
    if (request.url.startsWith('/api/') && !reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store')
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value)
  })
}
