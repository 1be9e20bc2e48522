import { expect, it } from 'vitest'
import { broughtBack } from './brought-back.ts'

it('reads the step that is left, and takes nothing that is no step', () => {
  expect(broughtBack('#second-step=abc&ways=passkey%2Crecovery+code')).toEqual({
    ticket: 'abc',
    ways: ['passkey', 'recovery code'],
    isByProvider: true,
  })
  for (const hash of [
    '',
    '#',
    '#ways=code',
    '#second-step=abc',
    '#second-step=abc&ways=other',
    '#second-step=&ways=code',
  ])
    expect(broughtBack(hash)).toBeNull()
})
