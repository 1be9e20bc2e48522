import type { Coming } from '../external/vendors/index.ts'

/** A row as it is read, with the fields that matter here. */
export interface RowRead {
  readonly id: string
  readonly title: string | null
  readonly state: string | null
  readonly [field: string]: unknown
}

/** What comes up with a contract in force: to decide, to send a notice, and the end of what doesn't go on by itself. */
export function comingOfContract(row: RowRead): readonly Coming[] {
  const { decision, outlook } = row
  const one = (what: string, day: unknown): Coming => comingOf('contract', row, { what, day })
  const goesOn = decision === 'renew' || decision === 'renegotiate'
  return [
    ...(decision === null || decision === undefined ? [one('To be decided whether it goes on', row['decideBy'])] : []),
    ...(goesOn && outlook !== 'lapses' ? [] : [one('Notice to be sent', row['sendBy'])]),
    ...(outlook === 'renews' || outlook === 'goes_on' ? [] : [one('Contract ends', row['termEnd'])]),
  ]
}

/** What comes up with an obligation on a schedule. */
export const comingOfObligation = (row: RowRead): readonly Coming[] => [
  comingOf('obligation', row, { what: row['side'] === 'ours' ? 'We owe it' : 'They owe it', day: row['nextDueOn'] }),
]

/** What comes up with a claim: until when it can be sent, or for how long it has waited. */
export function comingOfClaim(row: RowRead): readonly Coming[] {
  const waiting = { isWaiting: true }
  const since = row['sentOn']
  const one = (what: string, day: unknown, more = {}): Coming => ({
    ...comingOf('service_credit', row, { what, day }),
    ...more,
  })
  if (row.state === 'draft') return [one('Claim to be sent, or it lapses,', row['claimBy'])]
  if (row.state === 'sent') return [one('Claim sent, not answered', since, waiting)]
  if (row.state === 'disputed') return [one('Claim sent, and disputed,', since, waiting)]
  return row.state === 'accepted' ? [one('Claim sent and accepted, not received', since, waiting)] : []
}

/** When a way out has to be tried out, for the first time or again. */
export function comingOfExit(row: RowRead): Coming {
  const isFirst = typeof row['exercisedOn'] !== 'string'
  const what = isFirst ? 'To be tried out for the first time' : 'To be tried out again'
  return comingOf('exit_plan', row, { what, day: row['exerciseDueOn'] })
}

const comingOf = (
  type: string,
  { id, title }: RowRead,
  { what, day }: { readonly what: string; readonly day: unknown },
): Coming => ({ type, id, title, what, day: typeof day === 'string' ? day : null })
