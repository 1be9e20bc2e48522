import { expect, test } from 'vitest'
import { deviceText } from './device.ts'

test('a browser is named by what it says of itself', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(deviceText(`${windows} Chrome/140.0.0.0 Safari/537.36`)).toBe('Chrome on Windows')
  expect(deviceText(`${windows} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`)).toBe('Edge on Windows')
  expect(deviceText('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux')
  expect(deviceText('curl/8.5.0')).toBe('curl')
  expect(deviceText(null)).toBe('A program')
})
