import { expect, it } from 'vitest'
import { Specimen } from '../../../../test/kit/specimen-record.ts'
import type { AnyRecord } from '../../record/define.ts'
import { problemsOf, wireValue } from '../record/form.ts'
import { readTyped } from './typed.ts'
import { unreadOf } from './unread.ts'
import { wireOf } from './wire.ts'

const fields = (Specimen as unknown as AnyRecord).fields
const read = (name: string, text: string, currency?: string): unknown => {
  const field = fields[name]
  if (!field) throw new Error(`No field ${name}.`)
  return readTyped(field, text, currency ? { currency } : {})
}

it('reads each kind as people type it', () => {
  expect(read('price', '1.234,50 €', 'USD')).toEqual({ amount: '1234.50', currency: 'EUR' })
  expect(read('price', '1234.5', 'USD')).toEqual({ amount: '1234.5', currency: 'USD' })
  expect(read('keptFor', '1h 30m')).toBe(5400)
  expect(read('keptFor', '90 min')).toBe(5400)
  expect(read('share', '12,5 %')).toBe('12.50')
  expect(read('paint', '#F00')).toBe('#ff0000')
  expect(read('phone', '0049 30 901820')).toBe('+49 30 901820')
  expect(read('address', ' 10.0.0.1/24 ')).toBe('10.0.0.1/24')
  expect(read('website', 'example.com')).toBe('https://example.com/')
  expect(read('extra', '{ "note": "fragile" }')).toEqual({ note: 'fragile' })
  expect(read('size', '')).toBeNull()
})

it('keeps what it can’t read, with the reason, and lets no form send it', () => {
  const typed = read('keptFor', '90')
  expect(unreadOf(typed)).toEqual({
    unread: '90',
    says: 'must be a length of time with its unit, such as 4h 30m.',
  })
  expect(problemsOf(Specimen as unknown as AnyRecord, { title: 'One', keptFor: typed }, ['*'])).toEqual([
    { field: 'keptFor', says: 'Kept for must be a length of time with its unit, such as 4h 30m.' },
  ])
  expect(wireValue(typed)).toBe('90')
  expect(wireOf(fields.keptFor, typed)).toBe('90')
  expect(unreadOf(read('extra', '{ "note": '))?.says).toBe('must be JSON.')
  expect(unreadOf(read('price', '1,234', 'EUR'))?.says).toContain('1')
  expect(unreadOf({ note: 'fragile' })).toBeNull()
})
