import { describe, expect, it } from 'vitest'
import { type Period, periodOf } from './period.ts'

const period = (from: string, to: string, zone = 'Europe/Berlin'): Period => {
  const found = periodOf({ from, to, zone })
  return 'says' in found ? expect.fail(found.says) : found
}

describe('a period', () => {
  it('is held against the months before where it is whole months', () => {
    expect(period('2026-03-01', '2026-03-31')).toMatchObject({
      now: ['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      before: ['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z'],
      beforeDays: ['2026-02-01', '2026-02-28'],
    })
  })

  it('is held against as many days before otherwise', () => {
    expect(period('2026-03-10', '2026-03-16')).toMatchObject({ days: 7, beforeDays: ['2026-03-03', '2026-03-09'] })
  })

  it('is drawn by days, weeks that begin on Monday, or months', () => {
    expect(period('2026-03-01', '2026-03-31').edges).toHaveLength(32)
    expect(period('2026-03-04', '2026-05-05', 'UTC').edges.slice(0, 3)).toEqual([
      '2026-03-04T00:00:00.000Z',
      '2026-03-09T00:00:00.000Z',
      '2026-03-16T00:00:00.000Z',
    ])
    expect(period('2026-01-15', '2026-12-31', 'UTC').edges.slice(0, 2)).toEqual([
      '2026-01-15T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ])
  })

  it('says what is wrong with its days', () => {
    expect(periodOf({ from: '2026-02-30', to: '2026-03-01', zone: 'UTC' })).toEqual({
      says: 'Write days as 2026-11-01.',
    })
    expect(periodOf({ from: '2026-03-02', to: '2026-03-01', zone: 'UTC' })).toHaveProperty('says')
  })
})
