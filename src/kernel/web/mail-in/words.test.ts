import { expect, it } from 'vitest'
import type { Verdict } from '../../mail-in/mail.ts'
import { senderWords, verdictWords } from './words.ts'

const nothing: Verdict = { dkim: 'none', spf: 'none', dmarc: 'none', arc: 'none', by: null }

it('says of a mail whether its sender is who it says, and who looked', () => {
  expect(verdictWords({ ...nothing, dmarc: 'pass' }).says).toBe('Its sender is vouched for')
  expect(verdictWords({ ...nothing, dmarc: 'fail', dkim: 'pass' }).tone).toBe('bad')
  expect(verdictWords({ ...nothing, spf: 'fail' }).tone).toBe('warning')
  expect(verdictWords({ ...nothing, dkim: 'pass' }).says).toContain('isn’t vouched for')
  expect(verdictWords({ ...nothing, dkim: 'unknown' }).says).toBe('Nobody vouches for its sender')
  expect(verdictWords({ ...nothing, dmarc: 'fail', spf: 'unknown', by: 'mx.example.com' }).details).toBe(
    'SPF couldn’t be looked up, DMARC failed; checked by mx.example.com',
  )
  expect(verdictWords(nothing).details).toBe('')
})

it('says beside a message whether the domain of its sender is confirmed, and else why not', () => {
  const start = 'The sender’s domain could not be confirmed: '
  const saysOf = (verdict: Partial<Verdict>) => senderWords({ ...nothing, ...verdict }).says
  expect(saysOf({ dmarc: 'pass', spf: 'fail' })).toBe('The sender’s domain is confirmed')
  expect(saysOf({ dmarc: 'fail', dkim: 'pass' })).toBe(`${start}the mail may be forged`)
  expect(saysOf({ spf: 'fail', dkim: 'pass' })).toBe(`${start}a check of the mail failed`)
  expect(saysOf({ dmarc: 'unknown' })).toBe(`${start}it couldn’t be looked up`)
  expect(saysOf({ dkim: 'pass' })).toContain('a server signed the mail')
  expect(saysOf({})).toBe(`${start}nothing in the mail vouches for it`)
})
