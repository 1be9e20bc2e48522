import { describe, expect, it } from 'vitest'
import { nameOf } from './device-name.ts'

describe('what a device is called', () => {
  it('is its model with what is written on its label', () =>
    expect(nameOf({ assetTag: 'TI-10023', kind: 'laptop', model: 'ThinkPad T14' })).toBe('ThinkPad T14 (TI-10023)'))

  it('is its kind where nobody wrote the model down', () => {
    expect(nameOf({ assetTag: 'TI-1', kind: 'phone', model: null })).toBe('Phone (TI-1)')
    expect(nameOf({ assetTag: 'TI-2', kind: 'other', model: ' ' })).toBe('Device (TI-2)')
  })
})
