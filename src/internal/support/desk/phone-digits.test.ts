import { expect, it } from 'vitest'
import { digitsOf } from './phone-digits.ts'

it('takes for a phone number what people type as one, however they group it', () => {
  expect(
    ['+49 40 5555-123', '0049 (0)40 5555123', '040/5555123', 'Priya', 'priya2', '12', '4711'].map(digitsOf),
  ).toEqual(['49405555123', '49405555123', '405555123', null, null, null, '4711'])
})
