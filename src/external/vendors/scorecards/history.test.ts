import { describe, expect, it } from 'vitest'
import { gainOf, type MetricOfCard, scoresOf } from './history.ts'

const bands = [
  { from: null, points: 0 },
  { from: '50', points: 100 },
]
const metric = (id: string, card: string, weight = '1'): MetricOfCard => ({
  ...{ id, card, weight, name: id, nature: 'measured', unit: null, bands },
  ...{ goodFrom: 85, fairFrom: 70 },
})
const value = (metricId: string, period: string, is: string, theirs: string | null = null) => ({
  ...{ id: `${metricId} ${period}`, metric: metricId, period, value: is, theirs, says: `${is} by our rows.` },
})

describe('the scores of an engagement', () => {
  const metrics = [metric('up', 'run'), metric('kept', 'run'), metric('skill', 'people')]

  it('stand period by period, the latest first, whatever its cadence', () => {
    const scores = scoresOf(metrics, [
      value('up', '2026-Q2', '60'),
      value('up', '2026-Q3', '60'),
      value('kept', '2026-Q3', '40'),
      value('skill', '2026', '90'),
    ])
    expect(scores.map(({ period, card, score }) => [period, card, score])).toEqual([
      ['2026-Q3', 'run', '50'],
      ['2026-Q2', 'run', '100'],
      ['2026', 'people', '100'],
    ])
    expect(gainOf(scores)).toBe(-50)
  })

  it('name the metrics for which the vendor says something else, and not those that are the same written otherwise', () => {
    const [score] = scoresOf(metrics, [value('up', '2026-Q3', '99.90', '99.9'), value('kept', '2026-Q3', '40', '60')])
    expect(score?.disputed).toEqual(['kept'])
  })

  it('lead from each metric to its value, and say why it is what it is', () => {
    const [score] = scoresOf(metrics, [value('up', '2026-Q3', '60')])
    expect(score?.lines.map(({ record, why }) => [record, why])).toEqual([
      ['up 2026-Q3', '60 by our rows.'],
      [null, null],
    ])
  })

  it('leave out values of metrics that nobody may see, and have no gain without a period before', () => {
    expect(scoresOf(metrics, [value('secret', '2026-Q3', '1')])).toEqual([])
    expect(gainOf(scoresOf(metrics, [value('up', '2026-Q3', '1')]))).toBeNull()
    expect(gainOf([])).toBeNull()
  })
})
