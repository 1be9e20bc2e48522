import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attachment, safeName } from './name.ts'

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\plan.xlsx', 'plan.xlsx'],
  ['.htaccess', 'htaccess'],
  ['con.txt', '_con.txt'],
  ['a<b>:c?.pdf', 'a_b__c_.pdf'],
  ['invoice\u202Egpj.exe', 'invoicegpj.exe'],
  ['line\r\nbreak.txt', 'linebreak.txt'],
  ['   ', 'file'],
  ['..', 'file'],
  ['Übersicht – März.pdf', 'Übersicht – März.pdf'],
])('%j becomes %j', (given, kept) => expect(safeName(given)).toBe(kept))

test('a long name keeps its ending', () => {
  expect(safeName(`${'x'.repeat(300)}.xlsx`)).toMatch(/^x{175}\.xlsx$/)
})

test('no name is a path, breaks a header, or changes when made safe again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = safeName(given)
      expect(name).not.toMatch(/[/\\\u0000-\u001f"]/)
      expect(name).not.toBe('')
      expect(attachment(name)).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\x21-\x7e]*$/)
      expect(safeName(name)).toBe(name)
    }),
  )
})
