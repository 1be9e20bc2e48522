import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { f } from './field.ts'
import { fromMinor, minorUnits, toMinor } from './money.ts'
import { checkValue, isDay } from './values.ts'

const says = (field: Parameters<typeof checkValue>[0], value: unknown): string | null => {
  const checked = checkValue(field, value)
  return 'says' in checked ? checked.says : null
}
const stored = (field: Parameters<typeof checkValue>[0], value: unknown): unknown => {
  const checked = checkValue(field, value)
  return 'value' in checked ? checked.value : expect.fail(checked.says)
}

describe('checkValue', () => {
  test('empty is null, unless it is needed', () => {
    for (const empty of [null, undefined, '']) {
      expect(stored(f.text(), empty)).toBe(null)
      expect(says(f.text({ required: true }), empty)).toBe('is needed.')
    }
    expect(stored(f.refs('person'), null)).toEqual([])
    expect(says(f.refs('person', { required: true }), [])).toBe('is needed.')
  })
  test('text is trimmed, counted in characters, and kept from what the database can’t hold', () => {
    expect(stored(f.text(), '  Ada ')).toBe('Ada')
    expect(says(f.text({ max: 2 }), '👩‍🚀👩‍🚀👩‍🚀')).toContain('longer')
    expect(says(f.text(), 'a\u0000b')).toContain('NUL')
    expect(says(f.text(), 'a\ud800b')).toContain('broken')
    expect(says(f.text(), 'two\nlines')).toBe('must be one line.')
    expect(says(f.text(), 7)).toBe('must be text.')
  })
  test('numbers are exact', () => {
    expect(says(f.int(), 1.5)).toContain('whole')
    expect(says(f.int(), 2 ** 53)).toContain('whole')
    expect(says(f.int({ min: 0 }), -1)).toBe('must be at least 0.')
    expect(stored(f.decimal(), '007.5')).toBe('7.50')
    expect(stored(f.decimal(), '-0')).toBe('0.00')
    expect(says(f.decimal(), '1.005')).toContain('2 digits')
    expect(stored(f.decimal({ scale: 0 }), '12')).toBe('12')
    expect(says(f.decimal(), '1e3')).toContain('number')
  })
  test('money has the digits of its currency', () => {
    expect(stored(f.money(), { amount: '12.50', currency: 'EUR' })).toEqual({ amount: '12.50', currency: 'EUR' })
    expect(says(f.money(), { amount: '12.5', currency: 'JPY' })).toContain('JPY')
    expect(says(f.money(), { amount: '1', currency: 'euro' })).toContain('three letters')
  })
  test('days exist', () => {
    expect(isDay('2024-02-29')).toBe(true)
    for (const wrong of ['2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '0000-01-01', '2026-1-1', ''])
      expect(isDay(wrong), wrong).toBe(false)
    expect(stored(f.dateTime(), '2026-03-31T14:00:00+02:00')).toBe('2026-03-31T12:00:00.000Z')
    expect(says(f.dateTime(), '2026-03-31T14:00:00')).toContain('time zone')
    expect(says(f.dateTime(), '2026-02-30T14:00:00Z')).toContain('time zone')
  })
  test('addresses of all kinds', () => {
    expect(stored(f.email(), ' Ada@Example.COM ')).toBe('ada@example.com')
    for (const wrong of ['ada', 'a@b', 'a b@c.de', 'a@b@c.de', '<a@b.de>'])
      expect(says(f.email(), wrong), wrong).toContain('e-mail')
    for (const right of ['10.0.0.1', '255.255.255.255', '10.0.0.0/8', '::1', '2001:db8::/32', '::ffff:1.2.3.4'])
      expect(says(f.ip(), right), right).toBe(null)
    for (const wrong of ['256.1.1.1', '1.2.3', '10.0.0.1/33', '1::2::3', 'fe80::1%eth0', '::1/129', 'x'])
      expect(says(f.ip(), wrong), wrong).toContain('IP')
    expect(says(f.url(), 'javascript:alert(1)')).toContain('https')
    expect(stored(f.url(), 'https://example.com')).toBe('https://example.com/')
    expect(says(f.phone(), 'call me')).toContain('phone')
    expect(stored(f.colour(), '#FF00aa')).toBe('#ff00aa')
  })
  test('choices and references', () => {
    expect(says(f.choice(['a', 'b']), 'c')).toBe('must be one of: a, b.')
    expect(stored(f.choices(['a', 'b']), ['b', 'b'])).toEqual(['b'])
    const id = '0190a0a0-0000-7000-8000-000000000000'
    expect(stored(f.ref('person'), { id, title: 'Ada' })).toBe(id)
    expect(stored(f.refs('person'), [{ id }, id])).toEqual([id])
    expect(says(f.ref('person'), 'me')).toContain('id')
  })
  test('no value of any type makes a check throw, and what passes once passes again unchanged', () => {
    const fields = [
      f.text(),
      f.longText(),
      f.int(),
      f.decimal(),
      f.money(),
      f.percent(),
      f.date(),
      f.dateTime(),
      f.duration(),
      f.bool(),
      f.choice(['a']),
      f.choices(['a']),
      f.ref('x'),
      f.refs('x'),
      f.email(),
      f.url(),
      f.phone(),
      f.ip(),
      f.colour(),
      f.computed('int', { sql: '1' }),
    ]
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...fields), (value, field) => {
        const once = checkValue(field, value)
        if ('value' in once && once.value !== null) expect(checkValue(field, once.value)).toEqual(once)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('money', () => {
  test('minor units there and back, for any currency', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'HUF'), (minor, currency) => {
        const money = fromMinor(minor, currency)
        expect(toMinor(money)).toBe(minor === 0 ? 0 : minor)
        expect((money.amount.split('.')[1] ?? '').length).toBe(minorUnits(currency))
      }),
    )
  })
  test('ISO 4217 where Intl says otherwise', () => {
    expect(['HUF', 'IDR', 'PKR', 'IQD'].map(minorUnits)).toEqual([2, 2, 2, 3])
  })
})
