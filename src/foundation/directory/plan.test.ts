import { expect, test } from 'vitest'
import type { DirectoryEntry } from '../../kernel/directory/entry.ts'
import { differing } from '../people/index.ts'
import { compare, fieldsOf, type KnownEntry } from './plan.ts'

const entry = (n: number, more: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  key: `k${n}`,
  dn: `uid=${n}`,
  name: `Person ${n}`,
  email: null,
  employeeNumber: null,
  jobTitle: null,
  phone: null,
  managerDn: null,
  uid: null,
  memberOf: [],
  isDisabled: false,
  ...more,
})
const known = (n: number, isGone = false): KnownEntry => ({
  key: `k${n}`,
  dn: `uid=${n}`,
  recordId: null,
  accountId: null,
  isGone,
})
const many = (count: number) => Array.from({ length: count }, (_, n) => n)
const read = (entries: readonly DirectoryEntry[], all: readonly KnownEntry[], confirmed: number | null = null) =>
  compare({ entries, known: all, mostLeavers: 20, confirmed })

test('who is gone or disabled in the directory leaves; who had left and is there again is back', () => {
  const found = read(
    [entry(1), entry(2, { isDisabled: true }), entry(4)],
    [known(1), known(2), known(3), known(4, true)],
  )
  expect(found.leavers.map(({ key }) => key)).toEqual(['k2', 'k3'])
  expect([...found.back]).toEqual(['k4'])
  expect(found.present.map(({ key }) => key)).toEqual(['k1', 'k4'])
  expect(found.stop).toBeNull()
})

test('it stops when more than a fifth would leave, until somebody confirms that very number', () => {
  const all = many(100).map((n) => known(n))
  const without = (count: number) => many(100 - count).map((n) => entry(n))
  expect(read(without(20), all).stop).toBeNull()
  expect(read(without(21), all).stop).toMatch(/^21 of 100 would be disabled, more than 20 %/)
  expect(read(without(21), all, 20).stop).not.toBeNull()
  expect(read(without(21), all, 21).stop).toBeNull()
})

test('a directory that is empty all of a sudden makes nobody leave, however few they were', () => {
  expect(read([], [known(1), known(2)]).stop).toMatch(/^2 of 2/)
  expect(read([], []).stop).toBeNull()
})

test('what is empty in the directory changes nothing here', () => {
  const fields = fieldsOf(entry(1, { jobTitle: 'CTO', phone: '+49 30 1' }))
  expect(differing(fields, { name: 'Person 1', jobTitle: 'CTO', phone: '+49301', email: 'a@b.c' })).toBeNull()
  expect(differing(fields, { name: 'Person 1', jobTitle: 'Engineer', phone: null })).toEqual({
    jobTitle: 'CTO',
    phone: '+49 30 1',
  })
})
