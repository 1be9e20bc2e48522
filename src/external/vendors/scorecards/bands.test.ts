import { describe, expect, it } from 'vitest'
import { bandOf, bandWords, problemOfBands } from './bands.ts'

const bands = [
  { from: null, points: 0 },
  { from: '-1.5', points: 40 },
  { from: '10', points: 100 },
]

describe('the steps of a metric', () => {
  it('hold every value once, from the beginning of one up to that of the next', () => {
    const points = (value: string): number => bandOf(bands, value).points
    expect(['-2', '-1.500001', '-1.5', '9.999999', '10', '1000'].map(points)).toEqual([0, 0, 40, 40, 100, 100])
  })

  it('are said in words', () =>
    expect(bands.map((band) => bandWords(bands, band, 'h'))).toEqual([
      'below -1.5 h',
      'from -1.5 up to, but not including, 10 h',
      'from 10 h on',
    ]))

  it('are right when they rise from the lowest', () => expect(problemOfBands(bands)).toBeNull())

  it.each([
    ['no list', 'x', /2 to 12 steps/],
    ['one step alone', [{ from: null, points: 0 }], /2 to 12 steps/],
    [
      'a lowest step that begins somewhere',
      [
        { from: '1', points: 0 },
        { from: '2', points: 1 },
      ],
      /step 1: the first step has no beginning/,
    ],
    [
      'a number that is none',
      [
        { from: null, points: 0 },
        { from: 'many', points: 1 },
      ],
      /step 2: it begins with a number/,
    ],
    [
      'too many points',
      [
        { from: null, points: 0 },
        { from: '1', points: 101 },
      ],
      /step 2: points are a number from 0 to 100/,
    ],
    [
      'steps that fall',
      [
        { from: null, points: 0 },
        { from: '2', points: 1 },
        { from: '1', points: 2 },
      ],
      /from the lowest value up/,
    ],
    [
      'a step twice',
      [
        { from: null, points: 0 },
        { from: '2', points: 1 },
        { from: '2.0', points: 2 },
      ],
      /from the lowest value up/,
    ],
    [
      'two targets',
      [
        { from: null, points: 0, isTarget: true },
        { from: '2', points: 1, isTarget: true },
      ],
      /aim at one step/,
    ],
    ['nothing', [null, null], /step 1/],
  ])('are refused with %s', (_, value, says) => expect(problemOfBands(value)).toMatch(says))
})
