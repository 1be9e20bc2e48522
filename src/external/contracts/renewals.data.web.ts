import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { keys, read } from '../../kernel/web/api.web.ts'
import type { Money, Ref } from '../../kernel/record/field.ts'
import type { Clock } from './contract.rules.ts'
import type { Payment } from './payments.ts'
import type { Value } from './value.ts'
import { type RenewalTotals, renewalFilter, type Wanted } from './renewals.ts'
import type { Outlook } from './stake.ts'
import type { Decision } from './terms.ts'

/** A contract as the renewal desk shows it. */
export interface Renewal {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly counterparty: string
  readonly owner: Ref | null
  readonly outlook: Outlook
  readonly decidedEnd: string
  readonly noticeBy: string | null
  readonly sendBy: string | null
  readonly decideBy: string
  readonly termEnd: string | null
  /** Absent where the reader may not see amounts. */
  readonly atStake?: Money | null
  readonly decision: Decision | null
  /** Where one contract is read, not in lists. */
  readonly can?: readonly string[]
  readonly dossierDays?: number
}
export interface ContractCosts extends Pick<Value, 'term' | 'years'> {
  readonly payments: readonly Payment[]
}
export type ClockRead = Clock & { readonly asOf: string }

const columns = 'number,counterparty,owner,outlook,decidedEnd,noticeBy,sendBy,decideBy,termEnd,atStake,decision'
// What is written in a log moves dates without being a change of the contract itself.
const meta = { types: ['contract', 'contract_event'] }
const key = (name: string, ...more: readonly unknown[]) => [...keys.related(), 'renewals', name, ...more] as const

/** The decisions of a stretch of days, the most urgent first, page by page. */
export function useRenewals(wanted: Wanted, limit = 50) {
  const filter = JSON.stringify(renewalFilter(wanted))
  return useInfiniteQuery({
    queryKey: key('list', filter, limit),
    queryFn: ({ signal, pageParam }) =>
      read<{ rows: readonly Renewal[]; next: string | null }>(
        '/contracts',
        { filter, sort: 'decideBy', columns, limit, after: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta,
  })
}

export function useTotals({ from, to, isDecided }: Wanted) {
  const asked = { from, to, decided: isDecided ? 'yes' : 'no' }
  return useQuery({
    queryKey: key('totals', asked),
    queryFn: ({ signal }) => read<RenewalTotals>('/renewals/totals', asked, signal),
    placeholderData: keepPreviousData,
    meta,
  })
}

/** How a contract stands today, and why. */
export function useClock(id: string) {
  return useQuery({
    queryKey: key('clock', id),
    queryFn: ({ signal }) => read<ClockRead>(`/contracts/${id}/clock`, {}, signal),
    meta,
  })
}

/** What a contract costs by year, and what falls due within one. */
export function useCosts(id: string) {
  return useQuery({
    queryKey: key('costs', id),
    queryFn: ({ signal }) => read<ContractCosts>(`/contracts/${id}/costs`, {}, signal),
    meta,
  })
}

/** One contract as the desk shows it, whatever page of the list it is on. */
export function useRenewal(id: string) {
  return useQuery({
    queryKey: key('one', id),
    queryFn: ({ signal }) => read<Renewal>(`/contracts/${id}`, {}, signal),
    meta,
  })
}
