import { expect, it } from 'vitest'
import { problemOfUse } from './count-use.ts'

const promise = {
  name: 'Portal',
  counts: 'requests',
  services: [
    { id: 'a', name: 'Orders' },
    { id: 'b', name: 'Shop' },
  ],
}

it('a count is taken for a service of a promise that is measured by requests', () => {
  expect(problemOfUse(promise, 'a')).toBeNull()
  expect(problemOfUse({ ...promise, counts: 'rates' }, 'b')).toBeNull()
})

it('a count that nothing would measure says so at its field, and what is measured', () => {
  expect(problemOfUse(promise, 'c')).toEqual({
    field: 'service',
    says: '‘Portal’ isn’t for this service, so its requests would count for nothing. It is for: Orders, Shop.',
  })
  expect(problemOfUse({ ...promise, counts: 'time' }, 'a')).toMatchObject({ field: 'promise' })
})
