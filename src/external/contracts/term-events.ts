import { toMinor } from '../../kernel/record/money.ts'
import type { ContractEvent } from './contract-event.record.ts'
import type {
  Method,
  NoticePeriod,
  Price,
  Receipt,
  RenewalRule,
  TermEvent,
  TermLength,
  Until,
  Uplift,
} from './terms.ts'

/** The log of a contract as its clock reads it, from the rows that keep it. What a row lacks that its kind needs is left out. */
export const termEventsOf = (rows: readonly ContractEvent[]): readonly TermEvent[] =>
  rows
    .filter(({ archivedAt }) => archivedAt === null)
    .toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0))
    .flatMap((row) => eventOf(row) ?? [])

function eventOf(row: ContractEvent): TermEvent | null {
  const { happenedOn: on, endsOn } = row
  const price = priceOf(row)
  switch (row.kind) {
    case 'initial':
      return row.startsOn === null
        ? null
        : {
            kind: 'initial',
            on,
            startsOn: row.startsOn,
            until: untilOf(row),
            rule: { ...usual, ...ruleOf(row) },
            price,
          }
    case 'renewal':
      return { kind: 'renewal', on, until: untilOf(row), price }
    case 'extension':
      return endsOn === null ? null : { kind: 'extension', on, endsOn, price }
    case 'amendment':
      return row.effectiveOn === null
        ? null
        : { kind: 'amendment', on, effectiveOn: row.effectiveOn, rule: ruleOf(row), price }
    case 'termination':
      return endsOn === null ? null : { kind: 'termination', on, endsOn }
    case 'decision':
      // What was decided becomes part of the terms once notice is given or something is agreed.
      return null
    case 'notice': {
      const { givenBy, method, receivedOn } = row
      return givenBy === null ? null : { kind: 'notice', on, by: givenBy, method: method ?? usual.method, receivedOn }
    }
  }
}

/** What counts where a contract says nothing. */
const usual: RenewalRule = {
  ...{ kind: 'fixed', renewal: null, maxRenewals: null, notice: null },
  ...{ alignment: 'any_day', method: 'email', receipts: {} },
}

function untilOf({ endsOn, termCount: count, termUnit: unit }: ContractEvent): Until {
  if (endsOn !== null) return { endsOn }
  return count === null || unit === null ? null : { length: { count, unit } }
}

/** What a row says of how a contract goes on; what it leaves open stays as it is. */
function ruleOf(row: ContractEvent): Partial<RenewalRule> {
  const renewal = renewalOf(row)
  const notice = noticeOf(row)
  const receipts = receiptsOf(row)
  return {
    ...(row.renewal === null ? {} : { kind: row.renewal }),
    ...(renewal === null ? {} : { renewal }),
    ...(row.maxRenewals === null ? {} : { maxRenewals: row.maxRenewals }),
    ...(notice === null ? {} : { notice }),
    ...(row.alignment === null ? {} : { alignment: row.alignment }),
    ...(row.method === null ? {} : { method: row.method }),
    ...(receipts === null ? {} : { receipts }),
  }
}

const renewalOf = ({ renewalCount: count, renewalUnit: unit }: ContractEvent): TermLength | null =>
  count === null || unit === null ? null : { count, unit }

const noticeOf = ({ noticeCount: count, noticeUnit: unit, isNoticeClear }: ContractEvent): NoticePeriod | null =>
  count === null || unit === null ? null : { count, unit, isClear: isNoticeClear === true }

function receiptsOf({
  method,
  receiptCount,
  receiptUnit,
  isReceiptConfirmed,
}: ContractEvent): Partial<Record<Method, Receipt>> | null {
  if (receiptCount === null && isReceiptConfirmed === null) return null
  const after = { count: receiptCount ?? 0, unit: receiptUnit ?? 'days' }
  return { [method ?? usual.method]: { after, isOnConfirmation: isReceiptConfirmed === true } }
}

function priceOf({ price, pricePer, ...row }: ContractEvent): Price | null {
  const minor = price === null ? null : toMinor(price)
  return price === null || minor === null
    ? null
    : { minor, currency: price.currency, per: pricePer ?? 'year', uplift: upliftOf(row) }
}

function upliftOf(row: Omit<ContractEvent, 'price' | 'pricePer'>): Uplift | null {
  const every = row.upliftEvery ?? 'renewal'
  if (row.uplift === 'percent' && row.upliftPercent !== null)
    return { kind: 'percent', every, percent: row.upliftPercent }
  if (row.uplift !== 'index' || row.upliftIndex === null) return null
  const { upliftIndex: index, upliftLag, upliftCap: cap, upliftFloor: floor } = row
  return { kind: 'index', every, index, lag: upliftLag ?? 0, cap, floor }
}
