import { describe, expect, it } from 'vitest'
import { clockWords } from './pause-words.ts'
import { sayPauses } from './pauses.ts'
import { clockNames, pausedUsually } from './promise.ts'

describe('which clocks pause', () => {
  it('is said by whose they are, and what of them', () => {
    expect(sayPauses([])).toBe('Nothing pauses: every clock runs on.')
    expect(sayPauses(pausedUsually)).toBe(
      'To those who ask: all but the first response. Between teams: all but the first response.',
    )
    expect(sayPauses(['uc_update', 'sla_resolution', 'sla_next_reply'])).toBe(
      'To those who ask: resolution and next reply. By suppliers: updates.',
    )
    expect(sayPauses(clockNames)).toBe('To those who ask: all. Between teams: all. By suppliers: all.')
  })

  it('has words for each of them', () => {
    expect(Object.keys(clockWords)).toEqual(clockNames)
    expect(clockWords['ola_next_reply']).toBe('Between teams: next reply')
  })
})
