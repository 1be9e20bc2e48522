import { expect, it } from 'vitest'
import { sayDay } from './say-day.ts'

it('says a day as people do, and leaves what is none', () =>
  expect(['2027-01-05', '2024-02-29', 'today', ''].map(sayDay)).toEqual(['5 Jan 2027', '29 Feb 2024', 'today', '']))
