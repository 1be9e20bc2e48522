import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Field, f } from './field.ts'
import { formatValue, parseText, type TextOptions } from './text.ts'
import { dayToSerial, serialToTime } from './text-date.ts'
import { formatDuration, parseDuration } from './text-duration.ts'
import { parseNumberText } from './text-number.ts'

const any = (field: unknown): Field<unknown> => field as Field<unknown>
const read = (field: unknown, text: string, options?: TextOptions): unknown => {
  const checked = parseText(any(field), text, options)
  return 'value' in checked ? checked.value : checked
}
const refuses = (field: unknown, text: string, options?: TextOptions): string => {
  const checked = parseText(any(field), text, options)
  return 'says' in checked ? checked.says : expect.fail(`'${text}' was read as ${JSON.stringify(checked.value)}`)
}

describe('numbers', () => {
  test.each([
    ['1234.5', '1234.50'],
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ["1'234.50", '1234.50'],
    ['1 234,5', '1234.50'],
    ['1.234.567', '1234567.00'],
    ['(12,5)', '-12.50'],
    ['12-', '-12.00'],
    ['−3', '-3.00'],
    ['1.5E+03', '1500.00'],
    ['0,5', '0.50'],
    ['.5', '0.50'],
  ])('reads %s', (text, value) => {
    expect(read(f.decimal(), text)).toBe(value)
  })
  test('asks which sign stands before the fraction where it could be either', () => {
    expect(refuses(f.decimal(), '1,234')).toContain('could be')
    expect(read(f.decimal(), '1,234', { decimal: '.' })).toBe('1234.00')
    expect(read(f.decimal({ scale: 3 }), '1,234', { decimal: ',' })).toBe('1.234')
    expect(read(f.int(), '1.234')).toBe(1234)
  })
  test.each(['', ' ', 'abc', '1.2.3', '12,34.56,7', '--5', '1e999', '5 apples', '(5'])(
    'never takes %j for a number',
    (text) => {
      expect('says' in parseNumberText(text)).toBe(true)
    },
  )
  test('reads money with its currency', () => {
    expect(read(f.money(), '€ 1.234,56')).toEqual({ amount: '1234.56', currency: 'EUR' })
    expect(read(f.money(), '1,234.56 USD')).toEqual({ amount: '1234.56', currency: 'USD' })
    expect(read(f.money(), '99', { currency: 'CHF' })).toEqual({ amount: '99', currency: 'CHF' })
    expect(refuses(f.money(), '99')).toContain('needs a currency')
    expect(refuses(f.money(), '1.005 JPY')).toContain('digits')
  })
  test('reads percents with and without the sign', () => {
    expect(read(f.percent(), '12 %')).toBe('12.00')
    expect(read(f.percent(), '12,5%', { decimal: ',' })).toBe('12.50')
  })
  test('reads what a reader of either sign writes, for any number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('de-DE', 'en-GB', 'de-CH', 'fr-FR'),
        (cents, locale) => {
          const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100)
          expect(Number(read(f.decimal(), text))).toBe(cents / 100)
        },
      ),
    )
  })
})

describe('days', () => {
  test.each([
    ['2026-03-31', {}],
    ['20260331', {}],
    ['2026/3/31', {}],
    ['31.3.2026', {}],
    ['31. März 2026', {}],
    ['31-Mar-2026', {}],
    ['March 31, 2026', {}],
    ['31 mars 2026', {}],
    ['31 de marzo de 2026', {}],
    ['3/31/2026', {}],
    ['31/3/2026', {}],
    ['03/31/2026', { dateOrder: 'MDY' }],
    ['31.03.26', { yearsFrom: 1950 }],
    ['46112', {}],
    ['44650', { daySystem: 1904 }],
    ['2026-03-31T00:00:00', {}],
    ['31.3.2026 14:05', {}],
    ['Tue, 31 Mar 2026', {}],
  ] as const)('reads %s', (text, options) => {
    expect(read(f.date(), text, options)).toBe('2026-03-31')
  })
  test('refuses what could be two days, days that never were, and years of two digits', () => {
    expect(refuses(f.date(), '3/4/2026')).toContain('two different days')
    expect(read(f.date(), '3/4/2026', { dateOrder: 'DMY' })).toBe('2026-04-03')
    expect(refuses(f.date(), '31.2.2026')).toContain('doesn’t exist')
    expect(refuses(f.date(), '31.12.26')).toContain('two digits')
    expect(read(f.date(), '31.12.49', { yearsFrom: 1950 })).toBe('2049-12-31')
    expect(read(f.date(), '31.12.50', { yearsFrom: 1950 })).toBe('1950-12-31')
    expect(refuses(f.date(), 'tomorrow')).toContain('must be a day')
  })
  test('counts days as spreadsheets do', () => {
    expect(new Date(serialToTime(1, 1900)).toISOString().slice(0, 10)).toBe('1900-01-01')
    expect(new Date(serialToTime(61, 1900)).toISOString().slice(0, 10)).toBe('1900-03-01')
    expect(new Date(serialToTime(0, 1904)).toISOString().slice(0, 10)).toBe('1904-01-01')
    fc.assert(
      fc.property(
        fc.integer({ min: 61, max: 2_958_465 }),
        (serial) => void expect(dayToSerial(new Date(serialToTime(serial, 1900)).toISOString())).toBe(serial),
      ),
    )
  })
  test('reads moments', () => {
    expect(read(f.dateTime(), '2026-03-31T14:00:00+02:00')).toBe('2026-03-31T12:00:00.000Z')
    expect(read(f.dateTime(), '31.3.2026 2:05 pm')).toBe('2026-03-31T14:05:00.000Z')
  })
})

