import { z } from 'zod'
import type { Who } from '../../../kernel/access/who.ts'
import { forbidden } from '../../../kernel/errors.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import { stopLinkRoutes } from './stop-link.server.ts'
import { isSubscribed, subscribe } from './subscription.server.ts'

const answer = z.object({ isOn: z.boolean() })

/** `GET|PUT /support/figures/subscription`: one's own weekly mail, and what its links lead to. */
export const subscriptionRoutes: Routes = (app, kernel) => {
  const path = '/api/v1/support/figures/subscription'
  const config = (summary: string, body?: typeof answer) => ({
    permission: 'ticket.read' as const,
    ...describe({ tag: 'Service desk', summary, response: answer, ...(body ? { body } : {}) }),
  })
  app.get(path, { config: config('Whether one has the figures mailed each week') }, async ({ who }) => ({
    isOn: who.account !== null && (await isSubscribed(kernel, who.account)),
  }))
  app.put(path, { config: config('Have the figures mailed each week, or no more', answer) }, async (request) => {
    const { isOn } = parseBody(answer, request.body)
    await subscribe(kernel, accountOf(request.who), isOn)
    return { isOn }
  })
  stopLinkRoutes(app, kernel)
}

function accountOf({ account }: Who): string {
  if (account === null) throw forbidden('Only somebody with an account can be mailed.')
  return account
}
