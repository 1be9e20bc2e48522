import type { Band } from '../scorecards/bands.ts'
import type { Company } from './companies.ts'

const steps = (...[lowest, ...rest]: readonly [number, ...(readonly [string, number])[]]): readonly Band[] => {
  const best = Math.max(lowest, ...rest.map(([, points]) => points))
  const band = (from: string | null, points: number): Band => ({
    from,
    points,
    ...(points === best && { isTarget: true }),
  })
  return [band(null, lowest), ...rest.map(([from, points]) => band(from, points))]
}

export interface MetricSeed {
  readonly key: string
  readonly name: string
  readonly nature: 'measured' | 'opinion'
  readonly source: string
  readonly unit: string | null
  readonly weight: string
  readonly bands: readonly Band[]
  /** Between which values a period lies, and with how many digits after the point. */
  readonly range: readonly [low: number, high: number, digits: number]
}
export interface CardSeed {
  readonly key: string
  readonly name: string
  readonly purpose: string
  readonly for: readonly Company['category'][]
  readonly metrics: readonly MetricSeed[]
}

const opinion = (key: string, name: string, weight: string): MetricSeed => ({
  ...{ key, name, weight, nature: 'opinion', source: 'hand', unit: 'of 5' },
  bands: steps(0, ['2', 40], ['3', 70], ['4', 100]),
  range: [2.4, 5, 1],
})
const cost: MetricSeed = {
  ...{ key: 'cost', name: 'Cost against plan', nature: 'measured', source: 'cost', unit: '%', weight: '15' },
  bands: steps(100, ['101', 80], ['105', 40], ['110', 0]),
  range: [92, 112, 1],
}

/** By what the demo company judges what is bought. */
export const cards: readonly CardSeed[] = [
  {
    key: 'run',
    name: 'What is run for us',
    purpose: 'Lines, clouds and services that others keep running for us.',
    for: ['telecom', 'cloud', 'managed_service', 'security'],
    metrics: [
      {
        ...{ key: 'up', name: 'Availability', nature: 'measured', source: 'availability', unit: '%', weight: '35' },
        bands: steps(0, ['99', 40], ['99.5', 70], ['99.9', 100]),
        range: [98.9, 100, 3],
      },
      {
        ...{
          key: 'kept',
          name: 'Tickets in time',
          nature: 'measured',
          source: 'tickets_in_time',
          unit: '%',
          weight: '25',
        },
        bands: steps(0, ['80', 50], ['90', 80], ['95', 100]),
        range: [78, 100, 1],
      },
      cost,
      opinion('service', 'How they treat us', '15'),
      opinion('ideas', 'What they bring of their own', '10'),
    ],
  },
  {
    key: 'made',
    name: 'Software and devices',
    purpose: 'What we run ourselves, and others make and repair.',
    for: ['software', 'hardware', 'other'],
    metrics: [
      {
        ...{
          key: 'answer',
          name: 'Hours that they have a ticket',
          nature: 'measured',
          source: 'hours_in_hand',
          unit: 'h',
          weight: '30',
        },
        bands: steps(100, ['24', 80], ['72', 50], ['168', 0]),
        range: [6, 190, 1],
      },
      {
        ...{ key: 'faults', name: 'Severe faults', nature: 'measured', source: 'hand', unit: null, weight: '25' },
        bands: steps(100, ['1', 70], ['3', 30], ['6', 0]),
        range: [0, 5, 0],
      },
      cost,
      opinion('service', 'How they treat us', '20'),
      opinion('quality', 'Quality of releases and repairs', '10'),
    ],
  },
  {
    key: 'people',
    name: 'People by the hour',
    purpose: 'Consultants, and people who work in our teams.',
    for: ['consulting', 'staffing'],
    metrics: [
      {
        ...{
          key: 'time',
          name: 'Delivered by the day agreed',
          nature: 'measured',
          source: 'hand',
          unit: '%',
          weight: '35',
        },
        bands: steps(0, ['70', 40], ['85', 80], ['95', 100]),
        range: [64, 100, 0],
      },
      cost,
      opinion('skill', 'What their people know', '30'),
      opinion('service', 'How they treat us', '20'),
    ],
  },
]
