import { z } from 'zod'
import { today } from '../../../kernel/clock.ts'
import { describe } from '../../../kernel/http/describe.server.ts'
import { parseBody, parseQuery } from '../../../kernel/http/input.server.ts'
import type { Routes } from '../../../kernel/kernel.server.ts'
import type { CatalogueItem } from './catalogue-item.record.ts'
import { startsOf } from './form.starts.ts'
import { type FormPerson, personFacts } from './form.ts'
import { formOfItem } from './item-form.server.ts'
import { order } from './order.server.ts'

const permission = 'signed-in' as const
const forWhom = z.object({ for: z.uuid().optional().describe('Whom it is for; the caller unless said.') })
const form = z.object({
  form: z.looseObject({ sections: z.array(z.looseObject({ title: z.string() })) }),
  starts: z.record(z.string(), z.unknown()),
  person: z
    .looseObject({ id: z.uuid(), title: z.string().nullable() })
    .describe('With what conditions may look at, as far as the caller may read it.'),
})
const ordering = z.strictObject({
  answers: z.record(z.string().max(80), z.unknown()).default({}).describe('By the keys of the questions.'),
  for: z.uuid().nullish().describe('Whom it is for: a person; the caller unless said.'),
})
const request = z.object({
  id: z.uuid(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  state: z.string().nullable(),
})
type Given = { Params: { id: string } }

/** What orders from the catalogue. */
export const catalogueRoutes: Routes = (app, kernel) => {
  app.get<Given>(
    '/api/v1/catalogue-items/:id/form',
    {
      config: {
        permission,
        ...describe({
          tag: 'Catalogue items',
          summary: 'What is asked of whoever orders it, and what the answers begin with',
          query: forWhom,
          response: form,
        }),
      },
    },
    async ({ who, params, query }) => {
      const { for: whom } = parseQuery(forWhom, query)
      const records = kernel.store.as(who)
      const item = await records.get('catalogue_item', params.id)
      const person = await records.get('person', whom ?? who.self ?? '')
      const whole = await formOfItem(records, item as unknown as CatalogueItem)
      const around = { person: person as unknown as FormPerson, today: today(kernel.clock) }
      const facts = Object.fromEntries(
        personFacts.flatMap((fact) => ((person[fact] ?? null) === null ? [] : [[fact, person[fact]]])),
      )
      return { form: whole, starts: startsOf(whole, around), person: { id: person.id, title: person.title, ...facts } }
    },
  )
  app.post<Given>(
    '/api/v1/catalogue-items/:id/order',
    {
      config: {
        permission,
        knowsKeys: true,
        ...describe({
          tag: 'Catalogue items',
          summary: 'Order it',
          says: 'Makes a request, asks for its approval where it needs one, and begins its tasks where it doesn’t. With an `Idempotency-Key` it is ordered once, whatever is sent how often.',
          body: ordering,
          response: request,
          status: 201,
          headers: ['Idempotency-Key'],
        }),
      },
    },
    async ({ who, params, body, headers }, reply) => {
      const { answers, for: person } = parseBody(ordering, body)
      const { id: item } = await kernel.store.as(who).get('catalogue_item', params.id)
      const key = headers['idempotency-key']
      const row = await order(kernel, who, { item, answers, person, key: typeof key === 'string' ? key : undefined })
      const { id, number, title, state } = row
      return reply.code(201).header('Location', `/api/v1/tickets/${id}`).send({ id, number, title, state })
    },
  )
}
