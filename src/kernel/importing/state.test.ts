import { expect, test } from 'vitest'
import { defineRecord } from '../record/define.ts'
import { f } from '../record/field.ts'
import { guessMapping } from './guess.ts'
import { moveBetween, parseState, startingIn } from './state.ts'

const Order = defineRecord('order', {
  label: ['Order', 'Orders'],
  about: 'Something ordered.',
  fields: { name: f.text({ required: true }) },
  states: {
    start: 'open',
    all: ['open', 'in_hand', 'closed'],
    moves: {
      take: { from: ['open'], to: 'in_hand', label: 'Take' },
      close: { from: ['open', 'in_hand'], to: 'closed', label: 'Close' },
    },
  },
  access: {
    read: { holds: 'order.all' },
    create: { holds: 'order.all' },
    update: { holds: 'order.all' },
    archive: { holds: 'order.all' },
  },
  list: { columns: ['name'], sort: 'name' },
  page: [],
})

test.each(['in_hand', 'In hand', 'IN HAND', ' in-hand '])('reads a state as it is named or shown: %s', (text) => {
  expect(parseState(Order, text)).toEqual({ state: 'in_hand' })
})

test('names the states where a text is none of them', () => {
  expect(parseState(Order, 'gone')).toEqual({
    says: "State must be one of: Open, In hand, Closed. The file says 'gone'.",
  })
})

test('finds the move between two states among those allowed, or says where else it can go', () => {
  const any = { from: 'open', to: 'closed', may: () => true }
  expect(moveBetween(Order, any)).toEqual({ move: 'close' })
  expect(moveBetween(Order, { ...any, may: (move) => move !== 'close' })).toEqual({
    says: 'State: this order is Open, and you may make it In hand, not Closed. Correct the cell, or empty it.',
  })
  expect(moveBetween(Order, { ...any, from: 'closed', to: 'open' })).toEqual({
    says: 'State: this order is Closed, and you may not change that. Empty the cell.',
  })
})

test('starts in another state without touching the declared one', () => {
  expect(startingIn(Order, 'closed').states?.start).toBe('closed')
  expect(Order.states?.start).toBe('open')
  expect(startingIn(Order, undefined)).toBe(Order)
})

test('takes a column for the state only where its values are states', () => {
  const fieldOf = (header: string, values: readonly string[]): string | null | undefined =>
    guessMapping(
      Order,
      { headers: ['Name', header], samples: values.map((value) => ['A', value]), format: { kind: 'csv' } },
      () => true,
    ).columns[1]?.field
  expect(fieldOf('State', ['Open', 'closed'])).toBe('state')
  expect(fieldOf('Status', ['In hand'])).toBe('state')
  expect(fieldOf('State', ['California', 'Texas'])).toBe(null)
})
