import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { isHere, targetOf } from './network.ts'

describe('the network in tests', () => {
  it('is refused beyond this machine, by whatever way it is asked for', async () => {
    expect(() => connect(443, '192.0.2.1')).toThrow(/192\.0\.2\.1/)
    expect(() => connect({ host: 'example.org', port: 80 })).toThrow(/example\.org/)
    await expect(fetch('http://example.org')).rejects.toThrow()
  })

  it.each([
    [[8080], 'localhost'],
    [[8080, '10.0.0.1'], '10.0.0.1'],
    [['/run/socket'], null],
    [[{ path: '/run/socket' }], null],
    [[{ port: 1, host: '::1' }], '::1'],
    [[[{ port: 1, host: 'db' }, null]], 'db'],
  ])('reads the target of connect(%j)', (args, target) => {
    expect(targetOf(args)).toBe(target)
  })

  it.each([
    [null, true],
    ['127.0.0.2', true],
    ['127.evil.example', false],
    ['10.0.0.1', false],
  ])('takes %j as here: %j', (host, here) => {
    expect(isHere(host)).toBe(here)
  })
})
