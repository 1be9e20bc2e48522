import { sayDay, sayLength } from './day.ts'
import { sayMonth } from './indexes/month.ts'
import type { Missing, Stretch } from './price.ts'
import type { Alignment, Length, Method, NoticePeriod, Receipt, RenewalRule, TermEvent } from './terms.ts'

/** A rule that was applied, in a sentence, and the days that it made. */
export interface Note {
  readonly rule: RuleName
  readonly says: string
  readonly days: readonly string[]
}
export type RuleName =
  | 'initial term'
  | 'renewal'
  | 'renewal limit'
  | 'extension'
  | 'amendment'
  | 'termination'
  | 'notice'
  | 'notice period'
  | 'never forward'
  | 'deemed receipt'
  | 'lead time'
  | 'missed notice'
  | 'option'
  | 'without end'
  | 'commitment'
  | 'stake'
  | 'index'
  | 'end'

type Of<K extends TermEvent['kind']> = Extract<TermEvent, { readonly kind: K }>

const note = (rule: RuleName, says: string, ...days: readonly string[]): Note => ({ rule, says, days })

/** The rules in words. */
export const say = {
  initial: ({ startsOn, until, rule }: Of<'initial'>, { end, asOf }: Beginning): Note => {
    const begins = `It ${startsOn > asOf ? 'begins' : 'began'} on ${sayDay(startsOn)}`
    if (end === null || until === null) return note('initial term', `${begins} and has no end.`, startsOn)
    const why = 'length' in until ? `for ${sayLength(until.length)}` : 'until a day that it names'
    return note(
      'initial term',
      `${begins} ${why}${onDays(rule.alignment)}: its first term ends on ${sayDay(end)}.`,
      ...[startsOn, end],
    )
  },

  again: ({ on }: Of<'initial'>): Note =>
    note('initial term', `Another initial term, of ${sayDay(on)}, is left out: a contract has one.`, on),

  renewals: (times: number, { renewal, alignment }: RenewalRule, { start, end }: Span): Note =>
    note(
      'renewal',
      `Unless notice is given it renews by itself${renewal === null ? '' : ` for ${sayLength(renewal)} at a time`}, counted from its beginning${onDays(alignment)}: ${renewedBy(times)}, and this term runs from ${sayDay(start)} to ${sayDay(end)}.`,
      ...[start, end],
    ),

  limit: (max: number, end: string): Note =>
    note(
      'renewal limit',
      `It renews at most ${timesOf(max)}, which has been used: it ends on ${sayDay(end)} by itself.`,
      end,
    ),

  renewal: ({ on }: Of<'renewal'>, { before, term }: Renewing): Note =>
    note(
      'renewal',
      `On ${sayDay(on)} its renewal was agreed: from ${sayDay(term.start)} ${term.end === null ? 'without an end' : `to ${sayDay(term.end)}`}${before !== null && on > before ? ', after it had ended' : ''}.`,
      ...[on, term.start, ...(term.end === null ? [] : [term.end])],
    ),

  extension: ({ on, endsOn }: Of<'extension'>, before: string | null): Note =>
    note(
      'extension',
      `On ${sayDay(on)} it was agreed that the term ends on ${sayDay(endsOn)}${before === null ? '' : ` in place of ${sayDay(before)}`}; what follows is counted from there.`,
      ...[on, endsOn],
    ),

  amendment: ({ on, effectiveOn, rule, price }: Of<'amendment'>): Note =>
    note(
      'amendment',
      `An amendment of ${sayDay(on)} counts from ${sayDay(effectiveOn)}: ${amendedIn(rule, price !== null)}.`,
      ...[on, effectiveOn],
    ),

  termination: ({ on, endsOn }: Of<'termination'>): Note =>
    note('termination', `On ${sayDay(on)} its termination was settled: ${sayDay(endsOn)} is its last day.`, on, endsOn),

  notice: ({ event, received, isProven, end, aimed, receipt }: Noticing): Note => {
    const by = event.by === 'us' ? 'We gave notice' : 'The other party gave notice'
    const how = isProven
      ? 'and it was received'
      : `and it counts as received ${waits(event.on, received, receipt) ? 'on the next business day' : receivedHow(receipt)},`
    const late =
      aimed !== null && end > aimed ? ` That is too late for the end on ${sayDay(aimed)}: it counts for the next.` : ''
    return note(
      'notice',
      `${by} ${byMethod[event.method]}, sent on ${sayDay(event.on)}, ${how} on ${sayDay(received)}.${late} The contract ends on ${sayDay(end)}.`,
      ...[event.on, received, end],
    )
  },

  period: (notice: NoticePeriod | null, { end, counted }: Counted): Note =>
    notice === null
      ? note('notice period', `No notice period is agreed: notice can be given until ${sayDay(counted)}.`, counted)
      : note(
          'notice period',
          `Notice must be received at least ${sayNotice(notice)} before the end on ${sayDay(end)}: by ${sayDay(counted)}.`,
          ...[end, counted],
        ),

  never: (counted: string, deadline: string): Note =>
    note(
      'never forward',
      `${sayDay(counted)} is no business day. A deadline that is counted back never moves forward: ${sayDay(deadline)} is the last day.`,
      ...[counted, deadline],
    ),

  receipt: (method: Method, receipt: Receipt, { deadline, sendBy }: Sending): Note =>
    note(
      'deemed receipt',
      `Sent ${byMethod[method]} it counts as received ${receivedHow(receipt)}: ${deadline === sendBy ? '' : `to be there by ${sayDay(deadline)} `}it has to be sent by ${sayDay(sendBy)}.`,
      ...[deadline, sendBy],
    ),

  lead: (lead: Length, decideBy: string): Note =>
    note(
      'lead time',
      lead.count === 0
        ? `No time is set aside for deciding: decide by ${sayDay(decideBy)}.`
        : `${sayLength(lead)} ${lead.count === 1 ? 'is' : 'are'} needed inside from deciding to acting: decide by ${sayDay(decideBy)}.`,
      decideBy,
    ),

  missed: (deadline: string, until: string): Note =>
    note(
      'missed notice',
      `Notice for this term had to be received by ${sayDay(deadline)}, and none was: committed until ${sayDay(until)}.`,
      ...[deadline, until],
    ),

  option: ({ renewal }: RenewalRule, { deadline, end }: { readonly deadline: string; readonly end: string }): Note =>
    note(
      'option',
      `It goes on${renewal === null ? '' : ` for ${sayLength(renewal)}`} only if we say so by ${sayDay(deadline)}; else it ends on ${sayDay(end)}.`,
      ...[deadline, end],
    ),

  lapsed: (deadline: string, end: string): Note =>
    note(
      'option',
      `The option had to be taken by ${sayDay(deadline)}, and was not: it ends on ${sayDay(end)}.`,
      ...[deadline, end],
    ),

  withoutEnd: ({ notice, alignment }: RenewalRule, { received, end, least }: Leaving): Note =>
    note(
      'without end',
      `It runs until notice is given${notice === null ? '' : `, ${sayNotice(notice)} ahead`}${onDays(alignment)}${least === null ? '' : `, at least until ${sayDay(least)}`}: notice sent today is received on ${sayDay(received)} and ends it on ${sayDay(end)}.`,
      ...[received, end],
    ),

  byItself: (end: string): Note => note('end', `It ends on ${sayDay(end)} without notice, as nothing renews it.`, end),
  ended: (end: string): Note => note('end', `It ended on ${sayDay(end)}.`, end),
  committed: (until: string, amounts: string): Note =>
    note('commitment', `Whatever is decided, ${amounts} is to be paid for the days until ${sayDay(until)}.`, until),
  missingIndex: (missing: Missing): Note => note('index', sayMissing(missing), missing.on),
  stake: ({ from, to }: Stretch, amounts: string): Note =>
    note('stake', `The decision is about ${amounts}: what ${sayDay(from)} to ${sayDay(to)} comes to.`, from, to),
} as const

