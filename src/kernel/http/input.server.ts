import { z } from 'zod'
import { badRequest, invalid } from '../errors.ts'
import type { Problem } from '../record/define.ts'

/** Reads a body by its schema; throws Invalid that names each field that isn't right. */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw invalid(problemsOf(result.error))
}

/** Reads the query string by its schema; throws Invalid (400) that names each parameter that isn't right. */
export function parseQuery<S extends z.ZodType>(schema: S, query: unknown): z.infer<S> {
  const result = schema.safeParse(query)
  if (result.success) return result.data
  throw badRequest('The address has a parameter that can’t be read.', problemsOf(result.error))
}

const problemsOf = (error: z.ZodError): readonly Problem[] =>
  error.issues.map((issue) => ({ field: issue.path.join('.') || 'body', says: issue.message }))

/** A text that PostgreSQL can keep. */
export const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'contains a character that can’t be kept.')
