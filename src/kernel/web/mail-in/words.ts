import type { Check, Verdict } from '../../mail-in/mail.ts'
import type { ReceivedState } from '../../mail-in/wire.ts'
import type { Tone } from '../../record/field.ts'

/** What became of a mail, in a word. */
export const stateWords: Readonly<Record<ReceivedState, readonly [Tone, string]>> = {
  new: ['info', 'Waits'],
  done: ['good', 'Dealt with'],
  quarantined: ['warning', 'Set aside'],
  ignored: ['neutral', 'Ignored'],
}

const checkWords: Readonly<Record<Exclude<Check, 'none'>, string>> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'couldn’t be looked up',
}

/** Whether the sender of a mail is who it says, in a sentence. DMARC decides, since it alone looks at the address that people see. */
export function verdictWords({ dkim, spf, dmarc, arc, by }: Verdict): {
  readonly tone: Tone
  readonly says: string
  readonly details: string
} {
  const used = [
    ['DKIM', dkim],
    ['SPF', spf],
    ['DMARC', dmarc],
    ['ARC', arc],
  ] as const
  const checks = used.flatMap(([name, check]) => (check === 'none' ? [] : [`${name} ${checkWords[check]}`]))
  const details =
    checks.length === 0 ? '' : `${checks.join(', ')}; ${by === null ? 'checked here' : `checked by ${by}`}`
  if (dmarc === 'pass') return { tone: 'good', says: 'Its sender is vouched for', details }
  if (dmarc === 'fail') return { tone: 'bad', says: 'Its sender may be forged', details }
  if (dkim === 'fail' || spf === 'fail') return { tone: 'warning', says: 'A check of its sender failed', details }
  if (dkim === 'pass') return { tone: 'info', says: 'A server signed it; its sender isn’t vouched for', details }
  return { tone: 'neutral', says: 'Nobody vouches for its sender', details }
}

/** The same beside a message, in one short line: whether the domain in the sender's address stands for it. */
export function senderWords({ dkim, spf, dmarc }: Verdict): { readonly tone: Tone; readonly says: string } {
  const not = (tone: Tone, why: string) => ({ tone, says: `The sender’s domain could not be confirmed: ${why}` })
  if (dmarc === 'pass') return { tone: 'good', says: 'The sender’s domain is confirmed' }
  if (dmarc === 'fail') return not('bad', 'the mail may be forged')
  if (dkim === 'fail' || spf === 'fail') return not('warning', 'a check of the mail failed')
  if ([dkim, spf, dmarc].includes('unknown')) return not('neutral', 'it couldn’t be looked up')
  if (dkim === 'pass') return not('neutral', 'a server signed the mail, and the domain doesn’t say whether for it')
  return not('neutral', 'nothing in the mail vouches for it')
}