/** Which value of an index isn't kept, from when on a price would follow it, and what it is counted with. */
export const sayMissing = ({ on, index, months, cap }: Missing): string =>
  `On ${sayDay(on)} its price follows ${index}, and no value of it is kept for ${months.map(sayMonth).join(' and ')}: ${
    cap === null
      ? 'what it costs from then on isn’t known.'
      : `it is counted with the most that it may rise by, ${Number(cap)} %.`
  }`

interface Beginning {
  /** The last day of its first term. */
  readonly end: string | null
  readonly asOf: string
}
interface Span {
  readonly start: string
  readonly end: string
}
interface Renewing {
  readonly before: string | null
  readonly term: { readonly start: string; readonly end: string | null }
}
interface Noticing {
  readonly event: Of<'notice'>
  readonly received: string
  readonly isProven: boolean
  readonly end: string
  /** The end that it would have been for, had it been in time. */
  readonly aimed: string | null
  readonly receipt: Receipt
}
interface Counted {
  readonly end: string
  readonly counted: string
}
interface Sending {
  readonly deadline: string
  readonly sendBy: string
}
interface Leaving {
  readonly received: string
  readonly end: string
  readonly least: string | null
}

const byMethod: Readonly<Record<Method, string>> = {
  email: 'by e-mail',
  post: 'by post',
  courier: 'by courier',
  registered: 'by registered mail',
  by_hand: 'by hand',
}

/** How something is sent, in words: 'by courier'. */
export const sayMethod = (method: Method): string => byMethod[method]

const receivedHow = ({ after, isOnConfirmation }: Receipt): string => {
  const length = sayLength(after)
  if (isOnConfirmation)
    return after.count === 0
      ? 'once delivery is confirmed'
      : `once delivery is confirmed, for which ${length} are allowed`
  return after.count === 0 ? 'on the same day' : `${length} after it was sent`
}

/** Whether what would be there at once has to wait for a day on which somebody is there. */
const waits = (sent: string, received: string, { after, isOnConfirmation }: Receipt): boolean =>
  after.count === 0 && !isOnConfirmation && received !== sent

const sayNotice = (notice: NoticePeriod): string =>
  notice.isClear ? `${notice.count} clear ${sayLength(notice).replace(/^\d+ /, '')}` : sayLength(notice)

const onDays = (alignment: Alignment): string =>
  ({
    any_day: '',
    month_end: ', to the end of a month',
    quarter_end: ', to the end of a quarter',
    term_year_end: ', to the end of a contract year',
  })[alignment]

const timesOf = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const renewedBy = (count: number): string =>
  count === 0 ? 'it has not been renewed yet' : `it has been renewed ${timesOf(count)}`

function amendedIn(rule: Partial<RenewalRule>, hasPrice: boolean): string {
  const parts = [
    rule.kind && `its renewal (${rule.kind})`,
    rule.renewal && `renewals of ${sayLength(rule.renewal)}`,
    rule.maxRenewals !== undefined && 'how often it renews',
    rule.notice && `notice of ${sayNotice(rule.notice)}`,
    rule.alignment && 'the days on which it can end',
    rule.method && `notice ${byMethod[rule.method]}`,
    rule.receipts && 'when a notice counts as received',
    hasPrice && 'its price',
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? 'it changes nothing that is reckoned with here' : parts.join(', ')
}
