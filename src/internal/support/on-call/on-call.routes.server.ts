import { z } from 'zod'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseQuery } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { readOnCall } from './on-call.server.ts'

const query = z.object({ team: z.uuid() })
const ref = z.object({ id: z.string(), title: z.string().nullable() })
const shift = z.object({ person: ref, insteadOf: ref.nullable(), from: z.string(), until: z.string() })

/** Who of a team is on call, as the API says it. */
export const onCall = z.object({ rota: ref.nullable(), now: shift.nullable(), next: z.array(shift) })

/** Who is on call. */
export const onCallRoutes: Routes = (app, kernel) => {
  const summary = 'Who of a team is on call now, and who is next'
  app.get(
    '/api/v1/on-call',
    {
      config: {
        permission: 'on_call_rota.read',
        ...describe({ tag: 'Agent’s desk', summary, query, response: onCall }),
      },
    },
    (request) => readOnCall(kernel, request.who, parseQuery(query, request.query).team),
  )
}