describe('other kinds', () => {
  test('reads yes and no in several tongues', () => {
    for (const text of ['yes', 'JA', 'x', '1', 'oui', 'Sí', 'true', '✓']) expect(read(f.bool(), text)).toBe(true)
    for (const text of ['no', 'Nein', '0', 'non', 'FALSE', '-']) expect(read(f.bool(), text)).toBe(false)
    expect(refuses(f.bool(), 'maybe')).toContain('yes or no')
  })
  test('reads lengths of time, and nothing without a unit', () => {
    for (const text of [
      '4h 30m',
      '4:30',
      '4:30:00',
      'PT4H30M',
      '4.5 h',
      '4,5 Std',
      '270 min',
      '4 hours and 30 minutes',
    ])
      expect(parseDuration(text)).toBe(16_200)
    expect(parseDuration('90')).toBeNull()
    expect(parseDuration('4 apples')).toBeNull()
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        (seconds) => void expect(parseDuration(formatDuration(seconds))).toBe(seconds),
      ),
    )
  })
  test('reads choices by value or word, whatever the case', () => {
    const kind = f.choice(['employee', 'external', 'onLeave'], { says: { external: 'External contact' } })
    for (const text of ['employee', 'EMPLOYEE ', 'External Contact', 'external-contact', 'external'])
      expect(String(read(kind, text))).toMatch(/employee|external/)
    expect(read(kind, 'on leave')).toBe('onLeave')
    expect(refuses(kind, 'robot')).toBe('must be one of: Employee, External contact, On leave.')
    expect(read(f.choices(['a', 'b', 'c']), 'A; c')).toEqual(['a', 'c'])
    expect(read(f.choices(['a', 'b', 'c']), 'a, b')).toEqual(['a', 'b'])
  })
  test('tidies addresses, numbers and colours', () => {
    expect(read(f.email(), ' Ada Berg <Ada@Example.COM> ')).toBe('ada@example.com')
    expect(read(f.email(), 'mailto:ada@example.com')).toBe('ada@example.com')
    expect(read(f.url(), 'example.com/a')).toBe('https://example.com/a')
    expect(read(f.phone(), '0049 (0) 30 901820')).toBe('+49 30 901820')
    expect(read(f.colour(), 'F00')).toBe('#ff0000')
    expect(read(f.text(), 'two\r\nlines\u00a0')).toBe('two lines')
  })
  test('reads back whatever it writes', () => {
    const decimal = fc.integer({ min: -1e12, max: 1e12 }).map((cents) => (cents / 100).toFixed(2))
    const day = fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    const cases: readonly (readonly [unknown, fc.Arbitrary<unknown>])[] = [
      [f.int(), fc.integer()],
      [f.decimal(), decimal],
      [f.percent(), decimal],
      [f.money(), fc.record({ amount: decimal, currency: fc.constantFrom('EUR', 'USD', 'CHF') })],
      [f.date(), day],
      [f.dateTime(), day.map((text) => `${text}T08:15:30.250Z`)],
      [f.duration(), fc.nat(1e8)],
      [f.bool(), fc.boolean()],
      [f.choice(['employee', 'onLeave']), fc.constantFrom('employee', 'onLeave')],
      [f.choices(['red', 'green', 'blue']), fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { minLength: 1 })],
      [f.longText(), fc.string({ unit: 'grapheme-ascii', maxLength: 80 }).map((text) => text.trim() || 'a')],
    ]
    for (const [field, values] of cases) {
      fc.assert(
        fc.property(values, (value) => void expect(read(field, formatValue(any(field), value))).toEqual(value)),
        { numRuns: 60 },
      )
    }
  })
})
