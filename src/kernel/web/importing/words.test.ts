import { expect, test } from 'vitest'
import { formatText, outcomeTabs, statusText } from './words.ts'

test('says how a file was read', () => {
  expect(formatText({ kind: 'csv', encoding: 'windows-1252', delimiter: ';' })).toBe('CSV, Windows-1252, semicolons')
  expect(formatText({ kind: 'xlsx', sheet: 'People' })).toBe('XLSX, sheet People')
})

test('says how an import stands', () => {
  expect(statusText({ status: 'applied', counts: { create: 3, refused: 2 } })).toEqual({
    says: 'Imported, 2 left out',
    tone: 'warning',
  })
  expect(statusText({ status: 'ready', counts: { skip: 5 } }).says).toBe('Nothing to import')
  expect(statusText({ status: 'ready', counts: { update: 5 } }).says).toBe('Ready to import')
})

test('offers only the outcomes that there are', () => {
  const tabs = outcomeTabs({ create: 2, skip: 0, refused: 1 }, true)
  expect(tabs.map(({ label, count }) => `${label} ${count}`)).toEqual(['Created 2', 'Refused 1'])
})
