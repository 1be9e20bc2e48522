import { describe, expect, test } from 'vitest'
import { failureWords, nextTry, outcomeOf } from './outcome.ts'

const rcpt = (responseCode: number, says: string) => ({
  message: says,
  code: 'EENVELOPE',
  command: 'RCPT TO',
  responseCode,
  response: `${responseCode} ${says}`,
})

describe('what a refusal means', () => {
  test.each([
    [550, '5.1.1 <ada@example.com>: Recipient address rejected: User unknown in local recipient table', 'nobody'],
    [550, '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup', 'nobody'],
    [550, '5.2.1 The email account that you tried to reach is disabled', 'nobody'],
    [550, 'No such user here', 'nobody'],
    [553, 'sorry, that recipient mailbox does not exist', 'nobody'],
    [550, '5.7.1 Message rejected due to content restrictions', 'refused'],
    [554, '5.7.1 <ada@example.com>: Relay access denied', 'refused'],
    [552, '5.2.2 Mailbox full', 'refused'],
    [550, 'Administrative prohibition', 'refused'],
    [450, '4.2.0 Greylisted, try again in five minutes', 'later'],
    [452, '4.2.2 The mailbox is over quota', 'later'],
    [421, '4.7.0 Too many connections', 'server'],
  ])('%i %s: %s', (code, says, outcome) => {
    expect(outcomeOf(rcpt(code, says))).toBe(outcome)
  })

  test('what isn’t about this mail makes all of them wait', () => {
    const wrong = { message: 'Invalid login', code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }
    expect(outcomeOf(wrong)).toBe('server')
    expect(outcomeOf({ ...rcpt(553, 'Sender rejected'), command: 'MAIL FROM' })).toBe('server')
    expect(outcomeOf({ message: 'connect ECONNREFUSED', code: 'ESOCKET', command: 'CONN' })).toBe('server')
    expect(outcomeOf({ message: 'x', code: 'EENVELOPE', command: 'API' })).toBe('refused')
  })
})

test('a mail is tried again after a minute, then ever later up to four hours, and given up after four days', () => {
  const createdAt = new Date('2026-03-02T09:00:00Z')
  let now = createdAt
  const pauses: number[] = []
  for (let attempts = 1; ; attempts++) {
    const next = nextTry({ createdAt, attempts, now })
    if (!next) break
    pauses.push((next.getTime() - now.getTime()) / 60_000)
    now = next
  }
  expect(pauses.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 240, 240])
  expect(now.getTime() - createdAt.getTime()).toBeGreaterThan(4 * 86_400_000)
  expect(pauses.length).toBeLessThan(40)
})

describe('a failure in words', () => {
  const server = { host: 'smtp.example.com', port: 587, security: 'starttls', fromAddress: 'it@example.com' }
  test.each([
    [
      { message: 'x', code: 'EAUTH', responseCode: 535, response: '535 5.7.8 No' },
      /refused the user or the password: 535 5.7.8 No/,
    ],
    [{ message: 'x', code: 'EDNS' }, /no mail server smtp\.example\.com/],
    [
      { message: 'x', code: 'ESOCKET', originalCode: 'ECONNREFUSED' },
      /Nothing listens at smtp\.example\.com, port 587/,
    ],
    [{ message: 'x', code: 'ETIMEDOUT', timeoutType: 'CONNECT_TIMEOUT' }, /Nothing answers/],
    [{ message: 'x', code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' }, /may want TLS from the start/],
    [{ message: 'ssl3_get_record:wrong version number', code: 'ESOCKET' }, /Try STARTTLS/],
    [{ message: 'self-signed certificate in certificate chain', code: 'ESOCKET' }, /isn’t trusted/],
    [{ message: 'x', code: 'ETLS', command: 'STARTTLS' }, /doesn’t offer STARTTLS/],
    [{ ...rcpt(550, '5.1.1 Unknown') }, /refused the recipient: 550 5\.1\.1/],
    [{ ...rcpt(550, '5.7.60 Not you'), command: 'MAIL FROM' }, /refused the sender it@example\.com: 550 5\.7\.60/],
    [
      { message: 'Reached maximum number of retries after connection was closed', code: 'ECONNECTION' },
      /closed the connection/,
    ],
  ])('%o', (failure, says) => {
    expect(failureWords(failure, server)).toMatch(says)
  })
})
