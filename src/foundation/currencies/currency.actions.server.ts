import type { Records } from '../../kernel/record/store.server.ts'
import { iso4217 } from './iso-4217.ts'

/** Those offered when an amount is entered, until someone decides otherwise. */
const inUse = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SGD']

/** Makes the currencies of ISO 4217 that aren't there yet; what someone changed stays. Does nothing the second time. */
export async function ensureCurrencies(records: Records, used: readonly string[] = inUse): Promise<void> {
  const known = await records.list('currency', { columns: ['code'], archived: 'with', limit: 1000 })
  const codes = new Set(known.rows.map((row) => row.code))
  const missing = iso4217.filter(([code]) => !codes.has(code))
  if (missing.length === 0) return
  await records.createMany(
    'currency',
    missing.map(([code, minorUnits, name]) => ({ code, minorUnits, name, isUsed: used.includes(code) })),
    { reason: 'ISO 4217 list one of 2024-06-25' },
  )
}
