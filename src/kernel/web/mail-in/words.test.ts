import { expect, it } from 'vitest'
import type { Verdict } from '../../mail-in/mail.ts'
import { verdictWords } from './words.ts'

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
