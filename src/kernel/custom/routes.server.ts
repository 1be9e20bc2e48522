import { z } from 'zod'
import { invalid } from '../errors.ts'
import { describe } from '../http/describe.server.ts'
import { parseBody, plainText } from '../http/input.server.ts'
import type { Routes } from '../kernel.server.ts'
import type { AnyRecord } from '../record/define.ts'
import { customKinds, handleFor, longestFormula } from './custom-kinds.ts'
import { FormulaTrouble } from './formula.ts'
import { compileFormula } from './formula-sql.ts'

const body = z.strictObject({
  recordType: z.string().max(60),
  label: plainText(60).trim().min(1),
  kind: z.enum(customKinds),
  help: plainText(200).optional(),
  panel: plainText(40).trim().min(1).optional(),
  isRequired: z.boolean().optional(),
  isSearched: z.boolean().optional(),
  isIndexed: z.boolean().optional(),
  isSeenByFew: z.boolean().optional(),
  isSetByFew: z.boolean().optional(),
  choices: z.array(plainText(200)).max(500).optional(),
  target: z.string().max(60).optional(),
  digits: z.int().min(0).max(8).optional(),
  formula: plainText(longestFormula).optional(),
})
const answer = z.object({ id: z.uuid(), recordType: z.string(), handle: z.string() })

/** Adds a field to a record type in one step: named for the API, stored, and known to this process when it answers. */
export const customRoutes: Routes = (app, kernel) => {
  app.post(
    '/api/v1/added-fields',
    {
      config: {
        permission: 'custom_field.write',
        ...describe({
          summary: 'Add a field to a record type',
          tag: 'Custom fields',
          body,
          response: answer,
          status: 201,
          example: { recordType: 'person', label: 'Cost centre', kind: 'text', isIndexed: true },
        }),
      },
    },
    async ({ body: given, who }, reply) => {
      const { choices, ...values } = parseBody(body, given)
      const record = kernel.registry.records.find(({ name }) => name === values.recordType)
      if (!record) throw invalid([{ field: 'recordType', says: `There is no record type '${values.recordType}'.` }])
      if (values.kind === 'computed') checkFormula(values, record)
      const row = await kernel.store.as(who).transaction(async (records, tx) => {
        await tx.query({ text: 'select pg_advisory_xact_lock(hashtext($1))', values: [`custom_field ${record.name}`] })
        const taken = await tx.query<{ handle: string }>({
          text: 'select handle from custom_field where record_type = $1',
          values: [record.name],
        })
        const handle = handleFor(values.label, new Set(taken.map((one) => one.handle)))
        return records.create('custom_field', { ...values, handle, choices: choices?.join('\n') ?? null })
      })
      await kernel.customFields.refresh()
      return reply.status(201).send({ id: row.id, recordType: record.name, handle: row.handle })
    },
  )
}

/** Throws Invalid that says where a formula can't be, and what its reader would need to be allowed. */
function checkFormula(
  {
    formula = '',
    digits,
    isSeenByFew = false,
  }: { formula?: string | undefined; digits?: number | undefined; isSeenByFew?: boolean | undefined },
  record: AnyRecord,
): void {
  try {
    const { read } = compileFormula(formula, record, digits)
    if (read !== null && isSeenByFew)
      throw invalid([{ field: 'isSeenByFew', says: 'It uses a field that few see, so the same few see it anyway.' }])
  } catch (error) {
    if (!(error instanceof FormulaTrouble)) throw error
    throw invalid([{ field: 'formula', says: `${error.message} (character ${error.at + 1})` }])
  }
}
