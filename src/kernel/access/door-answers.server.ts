import { z } from 'zod'

const moment = z.iso.datetime()

/** What the API tells of an account's ways in, for its description. */
export const sessionsAnswer = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      address: z.string().nullable(),
      userAgent: z.string().nullable(),
      method: z.string(),
      createdAt: moment,
      lastSeenAt: moment,
      isThis: z.boolean().optional(),
    }),
  ),
})
export const factors = z.object({
  hasPassword: z.boolean(),
  totpSince: moment.nullable(),
  passkeys: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      isSynced: z.boolean(),
      createdAt: moment,
      lastUsedAt: moment.nullable(),
    }),
  ),
  recoveryCodes: z.int(),
})
export const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  beginning: z.string(),
  scopes: z.array(z.string()),
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
})
export const keysAnswer = z.object({ rows: z.array(apiKey) })
export const historyPage = z.object({
  entries: z.array(
    z.object({
      id: z.uuid(),
      entry: z.int(),
      at: moment,
      who: z.object({ name: z.string(), account: z.uuid().nullable() }),
      via: z.string(),
      verb: z.string(),
      sentence: z.string(),
      reason: z.string().nullable(),
    }),
  ),
})
export const signInPage = z.object({
  rows: z.array(
    z.object({
      entry: z.int(),
      at: moment,
      method: z.string(),
      outcome: z.enum(['in', 'wrong', 'throttled', 'disabled']),
      address: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
})
