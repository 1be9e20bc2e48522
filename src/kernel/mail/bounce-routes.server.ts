import { z } from 'zod'
import { describe } from '../http/describe.server.ts'
import type { Routes } from '../kernel.server.ts'
import { readBounce } from './bounce.ts'
import { noteBounced } from './queue.server.ts'

const consumes = 'message/rfc822'
const answer = z.object({ noted: z.int().describe('How many mails of ours came back by this; 0 for any other mail.') })
const example = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b--\n'

/** `POST /mails/bounces`: a mail server hands in what was sent to the From address, and reports of failed deliveries are taken to heart. */
export const bounceRoutes: Routes = (app, kernel) => {
  app.addContentTypeParser(consumes, { parseAs: 'buffer', bodyLimit: 1_000_000 }, (_request, body, done) =>
    done(null, body),
  )
  const config = {
    permission: 'mail.report' as const,
    ...describe({
      ...{ tag: 'System', summary: 'Hand in a mail that came back, as it arrived (RFC 3464)' },
      ...{ consumes, body: { type: 'string' }, example, response: answer },
    }),
  }
  app.post('/api/v1/mails/bounces', { config }, async ({ body }) => {
    const bounce = Buffer.isBuffer(body) ? await readBounce(body) : null
    const found = (bounce?.ids ?? []).flatMap((id) => (bounce?.failures ?? []).map((failed) => ({ id, ...failed })))
    let noted = 0
    for (const one of found.slice(0, mostAtOnce)) if (await noteBounced(kernel, one)) noted += 1
    return { noted }
  })
}
/** A mail of ours has one recipient, so a true report has few. */
const mostAtOnce = 20
